import { describe, expect, test } from 'vitest';
import { hospitalWith, openKiosk } from '../../kiosk.ts';
import { openEnds } from './open-ends.ts';

const verbs = ['lock', 'settleInsurance', 'createPaymentOrder', 'confirm'] as const;

describe.each([
  { settle: 'afterPayment', order: ['lock', 'createPaymentOrder', 'settleInsurance', 'confirm'] },
  { settle: 'beforePayment', order: ['lock', 'settleInsurance', 'createPaymentOrder', 'confirm'] },
] as const)('insurance settles $settle', ({ settle, order }) => {
  const hospital = hospitalWith({ insurance: { settle, undoBeforeRefund: true, undoSeconds: 3 } });

  test('a registration goes in that order, and every part is where it belongs', async () => {
    const kiosk = await openKiosk({ hospital });
    const { split } = await kiosk.toInsuredPayment();
    kiosk.pay();
    expect(await kiosk.until('farewell')).toMatchObject({ done: 'registered', slip: { printed: true } });
    await kiosk.quiet();
    expect(kiosk.asked(...verbs)).toEqual(order);
    const { ledgers } = kiosk.world.hospital;
    expect(ledgers.accounts()).toMatchObject([{ captured: split.self, delivered: split.self, refunded: 0 }]);
    expect(ledgers.insuranceAccounts()).toMatchObject([{ settled: split.insured, carried: split.insured, undone: 0 }]);
    expect(kiosk.order()).toMatchObject({ state: 'fulfilled', insurance: 'settled', lock: 'used' });
    expect(openEnds(kiosk)).toEqual([]);
  });

  test('a credential without insurance leaves it out', async () => {
    const kiosk = await openKiosk({ hospital });
    const { split } = await kiosk.toPayment();
    expect(split.insured).toBe(0);
    kiosk.pay();
    await kiosk.until('farewell');
    await kiosk.quiet();
    expect(kiosk.asked('settleInsurance')).toEqual([]);
    expect(openEnds(kiosk)).toEqual([]);
  });
});

test('a policy that changes while a code is shown: the order goes on by the one it was opened under', async () => {
  const insurance = {
    settle: 'beforePayment' as 'beforePayment' | 'afterPayment',
    undoBeforeRefund: true,
    undoSeconds: 3,
  };
  const kiosk = await openKiosk({ hospital: hospitalWith({ insurance }) });
  await kiosk.toInsuredPayment();
  insurance.settle = 'afterPayment';
  await kiosk.world.clock.advance(70_000);
  kiosk.pay();
  expect(await kiosk.until('farewell')).toMatchObject({ done: 'registered' });
  await kiosk.quiet();
  expect(kiosk.order()).toMatchObject({ settle: 'beforePayment', state: 'fulfilled' });
  expect(openEnds(kiosk)).toEqual([]);
});
