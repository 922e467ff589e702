import { sleep } from '../../../device-drivers/contract/clock.ts';
import { type InventedPerson, people } from '../../../seeds/people.ts';
import { createVirtualBankCard } from '../../devices/virtual-chip-card.ts';
import { codeData } from '../../hospital/codes.ts';
import { type Answer, back, cancel, choose, enter, type ScreenOf, type Visiting, type Way } from './at-the-terminal.ts';

/** AIM identifier of a QR code. */
const qrCode = ']Q1';

const ways: readonly Way[] = ['idCard', 'hospitalCard', 'socialSecurityCard', 'code', 'typedId', 'booking'];

function owns(way: Way, { visitor: { person, bookingCodes } }: Visiting): boolean {
  switch (way) {
    case 'idCard':
    case 'typedId':
      return true;
    case 'hospitalCard':
      return person.cards.hospitalCard !== undefined;
    case 'socialSecurityCard':
      return person.cards.socialSecurity !== undefined;
    case 'code':
      return person.codes.length > 0;
    case 'booking':
      return bookingCodes.length > 0;
  }
}

/** Shows who one is, in one of the ways the screen names; the guardian comes with a card. */
export async function present(screen: ScreenOf<'presentCredential'>, it: Visiting): Promise<Answer> {
  const { fate } = it;
  if (screen.whose === 'guardian') {
    if (fate.strikes('patient.comesAlone', 0.3)) {
      if (fate.draw('patient.waitsForSomebody') < 0.6) return cancel;
      await sleep(it.clock, 25_000);
      return 'wait';
    }
    await layIdCard(guardianOf(it.visitor.person), it);
    return 'wait';
  }
  if (screen.again !== undefined && fate.draw('patient.givesUp') < 0.1) return cancel;
  if (fate.strikes('patient.showsWrongThing', 0.08)) return showWrongThing(it);
  const usable = ways.filter((way) => screen.ways.includes(way) && owns(way, it));
  const way = fate.pick('patient.way', usable);
  if (!way) return cancel;
  if (way === 'idCard') {
    await layIdCard(it.visitor.person, it);
    return 'wait';
  }
  if (way === 'typedId') return choose(way);
  else if (way === 'booking' && (fate.draw('patient.typesBooking') < 0.5 || !screen.ways.includes('code'))) {
    return choose(way);
  } else await show(way, it);
  await sleep(it.clock, 1500);
  return 'wait';
}

/** Whoever comes along with a child; any grown-up where nobody is named. */
function guardianOf({ guardian }: InventedPerson): InventedPerson {
  const [anybody] = people;
  const person = people.find(({ card }) => card.number === guardian) ?? anybody;
  if (!person) throw new Error('the seeds hold nobody');
  return person;
}

async function layIdCard({ card }: InventedPerson, { shelf, clock }: Visiting): Promise<void> {
  shelf.idCardReader.take();
  await sleep(clock, 400);
  shelf.idCardReader.put(card);
}

async function putChipCard(name: 'hospital' | 'socialSecurity', { shelf, clock, wallet, visitor }: Visiting) {
  const card = wallet.chipCard(visitor.at, name);
  if (!card) return;
  shelf.chipCardReader.take();
  await sleep(clock, 400);
  shelf.chipCardReader.put(card);
}

async function show(way: 'hospitalCard' | 'socialSecurityCard' | 'code' | 'booking', it: Visiting): Promise<void> {
  const { shelf, fate, visitor, clock } = it;
  const { person, bookingCodes } = visitor;
  switch (way) {
    case 'hospitalCard':
      if (fate.draw('patient.swipes') < 0.5) return putChipCard('hospital', it);
      return shelf.magneticCardReader.swipe({ track2: person.cards.hospitalCard ?? '' });
    case 'socialSecurityCard':
      return putChipCard('socialSecurity', it);
    case 'code': {
      const code = fate.pick('patient.code', person.codes);
      return code && hold(codeData(code, clock.now()), it);
    }
    case 'booking':
      return hold(fate.pick('patient.bookingCode', bookingCodes) ?? '', it);
  }
}

/** Holds a code before the scanner, and takes it away again. */
export async function hold(data: string, { shelf, clock }: Pick<Visiting, 'shelf' | 'clock'>): Promise<void> {
  shelf.barcodeScanner.show({ aim: qrCode, data });
  await sleep(clock, 900);
  shelf.barcodeScanner.hide();
}

async function showWrongThing(it: Visiting): Promise<Answer> {
  const things = ['bankCard', 'advertisement', 'strangeStripe', 'oldVoucher'] as const;
  switch (it.fate.pick('patient.wrongThing', things)) {
    case 'bankCard':
      it.shelf.chipCardReader.put(createVirtualBankCard());
      break;
    case 'advertisement':
      await hold('https://shop.invalid/coupon', it);
      break;
    case 'strangeStripe':
      it.shelf.magneticCardReader.swipe({ track2: '990012349999' });
      break;
    default:
      await hold('EIV1-0000000000000000-1-abcd', it);
  }
  await sleep(it.clock, 1500);
  it.shelf.chipCardReader.take();
  return 'wait';
}

/** Types what the number pad asks for; sometimes wrongly. */
export function typeNumber(screen: ScreenOf<'enterNumber'>, { fate, visitor }: Visiting): Answer {
  const wrongly = fate.strikes('patient.mistypes', 0.25);
  switch (screen.what) {
    case 'idNumber':
      return enter(wrongly ? `${visitor.person.card.number.slice(0, 17)}Y` : visitor.person.card.number);
    case 'bookingCode': {
      const code = fate.pick('patient.bookingCode', visitor.bookingCodes);
      return wrongly || code === undefined ? enter('99999999') : enter(code);
    }
    case 'phone':
      return enter(wrongly ? visitor.phone.slice(0, 9) : visitor.phone);
    case 'pin':
    case 'oneTimeCode':
    case 'cards':
    case 'sheets':
      // The technician's: somebody found the hidden door.
      return back;
  }
}
