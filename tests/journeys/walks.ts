/** The ways through errands that several journeys take, each in a way of their own. */
import { type InventedPerson, people } from '../../seeds/people.ts';
import type { Hands } from './hands.ts';

const [first] = people;
if (!first) throw new Error('the seeds hold nobody');

/** Who goes, where it does not matter who. */
export const person = first;

/** Where somebody is on duty at any hour. */
const duty = {
  zh: { department: '急诊', doctor: '急诊内科' },
  en: { department: 'Emergency', doctor: 'Emergency medicine' },
} as const;

/** From who one is to the periods of whoever is on duty today. */
export async function toPeriods({ show, screen, find, words, language }: Hands, person: InventedPerson): Promise<void> {
  await screen('presentCredential');
  await show(person, new RegExp(person.card.name));
  await screen('chooseOne');
  await find(words.words.today);
  await screen('chooseDepartment');
  await find(duty[language].department);
  await screen('chooseDoctor');
  await find(duty[language].doctor);
  await screen('choosePeriod');
}

/** From the periods to the code that is to be paid. */
export async function toPayment({ screen, tile, main }: Hands): Promise<void> {
  await tile(0);
  await screen('confirmAppointment');
  await main();
  await screen('pay');
}
