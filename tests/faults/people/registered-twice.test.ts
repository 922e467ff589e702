import { expect, test } from 'vitest';
import { openKiosk } from '../../kiosk.ts';
import { openEnds } from '../money/open-ends.ts';

test('registered in this department today already: said before any money', async () => {
  const kiosk = await openKiosk();
  await kiosk.toPayment();
  kiosk.pay();
  await kiosk.until('farewell');
  await kiosk.leave();
  await kiosk.identify();
  await kiosk.pickNumber('cardiology', 'last');
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'alreadyRegistered', money: { money: 'untouched' } });
  await kiosk.quiet();
  expect(kiosk.orders()).toHaveLength(1);
  expect(kiosk.world.hospital.ledgers.registrations()).toHaveLength(1);
  expect(openEnds(kiosk)).toEqual([]);
});

test('a department booked through another channel counts as well', async () => {
  const kiosk = await openKiosk();
  await kiosk.identify();
  // B-app-1 is with a doctor of this department.
  await kiosk.pickNumber('eye');
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'alreadyRegistered', money: { money: 'untouched' } });
  expect(kiosk.orders()).toEqual([]);
  expect(openEnds(kiosk)).toEqual([]);
});

test('registered at another terminal while paying at this one: the second is refused, and refunded', async () => {
  const kiosk = await openKiosk();
  const { split } = await kiosk.toPayment();
  const { verbs, controls, ledgers } = kiosk.world.hospital;
  const [held] = ledgers.locks();
  const subject = held?.subject;
  if (!held || subject?.kind !== 'slot') throw new Error('a number is held');
  const { recordId } = held;
  const there = { lockId: 'L-2', terminal: 'T-002', recordId, subject };
  const lock = verbs.lock(there);
  if (!lock.ok) throw new Error(lock.code);
  verbs.createPaymentOrder({ orderNumber: 'O-2', lockId: 'L-2', amount: lock.value.amount.self });
  controls.pay('O-2');
  expect(verbs.confirm({ orderNumber: 'O-2', lockId: 'L-2', recordId })).toMatchObject({ ok: true });

  kiosk.pay();
  expect(await kiosk.until('trouble')).toMatchObject({
    trouble: 'hospitalRefused',
    money: { money: 'refunding', amount: split.self },
  });
  await kiosk.quiet();
  expect(kiosk.order()).toMatchObject({ state: 'refunded', lock: 'released' });
  expect(ledgers.registrations()).toMatchObject([{ orderNumber: 'O-2' }]);
  expect(openEnds(kiosk)).toEqual([]);
});
