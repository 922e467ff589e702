/** Who gives up at the payment goes back to where what was held for them is open again. */
import { expect, test } from 'vitest';
import type { ScreenName } from '../../../terminal/screen.ts';
import { openKiosk } from '../../kiosk.ts';
import { openEnds, ordersOf, type Plan, personAt, standAt, untilShown, visit } from '../machine/hands.ts';

const bills = { errand: 'payment', pays: false } as const;

test('bills that were given up are open when they stand there again, and can be paid', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, bills, ['pay']);
  kiosk.tap({ kind: 'cancel' });
  const { choices, chosen } = await untilShown(stand, 'chooseSome');
  expect(choices.map(({ open }) => open)).toEqual(choices.map(() => true));
  expect(chosen).toEqual(choices.map(({ id }) => id));
  expect(await visit(stand, { errand: 'payment' }, ['farewell'])).toMatchObject({ done: 'paid' });
  expect(await openEnds(stand)).toEqual([]);
  expect(ordersOf(stand.journal).map(({ state }) => state)).toEqual(['closed', 'fulfilled']);
});

const errands: readonly (Plan & { readonly back: ScreenName })[] = [
  { ...bills, back: 'chooseSome' },
  { errand: 'registration', pays: false, back: 'chooseDoctor' },
  { errand: 'card', person: personAt(1), pays: false, back: 'review' },
];

test.each(errands)('$errand: a release that takes its time is waited for', async ({ back, ...plan }) => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, plan, ['pay']);
  kiosk.world.misbehaviour.failNext('releaseLock', 'slow', 3000);
  kiosk.tap({ kind: 'cancel' });
  await stand.clock.advance(2900);
  expect(stand.shown?.screen).toEqual({ name: 'working', work: 'cancellingOrder' });
  await untilShown(stand, back, 200);
  expect(stand.hospital.ledgers.locks().map(({ state }) => state)).toEqual(['released']);
});

test('a release that is not answered keeps nobody: the bills say that they are being paid, and are open later', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, bills, ['pay']);
  kiosk.world.misbehaviour.failNext('releaseLock', 'silent');
  const from = stand.clock.now();
  kiosk.tap({ kind: 'cancel' });
  const { choices } = await untilShown(stand, 'chooseSome');
  expect(stand.clock.now() - from).toBeLessThan(10_000);
  expect(choices.map(({ open }) => open)).toEqual(choices.map(() => false));
  // It is asked for again without the patient.
  await stand.clock.advance(5000);
  expect(stand.hospital.ledgers.locks().map(({ state }) => state)).toEqual(['released']);
  expect(await openEnds(stand)).toEqual([]);
  expect(ordersOf(stand.journal)).toMatchObject([{ state: 'closed', abandoned: 'patient', lock: 'released' }]);
});
