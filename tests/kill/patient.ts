import { bookings } from '../../seeds/bookings.ts';
import { codeData } from '../../simulator/hospital/codes.ts';
import type { Screen, Tap } from '../../terminal/screen.ts';
import type { Errand } from './errands.ts';
import type { Site } from './site.ts';

/** How long a patient looks at a screen, in milliseconds. */
const look = 500;
/** Looks after which something must have gone wrong. */
const mostLooks = 1200;

/** AIM identifier of a QR code. */
const qrCode = ']Q1';
/** As one of the payment apps shows it. */
const payerCode = '130000000000000001';
const seeded = new Set(bookings.map(({ bookingId }) => bookingId));

/** Does an errand at a terminal, from the welcome to the next; stops where the terminal dies. */
export async function visit(site: Site, errand: Errand): Promise<void> {
  let began = false;
  let given = false;
  const { clock, hospital, shelf } = site.world;
  const voucher = errand.insured && errand.who.codes.find(({ kind }) => kind === 'eVoucher');

  function next(screen: Screen): Tap | undefined {
    switch (screen.name) {
      case 'attract':
        return { kind: 'begin' };
      case 'menu':
        return { kind: 'errand', errand: errand.errand };
      case 'presentCredential':
        if (voucher) shelf.barcodeScanner.show({ aim: qrCode, data: codeData(voucher, clock.now()) });
        else shelf.idCardReader.put(errand.who.card);
        return undefined;
      case 'enterNumber':
        return { kind: 'enter', text: '13900000000' };
      case 'chooseOne': {
        const open = screen.choices.filter((choice) => choice.open);
        const isIt = ({ id }: { readonly id: string }) =>
          errand.choice === 'own' ? !seeded.has(id) : id === errand.choice;
        const found = open.find(isIt);
        if (found) return chosen(found.id);
        return screen.page.at < screen.page.of ? { kind: 'nextPage' } : chosen(open[0]?.id);
      }
      case 'chooseSome': {
        const open = screen.choices.filter(({ id, open }) => open && !screen.chosen.includes(id));
        const enough = errand.reports === undefined || screen.chosen.length >= errand.reports;
        return enough ? { kind: 'confirm' } : chosen(open[0]?.id);
      }
      case 'chooseDepartment': {
        const here = screen.departments.some(({ id }) => id === errand.choice);
        return here ? chosen(errand.choice) : { kind: 'nextPage' };
      }
      case 'chooseDoctor': {
        const free = errand.doctor === 'free';
        return chosen(screen.doctors.find(({ left, price }) => left > 0 && (price === 0) === free)?.id);
      }
      case 'choosePeriod':
        return chosen(screen.periods.find(({ left }) => left > 0)?.id);
      case 'confirmAppointment':
        return { kind: 'confirm' };
      case 'review':
        return chosen(screen.options.find((option) => errand.options?.includes(option)) ?? screen.options[0]);
      case 'pay':
        return pay(screen.orderNumber);
      case 'takeCard':
        if (!errand.leavesCard) shelf.cardDispenser.take();
        return undefined;
      case 'farewell':
      case 'trouble':
        return { kind: 'finish' };
      default:
        return undefined;
    }
  }

  function pay(orderNumber: string): Tap | undefined {
    if (given) return undefined;
    switch (errand.pays) {
      case 'shownCode':
        given = true;
        hospital.controls.pay(orderNumber);
        return undefined;
      case 'scannedCode':
        given = true;
        shelf.barcodeScanner.show({ aim: qrCode, data: payerCode });
        return undefined;
      case 'whileGivingUp':
        given = true;
        hospital.controls.pay(orderNumber);
        return { kind: 'cancel' };
      default:
        return undefined;
    }
  }

  for (let looks = 0; looks < mostLooks; looks++) {
    await site.pass(look);
    const { shown } = site;
    if (!shown) break;
    const { screen } = shown;
    if (screen.name === 'attract' && began) break;
    began ||= screen.name === 'menu';
    if (screen.name !== 'presentCredential' && screen.name !== 'pay') shelf.barcodeScanner.hide();
    const tap = next(screen);
    if (tap) site.tap(tap);
    if (looks === mostLooks - 1) throw new Error(`${errand.name}: at ${screen.name} since ${clock.now()}`);
  }
  leave(site);
}

/** Takes what belongs to them. */
export function leave({ world: { shelf } }: Site): void {
  shelf.idCardReader.take();
  shelf.barcodeScanner.hide();
}

/** Whether something can still be done without the terminal: what was shown can be paid, a card sticks out. */
export const mayLinger = ({ world: { shelf, hospital } }: Site): boolean =>
  hospital.controls.ordersWaiting().length > 0 || shelf.cardDispenser.state().onTheWay?.place === 'gate';

/** Does it. */
export function linger({ world: { shelf, hospital } }: Site): void {
  for (const { orderNumber } of hospital.controls.ordersWaiting()) hospital.controls.pay(orderNumber);
  shelf.cardDispenser.take();
}

const chosen = (id: string | undefined): Tap => (id === undefined ? { kind: 'cancel' } : { kind: 'choose', id });
