import { expect, test } from 'vitest';
import { openKiosk } from '../../kiosk.ts';
import { openEnds } from './open-ends.ts';

test('a scanned code is charged once, and is good for one payment', async () => {
  const kiosk = await openKiosk();
  const { split } = await kiosk.toBillsPayment(['bill-900101']);
  const code = kiosk.wallet.payerCode();
  kiosk.scan(code);
  expect(await kiosk.until('farewell')).toMatchObject({ done: 'paid' });
  await kiosk.leave();
  expect(kiosk.asked('chargePayerCode')).toHaveLength(1);
  expect(kiosk.world.hospital.ledgers.accounts()).toMatchObject([{ captured: split.self, delivered: split.self }]);

  await kiosk.toBillsPayment(['bill-900102']);
  kiosk.scan(code);
  await kiosk.world.clock.runUntil(() => JSON.stringify(kiosk.shown().screen).includes('again'), 30_000);
  expect(kiosk.shown().screen).toMatchObject({ name: 'pay', again: 'barcodeInvalid' });
  kiosk.scan(kiosk.wallet.payerCode());
  expect(await kiosk.until('farewell')).toMatchObject({ done: 'paid' });
  await kiosk.quiet();
  expect(openEnds(kiosk)).toEqual([]);
});

test.each(['lostReply', 'silent', 'duplicate'] as const)(
  'the charge’s answer %s: asked about under the order, and charged at most once',
  async (way) => {
    const kiosk = await openKiosk();
    const { split } = await kiosk.toPayment();
    kiosk.world.misbehaviour.failNext('chargePayerCode', way);
    kiosk.scan(kiosk.wallet.payerCode());
    await kiosk.world.clock.runUntil(() => kiosk.shown().screen.name === 'farewell', 60_000);
    // A charge that never arrived leaves the shown code to be paid.
    if (kiosk.shown().screen.name === 'pay') kiosk.pay();
    expect(await kiosk.until('farewell')).toMatchObject({ done: 'registered' });
    await kiosk.quiet();
    expect(kiosk.world.hospital.ledgers.accounts()).toMatchObject([{ captured: split.self, delivered: split.self }]);
    expect(openEnds(kiosk)).toEqual([]);
  },
);

test.each(['declines', 'passwordDeclines', 'paymentRefused', 'codeUnusable'] as const)(
  'a code that %s is asked for again, and another one pays',
  async (outcome) => {
    const kiosk = await openKiosk();
    await kiosk.toPayment();
    kiosk.world.hospital.controls.nextCharge(outcome);
    kiosk.scan(kiosk.wallet.payerCode());
    await kiosk.world.clock.runUntil(() => JSON.stringify(kiosk.shown().screen).includes('again'), 30_000);
    expect(kiosk.shown().screen).toMatchObject({ name: 'pay', again: 'barcodeInvalid' });
    kiosk.scan(kiosk.wallet.payerCode());
    expect(await kiosk.until('farewell')).toMatchObject({ done: 'registered' });
    await kiosk.quiet();
    expect(kiosk.world.hospital.ledgers.accounts()).toHaveLength(1);
    expect(openEnds(kiosk)).toEqual([]);
  },
);

test.each(['https://example.invalid/pay', '12345', '9'.repeat(30)])(
  'what is no payer’s code (%s) never reaches the platform, and the shown code can still be paid',
  async (text) => {
    const kiosk = await openKiosk();
    await kiosk.toPayment();
    kiosk.scan(text);
    await kiosk.world.clock.advance(5000);
    expect(kiosk.asked('chargePayerCode')).toEqual([]);
    expect(kiosk.shown().screen).toMatchObject({ name: 'pay', again: 'barcodeInvalid' });
    kiosk.pay();
    expect(await kiosk.until('farewell')).toMatchObject({ done: 'registered' });
    await kiosk.quiet();
    expect(openEnds(kiosk)).toEqual([]);
  },
);

test('a code scanned is in no journal record', async () => {
  const kiosk = await openKiosk();
  await kiosk.toPayment();
  const code = kiosk.wallet.payerCode();
  kiosk.scan(code);
  await kiosk.until('farewell');
  expect(JSON.stringify([...kiosk.world.journal.read(0, 1000)])).not.toContain(code);
  expect(JSON.stringify(kiosk.log)).not.toContain(code);
});
