import { expect, test } from 'vitest';
import { openKiosk } from '../../kiosk.ts';
import { openEnds } from '../money/open-ends.ts';

const doctorOf = (slotId: string) => slotId.slice(9, -5);

test('a clinic cancelled while the patient pays: both parts go back, and the screen says why', async () => {
  const kiosk = await openKiosk();
  const { split } = await kiosk.toInsuredPayment();
  const [lock] = kiosk.world.hospital.ledgers.locks();
  kiosk.world.hospital.controls.cancelClinic(lock?.subject.kind === 'slot' ? doctorOf(lock.subject.slotId) : '');
  kiosk.pay();
  expect(await kiosk.until('trouble')).toMatchObject({
    trouble: 'clinicCancelled',
    money: { money: 'refunding', amount: split.self },
  });
  await kiosk.quiet();
  expect(kiosk.order()).toMatchObject({ state: 'refunded', refusal: 'clinicCancelled', insurance: 'undone' });
  expect(kiosk.world.hospital.ledgers.accounts()).toMatchObject([{ captured: split.self, refunded: split.self }]);
  expect(openEnds(kiosk)).toEqual([]);
});

test('a clinic cancelled after a booking: the booking cannot be collected any more, and says why', async () => {
  const kiosk = await openKiosk();
  kiosk.world.hospital.controls.cancelClinic('eye-1');
  const { options } = await kiosk.toBooking('20260001');
  expect(options).not.toContain('collect');
  expect(kiosk.orders()).toEqual([]);
});

test('a clinic cancelled while a booking is paid for: refunded', async () => {
  const kiosk = await openKiosk();
  await kiosk.toBooking('20260001');
  kiosk.pick('collect');
  await kiosk.until('review');
  kiosk.pick('pay');
  await kiosk.until('pay');
  kiosk.world.hospital.controls.cancelClinic('eye-1');
  kiosk.pay();
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'clinicCancelled' });
  await kiosk.quiet();
  expect(kiosk.order()).toMatchObject({ state: 'refunded', refusal: 'clinicCancelled', lock: 'released' });
  expect(openEnds(kiosk)).toEqual([]);
});
