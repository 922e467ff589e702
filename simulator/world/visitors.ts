import type { ErrandName } from '../../seeds/clinic.ts';
import { demonstrationHospital } from '../../seeds/hospital.ts';
import { people } from '../../seeds/people.ts';
import type { HospitalWorld } from '../hospital/world.ts';
import type { Fate } from './fate.ts';
import type { Visitor } from './patient/at-the-terminal.ts';

const { errands } = demonstrationHospital;
/** People without a record here come for a card. */
const newcomers: readonly ErrandName[] = ['card', 'card', 'registration', 'records'];
/** Nobody's: mobile numbers that begin so were never given out. */
const phoneOf = (at: number) => `1${String(9_900_000_001 + at)}`;

/** Who may come to this hospital, one after the other; often somebody who was here before. */
export function createVisitors(hospital: HospitalWorld, fate: Fate): () => Visitor {
  const before: number[] = [];
  const everybody = people.map((_, at) => at);

  return () => {
    const again = fate.draw('visitor.again') < 0.45 ? fate.pick('visitor.who', before) : undefined;
    const at = again ?? fate.pick('visitor.stranger', everybody) ?? 0;
    const person = people[at];
    if (!person) throw new RangeError(`there is no person ${at}`);
    before.push(at);
    const errand = fate.pick('visitor.errand', person.record ? errands : newcomers) ?? 'registration';
    const bookingCodes = hospital.bookings
      .filter(({ recordId }) => recordId === person.record?.recordId)
      .map(({ code }) => code);
    return { at, person, errand, phone: phoneOf(fate.draw('visitor.phone') < 0.5 ? 0 : at), bookingCodes };
  };
}

/** Every phone a visitor can type. */
export const phones: readonly string[] = people.map((_, at) => phoneOf(at));
