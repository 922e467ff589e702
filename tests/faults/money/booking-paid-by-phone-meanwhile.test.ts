import { expect, test } from 'vitest';
import { hospitalWith, openKiosk } from '../../kiosk.ts';
import { openEnds } from './open-ends.ts';

test('paid by phone while the code is shown: the number is had without paying again', async () => {
  const kiosk = await openKiosk();
  await kiosk.toBooking('20260001');
  kiosk.pick('collect');
  const { split } = await kiosk.until('review');
  expect(split?.self).toBeGreaterThan(0);
  kiosk.pick('pay');
  const { orderNumber } = await kiosk.until('pay');
  expect(kiosk.world.hospital.controls.payElsewhere('B-app-1', 'app')).toEqual({ ok: true });
  expect(kiosk.world.hospital.controls.pay(orderNumber)).toEqual({ ok: false, why: 'closed' });
  expect(await kiosk.until('farewell')).toMatchObject({ done: 'collected', slip: { printed: true } });
  await kiosk.quiet();
  expect(kiosk.order()).toMatchObject({ state: 'fulfilled', payment: 'closed' });
  expect(kiosk.world.hospital.ledgers.accounts()).toMatchObject([{ captured: 0, delivered: 0 }]);
  expect(kiosk.world.hospital.ledgers.registrations()).toHaveLength(1);
  expect(openEnds(kiosk)).toEqual([]);
});

test('paid by phone while the patient reads the price: priced anew, and collected at once the next time', async () => {
  const kiosk = await openKiosk();
  await kiosk.toBooking('20260001');
  kiosk.pick('collect');
  await kiosk.until('review');
  kiosk.world.hospital.controls.payElsewhere('B-app-1', 'app');
  kiosk.pick('pay');
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'priceChanged', money: { money: 'untouched' } });
  await kiosk.leave();
  await kiosk.toBooking('20260001');
  kiosk.pick('collect');
  expect(await kiosk.until('farewell')).toMatchObject({ done: 'collected' });
  await kiosk.quiet();
  expect(kiosk.world.hospital.ledgers.payments()).toEqual([]);
  expect(openEnds(kiosk)).toEqual([]);
});

test('paid by phone when insurance had settled its part already: that part is undone, and then it can be collected', async () => {
  const kiosk = await openKiosk({
    hospital: hospitalWith({ insurance: { settle: 'beforePayment', undoBeforeRefund: true, undoSeconds: 3 } }),
  });
  kiosk.comeFor('collection', 0, 'socialSecurity');
  await kiosk.until('chooseOne');
  kiosk.pick('B-app-1');
  await kiosk.until('review');
  kiosk.pick('collect');
  await kiosk.until('review');
  kiosk.pick('pay');
  await kiosk.until('pay');
  kiosk.world.hospital.controls.payElsewhere('B-app-1', 'app');
  const trouble = await kiosk.until('trouble');
  expect(trouble).toMatchObject({ trouble: 'paidElsewhere' });
  await kiosk.leave();
  await kiosk.quiet();
  expect(kiosk.order()).toMatchObject({ state: 'closed', insurance: 'undone', lock: 'released' });
  await kiosk.toBooking('20260001');
  kiosk.pick('collect');
  expect(await kiosk.until('farewell')).toMatchObject({ done: 'collected' });
  expect(kiosk.world.hospital.ledgers.accounts()).toMatchObject([{ captured: 0 }]);
  expect(openEnds(kiosk)).toEqual([]);
});
