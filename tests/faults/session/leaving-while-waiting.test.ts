import { expect, test } from 'vitest';
import type { VerbName } from '../../../terminal/hospital/contract.ts';
import type { Screen } from '../../../terminal/screen.ts';
import { openKiosk } from '../../kiosk.ts';
import { entries, ordersOf, personAt, standAt, untilShown, visit } from '../machine/hands.ts';

const slow = 5000;
const canLeave = (screen: Screen | undefined) => screen?.name === 'working' && screen.canLeave === true;

const reads: readonly [VerbName, 'registration' | 'payment' | 'collection' | 'report' | 'refund' | 'reprint'][] = [
  ['findPatient', 'payment'],
  ['listDepartments', 'registration'],
  ['listDoctors', 'registration'],
  ['trialInsurance', 'registration'],
  ['listBills', 'payment'],
  ['trialInsurance', 'payment'],
  ['listBookings', 'collection'],
  ['listReports', 'report'],
  ['listTransactions', 'refund'],
  ['listTransactions', 'reprint'],
];

test.each(reads)('%s of %s takes long: one may leave, and the answer comes to nobody', async (verb, errand) => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  kiosk.world.misbehaviour.failNext(verb, 'slow', slow);
  const isWaiting = () => canLeave(stand.shown?.screen) && kiosk.asked(verb).length > 0;
  while (!isWaiting()) {
    await visit(stand, { errand }, ['working']);
    if (!isWaiting()) await stand.clock.advance(10);
  }
  kiosk.tap({ kind: 'cancel' });
  expect(stand.shown?.screen.name).toBe('attract');
  expect(entries(stand.journal).at(-1)).toMatchObject({ kind: 'visit.ended', ending: 'abandoned', screen: 'working' });
  stand.shelf.idCardReader.take();

  // The next patient is there before the answer is.
  const other = await visit(stand, { errand: 'registration', person: personAt(2) }, ['chooseOne']);
  await stand.clock.advance(slow);
  expect(await untilShown(stand, 'chooseOne')).toEqual(other);
  expect(ordersOf(stand.journal)).toEqual([]);
});

test('what was begun cannot be left, nor does its screen say so', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, { errand: 'payment' }, ['review']);
  kiosk.world.misbehaviour.failNext('lock', 'slow', slow);
  kiosk.pick('pay');
  const working = await untilShown(stand, 'working');
  expect(working).not.toHaveProperty('canLeave');
  kiosk.tap({ kind: 'cancel' });
  expect(kiosk.log).toContainEqual({ event: 'tap.dropped', why: 'notOffered' });
  await untilShown(stand, 'pay');
});
