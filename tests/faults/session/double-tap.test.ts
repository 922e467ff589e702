import { expect, test } from 'vitest';
import type { Tap } from '../../../terminal/screen.ts';
import { openKiosk } from '../../kiosk.ts';
import { openEnds, ordersOf, type Plan, personAt, standAt, visit } from '../machine/hands.ts';

const cases: readonly [string, Plan, 'confirmAppointment' | 'review', Tap, 'pay' | 'farewell'][] = [
  ['a summary', { errand: 'registration', pays: false }, 'confirmAppointment', { kind: 'confirm' }, 'pay'],
  ['bills', { errand: 'payment', pays: false }, 'review', { kind: 'choose', id: 'pay' }, 'pay'],
  [
    'a card',
    { errand: 'card', person: personAt(1), pays: false },
    'review',
    { kind: 'choose', id: 'issueCard' },
    'pay',
  ],
  ['a refund', { errand: 'refund' }, 'review', { kind: 'choose', id: 'refund' }, 'farewell'],
];

test.each(cases)('%s agreed to twice in one touch is one order', async (_, plan, at, tap, then) => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, plan, [at]);
  const { revision } = kiosk.shown();
  kiosk.world.terminal?.tap({ tap, revision });
  kiosk.world.terminal?.tap({ tap, revision });
  await visit(stand, plan, [then]);
  expect(ordersOf(stand.journal)).toHaveLength(1);
  expect(stand.hospital.ledgers.locks().length).toBeLessThanOrEqual(1);
  expect(kiosk.log).toContainEqual({ event: 'tap.dropped', why: 'olderScreen' });
  expect(await openEnds(stand)).toEqual([]);
});

test('giving a payment up twice gives it up once', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, { errand: 'payment', pays: false }, ['pay']);
  kiosk.tap({ kind: 'cancel' });
  kiosk.tap({ kind: 'cancel' });
  await visit(stand, { errand: 'payment', pays: false }, ['chooseSome']);
  expect(await openEnds(stand)).toEqual([]);
  expect(ordersOf(stand.journal)).toMatchObject([{ state: 'closed', abandoned: 'patient' }]);
});
