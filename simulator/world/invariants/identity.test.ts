import { expect, test } from 'vitest';
import { people } from '../../../seeds/people.ts';
import type { NetworkRequest } from '../../../terminal/hospital/network.ts';
import type { Visitor } from '../patient/at-the-terminal.ts';
import { ordersAreOfWhoIsThere, whoIsThereIsAskedAbout } from './identity.ts';
import { journalOf, opened } from './trial.ts';

const at = people.findIndex(({ record, cards }) => record !== undefined && cards.hospitalCard !== undefined);
const person = people[at];
if (!person?.record) throw new Error('the seeds hold nobody with a record');
const visitor: Visitor = { at, person, errand: 'payment', phone: '1', bookingCodes: ['12345678'] };

const asking = (credential: object, path = 'patients/find'): NetworkRequest => ({
  method: 'POST',
  url: `https://hospital.invalid/api/v1/${path}`,
  headers: {},
  body: JSON.stringify({ credential }),
  signal: new AbortController().signal,
});

test('what is asked about is what was shown, letter by letter', () => {
  const { name, number } = person.card;
  const found = (credential: object, by: Visitor | undefined = visitor) =>
    whoIsThereIsAskedAbout(asking(credential), by);
  expect(found({ kind: 'idCard', number, name })).toEqual([]);
  expect(found({ kind: 'booking', code: '12345678' })).toEqual([]);
  expect(found({ kind: 'hospitalCard', number: '990012349999' })).toEqual([]);
  expect(found({ kind: 'idCard', number, name: `${name}丨` })).toHaveLength(1);
  expect(whoIsThereIsAskedAbout(asking({ kind: 'typedId', number }), undefined)).toHaveLength(1);
  expect(whoIsThereIsAskedAbout(asking({ kind: 'typedId', number: 'anything' }, 'locks'), visitor)).toEqual([]);
});

test('an order is of a record of whoever was there', () => {
  const { recordId } = person.record ?? { recordId: '' };
  const journal = journalOf({ ...opened, recordId });
  expect(ordersAreOfWhoIsThere(journal, () => at)).toEqual([]);
  expect(ordersAreOfWhoIsThere(journal, () => at + 1)).toHaveLength(1);
  expect(ordersAreOfWhoIsThere(journalOf(opened), () => at)).toEqual([]);
});
