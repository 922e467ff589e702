import { expect, test } from 'vitest';
import { hospitalWith, openKiosk } from '../../kiosk.ts';
import { openEnds } from './open-ends.ts';

test('paid at the window while the patient reads the summary: told so, nothing taken', async () => {
  const kiosk = await openKiosk();
  await kiosk.toBills();
  kiosk.world.hospital.controls.payElsewhere('bill-900102', 'window');
  kiosk.pick('pay');
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'billPaid', money: { money: 'untouched' } });
  await kiosk.quiet();
  expect(kiosk.orders()).toMatchObject([{ state: 'closed', refusal: 'billPaid' }]);
  expect(kiosk.world.hospital.ledgers.payments()).toEqual([]);
  expect(openEnds(kiosk)).toEqual([]);
});

test.each(['afterPayment', 'beforePayment'] as const)(
  'paid at the window while the code is shown (insurance settles %s): the code is closed, nothing is kept',
  async (settle) => {
    const kiosk = await openKiosk({
      hospital: hospitalWith({ insurance: { settle, undoBeforeRefund: true, undoSeconds: 3 } }),
    });
    const { orderNumber } = await kiosk.toBillsPayment(['bill-900103']);
    expect(kiosk.world.hospital.controls.payElsewhere('bill-900103', 'window')).toEqual({ ok: true });
    expect(kiosk.world.hospital.controls.pay(orderNumber)).toEqual({ ok: false, why: 'closed' });
    expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'paidElsewhere', money: { money: 'untouched' } });
    await kiosk.quiet();
    expect(kiosk.order()).toMatchObject({ state: 'closed', abandoned: 'paidElsewhere', lock: 'used' });
    expect(kiosk.world.hospital.ledgers.accounts()).toMatchObject([{ captured: 0 }]);
    expect(openEnds(kiosk)).toEqual([]);
  },
);

test('in hand at the window: the tile cannot be chosen and says why', async () => {
  const kiosk = await openKiosk();
  kiosk.world.hospital.controls.holdElsewhere('bill-900102', true);
  kiosk.comeFor('payment');
  const { choices, chosen } = await kiosk.until('chooseSome');
  expect(choices.find(({ id }) => id === 'bill-900102')).toMatchObject({ open: false, mark: 'beingPaid' });
  expect(chosen).not.toContain('bill-900102');
  kiosk.pick('bill-900102');
  expect(kiosk.log).toContainEqual({ event: 'tap.dropped', why: 'notOffered' });
});

test('taken in hand at the window between the list and the lock: told so, and kept for later', async () => {
  const kiosk = await openKiosk();
  await kiosk.toBills(['bill-900102']);
  kiosk.world.hospital.controls.holdElsewhere('bill-900102', true);
  kiosk.pick('pay');
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'beingPaid', money: { money: 'untouched' } });
  await kiosk.quiet();
  expect(openEnds(kiosk)).toEqual([]);
});

test('paid at the terminal first: the window is told that it is paid', async () => {
  const kiosk = await openKiosk();
  await kiosk.toBillsPayment(['bill-900103']);
  kiosk.pay();
  expect(kiosk.world.hospital.controls.payElsewhere('bill-900103', 'window')).toEqual({
    ok: false,
    why: 'alreadyPaid',
  });
  expect(await kiosk.until('farewell')).toMatchObject({ done: 'paid' });
  await kiosk.quiet();
  expect(openEnds(kiosk)).toEqual([]);
});
