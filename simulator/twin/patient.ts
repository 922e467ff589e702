import type { Screen, Tap } from '../../terminal/screen.ts';
import { issueHospitalCard } from '../devices/hospital-card.ts';
import { hospitalCardPlace } from '../devices/virtual-shelf.ts';
import type { Visitor } from './house.ts';
import type { TwinKiosk } from './kiosk.ts';

type ScreenOf<Name extends Screen['name']> = Extract<Screen, { name: Name }>;

/** What is done at a screen: a tap, or nothing that is one. */
type Act = Tap | undefined;

/** AIM identifier of a QR code. */
const qrCode = ']Q1';
/** Longer than any step of a visit takes at a terminal that works, in virtual milliseconds. */
const longestStep = 90_000;
/** More screens than any visit has. */
const mostScreens = 60;

/** Comes, does the errand as people do who know the machine, takes everything along. Throws when it does not come to a good end. */
export async function visitBy(visitor: Visitor, kiosk: TwinKiosk): Promise<void> {
  const { clock, shown, tap } = kiosk;
  let done = false;
  for (let screens = 0; screens < mostScreens; screens++) {
    const { revision, screen } = shown();
    if (screen.name === 'attract' && done) return;
    done ||= screen.name === 'farewell';
    const next = act(screen, visitor, kiosk);
    if (next) tap(next, revision);
    if (!(await clock.runUntil(() => shown().revision !== revision, longestStep))) break;
  }
  throw new Error(`${visitor.errand}: stuck at ${JSON.stringify(shown().screen)}`);
}

function act(screen: Screen, visitor: Visitor, kiosk: TwinKiosk): Act {
  const { shelf } = kiosk;
  if (screen.name !== 'presentCredential' && screen.name !== 'readingCard') takeCards(kiosk);
  if (screen.name !== 'pay') shelf.barcodeScanner.hide();
  switch (screen.name) {
    case 'attract':
      return { kind: 'begin' };
    case 'menu':
      return { kind: 'errand', errand: visitor.errand };
    case 'presentCredential':
      return present(screen, visitor, kiosk);
    case 'enterNumber':
      return { kind: 'enter', text: visitor.person.phone };
    case 'chooseDepartment':
      return choose(screen.departments[visitor.doctor]?.id);
    case 'chooseDoctor':
      return choose(screen.doctors[0]?.id);
    case 'choosePeriod':
      return choose(screen.periods.find(({ left }) => left > 0)?.id);
    case 'chooseOne':
      return choose(screen.choices.find(({ open }) => open)?.id);
    case 'chooseSome':
      return chooseAll(screen);
    case 'confirmAppointment':
      return { kind: 'confirm' };
    case 'review':
      return choose(screen.options[0]);
    case 'pay':
      return pay(screen, visitor, kiosk);
    case 'takeCard':
      shelf.cardDispenser.take();
      return undefined;
    case 'farewell':
      shelf.receiptPrinter.take();
      shelf.reportPrinter.take();
      return { kind: 'finish' };
    case 'trouble':
    case 'outOfService':
    case 'technician':
      throw new Error(`${visitor.errand}: ${JSON.stringify(screen)}`);
    default:
      return undefined;
  }
}

function choose(id: string | undefined): Act {
  if (id === undefined) throw new Error('nothing to choose');
  return { kind: 'choose', id };
}

function present({ again }: ScreenOf<'presentCredential'>, { person, by }: Visitor, { shelf }: TwinKiosk): Act {
  if (again !== undefined) throw new Error(`${by} was not taken: ${again}`);
  if (by === 'idCard') shelf.idCardReader.put(person.card);
  else {
    const [card] = shelf.newCards(1);
    if (!card) throw new Error('no card');
    issueHospitalCard(card, person.hospitalCard, hospitalCardPlace);
    shelf.chipCardReader.put(card);
  }
  return undefined;
}

function takeCards({ shelf }: TwinKiosk): void {
  shelf.idCardReader.take();
  shelf.chipCardReader.take();
}

/** Bills are all chosen when they are shown; reports are chosen one by one. */
function chooseAll({ choices, chosen }: ScreenOf<'chooseSome'>): Act {
  const next = choices.find(({ id, open }) => open && !chosen.includes(id));
  return next ? choose(next.id) : { kind: 'confirm' };
}

function pay({ orderNumber, payerBusy, again, scan }: ScreenOf<'pay'>, { pays }: Visitor, kiosk: TwinKiosk): Act {
  if (again !== undefined) throw new Error(`paying: ${again}`);
  if (payerBusy) return undefined;
  if (pays === 'shownCode' || !scan) kiosk.hospital.controls.pay(orderNumber);
  else kiosk.shelf.barcodeScanner.show({ aim: qrCode, data: kiosk.payerCode() });
  return undefined;
}
