import type { ErrandName } from '../../seeds/clinic.ts';
import { demonstrationHospital } from '../../seeds/hospital.ts';
import { type InventedPerson, people } from '../../seeds/people.ts';
import type { HospitalWorld } from '../hospital/world.ts';
import type { Fate } from './fate.ts';
import type { Visitor } from './patient/at-the-terminal.ts';

const { errands } = demonstrationHospital;
/** What people come for: most often for what holds, pays and gives something. */
const usual: readonly ErrandName[] = [
  ...errands,
  'registration',
  'registration',
  'payment',
  'payment',
  'collection',
  'report',
];
/** Who has no card yet often comes for one. */
const cardless: readonly ErrandName[] = [...usual, 'card', 'card', 'card'];
/** People without a record here come for a card. */
const newcomers: readonly ErrandName[] = ['card', 'card', 'registration', 'records'];
/** Nobody's: mobile numbers that begin so were never given out. */
const phoneOf = (at: number) => `1${String(9_900_000_001 + at)}`;

/**
 * Who may come to a terminal of this hospital, one after the other; often somebody who was here before. `elsewhere`: who
 * stands at another one now.
 */
export function createVisitors(hospital: HospitalWorld, fate: Fate, elsewhere: () => readonly number[]): () => Visitor {
  const before: number[] = [];
  const everybody = people.map((_, at) => at);
  // Those the hospital has nothing for are few, as they are in its hall.
  const strangers = people.flatMap((person, at) => (isServed(person) ? [at, at, at] : [at]));

  return () => {
    const again = fate.draw('visitor.again') < 0.45 ? fate.pick('visitor.who', before) : undefined;
    const wanted = again ?? fate.pick('visitor.stranger', strangers) ?? 0;
    const busy = elsewhere();
    const at = everybody.map((step) => (wanted + step) % everybody.length).find((it) => !busy.includes(it)) ?? wanted;
    const person = people[at];
    if (!person) throw new RangeError(`there is no person ${at}`);
    before.push(at);
    const errand = fate.pick('visitor.errand', wishesOf(person)) ?? 'registration';
    const bookingCodes = hospital.bookings
      .filter(({ recordId }) => recordId === person.record?.recordId)
      .map(({ code }) => code);
    return { at, person, errand, phone: phoneOf(fate.draw('visitor.phone') < 0.5 ? 0 : at), bookingCodes };
  };
}

const isServed = ({ record, cards, codes, card }: InventedPerson): boolean =>
  record !== undefined &&
  !record.blocked &&
  record.name === card.name &&
  (cards.hospitalCard !== undefined || codes.length > 0);

function wishesOf({ record, cards }: InventedPerson): readonly ErrandName[] {
  if (!record) return newcomers;
  return cards.hospitalCard === undefined ? cardless : usual;
}

/** Every phone a visitor can type. */
export const phones: readonly string[] = people.map((_, at) => phoneOf(at));
