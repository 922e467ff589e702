import { people } from '../../../seeds/people.ts';
import type { NetworkRequest } from '../../../terminal/hospital/network.ts';
import type { Visitor } from '../patient/at-the-terminal.ts';
import { type Books, entriesOf } from './orders.ts';
import { type Violation, violated } from './violation.ts';

/** Whose a record is; those made since the world began are not here. */
const personOfRecord: ReadonlyMap<string, number> = new Map(
  people.flatMap(({ record, otherRecords }, at) =>
    [record, ...otherRecords].flatMap((it) => (it ? [[it.recordId, at] as const] : [])),
  ),
);

/** I3: an order is of a record of the person before whom it was opened. Holds at any time. */
export function ordersAreOfWhoIsThere(
  journal: Books,
  personOf: (orderNumber: string) => number | undefined,
): Violation[] {
  return entriesOf(journal).flatMap((entry) => {
    if (entry.kind !== 'order.opened') return [];
    const owner = personOfRecord.get(entry.recordId);
    const person = personOf(entry.order);
    if (owner === undefined || person === undefined || owner === person) return [];
    return [violated('I3', `order ${entry.order} is of record ${entry.recordId}, opened before person ${person}`)];
  });
}

const question = /\/patients\/find$/;

/** What people show that is nobody's: it may be asked about, and nothing is found. */
const nobodys = ['990012349999', '99999999', 'EIV1-0000000000000000-1-abcd'];

/**
 * I3: what the hospital is asked about is what somebody at the terminal showed or typed, letter by letter. Looked at when
 * a request is sent to the hospital.
 */
export function whoIsThereIsAskedAbout({ url, body = '' }: NetworkRequest, visitor: Visitor | undefined): Violation[] {
  if (!question.test(url)) return [];
  const shown = visitor ? thingsOf(visitor) : [];
  const tokens = visitor ? visitor.person.codes.map(({ token }) => token) : [];
  const isShown = (text: string) =>
    shown.includes(text) || nobodys.includes(text) || tokens.some((token) => text.includes(token));
  const asked: unknown = JSON.parse(body);
  return textsIn(asked).every(isShown) ? [] : [violated('I3', 'the hospital is asked about what nobody showed')];
}

/** What a person and whoever comes along can show or type. */
function thingsOf({ person, bookingCodes }: Visitor): readonly (string | undefined)[] {
  const { hospitalCard, socialSecurity } = person.cards;
  const along = people.find(({ card }) => card.number === person.guardian) ?? people[0];
  return [
    ...[person, along].flatMap((it) => [it?.card.number, it?.card.name]),
    hospitalCard,
    socialSecurity?.cardNumber,
    socialSecurity?.idNumber,
    socialSecurity?.name,
    ...bookingCodes,
  ];
}

/** Every text in a value, without the names of kinds. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, it]) => (name === 'kind' ? [] : textsIn(it)));
}
