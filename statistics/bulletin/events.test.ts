import { expect, test } from 'vitest';
import type { UsageEvent } from '../../terminal/usage-event.ts';
import { putTerminals, putUnits } from '../../tests/bulletin/published-month.ts';
import { onEachDatabase } from '../store/databases-under-test.ts';
import type { HubDatabase } from '../store/hub-store.ts';
import { databaseIntake } from '../store/intake-store.ts';
import { countingRules } from './counting-rule.ts';
import { forms } from './forms.ts';
import { readBulletin } from './reading-bulletin.ts';

const zone = 'Asia/Shanghai';
const monthClosesAfterDays = 3;

type Told = UsageEvent extends infer Each
  ? Each extends UsageEvent
    ? Omit<Each, 'sequence' | 'at' | 'businessDay' | 'hour'>
    : never
  : never;

/** What a terminal told of a day, taken by the hub at an instant. */
const taken = async (
  database: HubDatabase,
  terminal: string,
  businessDay: string,
  heardAt: string,
  told: readonly Told[],
) => {
  const at = Date.parse(`${businessDay}T01:00:00Z`);
  const events = told.map((it, index) => ({ ...it, sequence: index + 1, at, businessDay, hour: 9 }) as UsageEvent);
  const mark = { epoch: `${terminal}-${businessDay}`, sequence: events.length, hash: 'ab', follows: null };
  const store = databaseIntake(database, { zone, monthClosesAfterDays });
  await store.take(terminal, [mark.epoch], () => ({
    answer: undefined,
    intake: { mark, events, quarantined: new Set(), heardAt: Date.parse(heardAt), alarms: [] },
  }));
};

onEachDatabase('from what terminals tell to the bulletin', (withDatabase) => {
  test('every kind of event comes into its column, and a late one into the month it is of', () =>
    withDatabase(async (database) => {
      await putUnits(database, [
        { unit: 'renmin', grouping: 'hospital', names: [{ fromDay: '2018-01-01', zh: '云溪人民医院' }] },
        { unit: 'yunxi', grouping: 'district', names: [{ fromDay: '2018-01-01', zh: '云溪区' }] },
      ]);
      await putTerminals(database, 'renmin', 1, '2018-01-01');
      await putTerminals(database, 'yunxi', 1, '2018-01-01');
      for (const terminal of ['renmin-1', 'yunxi-1', 'stray-1']) {
        const row = { terminal, publicKey: 'ab', enrolledAt: 0, revokedAt: null, epoch: null, heardAt: null };
        await database.db.insertInto('terminal').values(row).execute();
      }
      await taken(database, 'renmin-1', '2018-08-07', '2018-08-07T02:00:00Z', [
        { kind: 'started' },
        { kind: 'registrationConfirmed', amount: 1_250 },
        { kind: 'bookingCollected', amount: 800, paidHere: true },
        { kind: 'bookingCollected', amount: 0, paidHere: false },
        { kind: 'billsPaid', amount: 33_333 },
        { kind: 'refunded', amount: 1_250 },
        { kind: 'cardIssued' },
        { kind: 'cardCaptured' },
        { kind: 'reportsPrinted', reports: 3 },
      ]);
      await taken(database, 'stray-1', '2018-08-08', '2018-08-08T02:00:00Z', [
        { kind: 'started' },
        { kind: 'billsPaid', amount: 7 },
      ]);
      const read = () =>
        readBulletin(database, {
          month: '2018-08',
          form: forms['2018'],
          rule: countingRules['confirmed-and-collected-here/1'],
          on: '2018-08-31',
          scope: { city: true },
          now: Date.parse('2018-09-20T00:00:00Z'),
          zone,
          monthClosesAfterDays,
        });
      const first = await read();
      expect(first.rows).toMatchObject([
        {
          unit: 'renmin',
          figures: {
            terminals: 1,
            cards_issued: 1,
            registrations: 2,
            registration_amount: 2_050,
            payments: 1,
            payment_amount: 33_333,
            reports_printed: 3,
          },
          prepaidCollections: 1,
        },
        { unit: 'yunxi', figures: { terminals: 1, registrations: 0, payments: 0 }, prepaidCollections: 0 },
      ]);
      expect(first).toMatchObject({ revision: 0, unplaced: { payments: 1, payment_amount: 7 } });

      await taken(database, 'yunxi-1', '2018-08-31', '2018-09-15T02:00:00Z', [
        { kind: 'started' },
        { kind: 'billsPaid', amount: 5 },
      ]);
      expect(await read()).toMatchObject({ revision: 1, total: { payments: 2, payment_amount: 33_338 } });
    }));
});
