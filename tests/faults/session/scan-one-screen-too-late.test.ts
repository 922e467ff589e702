import { expect, test } from 'vitest';
import { codeData } from '../../../simulator/hospital/codes.ts';
import { createEars } from '../../../simulator/trace/ears.ts';
import { createTrace, type Trace } from '../../../simulator/trace/trace.ts';
import { openKiosk } from '../../kiosk.ts';
import { entries, lastOrder, openEnds, ordersOf, personAt, standAt, untilShown, visit } from '../machine/hands.ts';

const payerCode = { aim: ']Q1', data: '134567890123456789' };
const plan = { errand: 'payment', pays: false } as const;
const charges = (stand: ReturnType<typeof standAt>) =>
  entries(stand.journal).filter((entry) => entry.kind === 'act.intended' && entry.act === 'charge');

/** A kiosk at whose scanner somebody listens: on the glass nothing shows that a code has come. */
async function openHeard() {
  let trace: Trace | undefined;
  const kiosk = await openKiosk({
    ears(clock) {
      trace = createTrace({ now: clock.now });
      return createEars(trace);
    },
  });
  const stand = standAt(kiosk);
  const { barcodeScanner } = stand.shelf;
  const codes = () =>
    trace
      ?.frames()
      .filter((it) => it.device === 'barcodeScanner' && it.direction === 'fromDevice' && it.kind === 'frame').length ??
    0;
  return {
    kiosk,
    stand,
    codes,
    /** Holds a code up until the scanner has it; it comes out five seconds late. */
    async scanLate(code: typeof payerCode) {
      barcodeScanner.failNext('late');
      barcodeScanner.show(code);
      await stand.clock.advance(130);
      barcodeScanner.hide();
      expect(barcodeScanner.state().looking).toBe(false);
      expect(codes()).toBe(0);
    },
    /** Lets the code arrive, and whatever comes of it. */
    async untilItCame() {
      expect(await stand.clock.runUntil(() => codes() === 1, 6000)).toBe(true);
      await stand.clock.advance(1000);
    },
  };
}

test('a payer’s code that arrives when another screen stands is charged to nobody', async () => {
  const { kiosk, stand, scanLate, untilItCame } = await openHeard();
  await visit(stand, plan, ['pay']);
  await scanLate(payerCode);
  kiosk.tap({ kind: 'cancel' });
  const list = await untilShown(stand, 'chooseSome');
  await untilItCame();
  expect(stand.shown?.screen).toEqual(list);
  // Nor is it kept for the next payment.
  await visit(stand, plan, ['pay']);
  await stand.clock.advance(20_000);
  expect(stand.shown?.screen.name).toBe('pay');
  expect(charges(stand)).toEqual([]);
  kiosk.tap({ kind: 'cancel' });
  await untilShown(stand, 'chooseSome');
  expect(await openEnds(stand)).toEqual([]);
  expect(ordersOf(stand.journal).map(({ state }) => state)).toEqual(['closed', 'closed']);
});

test('one that arrives when the same patient is at the payment again is not charged; held up anew it is', async () => {
  const { kiosk, stand, scanLate, untilItCame, codes } = await openHeard();
  await visit(stand, plan, ['pay']);
  await scanLate(payerCode);
  kiosk.tap({ kind: 'cancel' });
  await untilShown(stand, 'chooseSome');
  const pay = await visit(stand, plan, ['pay']);
  expect(codes()).toBe(0);
  await untilItCame();
  expect(stand.shown?.screen).toEqual(pay);
  expect(charges(stand)).toEqual([]);

  stand.shelf.barcodeScanner.show(payerCode);
  expect(await untilShown(stand, 'farewell')).toMatchObject({ done: 'paid' });
  stand.shelf.barcodeScanner.hide();
  expect(charges(stand)).toMatchObject([{ order: pay.orderNumber }]);
  expect(await openEnds(stand)).toEqual([]);
  expect(ordersOf(stand.journal).map(({ state }) => state)).toEqual(['closed', 'fulfilled']);
});

test('a code that arrives when the next patient is asked who they are tells nothing of the one before', async () => {
  const { kiosk, stand, scanLate, untilItCame, codes } = await openHeard();
  const [code] = personAt(0).codes;
  if (!code) throw new Error('nobody has a code');
  kiosk.begin('payment');
  await untilShown(stand, 'presentCredential');
  await scanLate({ aim: ']Q1', data: codeData(code, stand.clock.now()) });
  kiosk.tap({ kind: 'cancel' });
  await untilShown(stand, 'attract');
  kiosk.begin('payment');
  const asked = await untilShown(stand, 'presentCredential');
  expect(codes()).toBe(0);
  await untilItCame();
  expect(stand.shown?.screen).toEqual(asked);
  expect(kiosk.asked('findPatient')).toEqual([]);
});

test('a code read twice by a quick scanner answers one screen', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  const { barcodeScanner } = stand.shelf;
  await visit(stand, plan, ['pay']);
  barcodeScanner.failNext('doubleScan');
  barcodeScanner.show(payerCode);
  await stand.clock.advance(300);
  barcodeScanner.hide();
  expect(await untilShown(stand, 'farewell')).toMatchObject({ done: 'paid' });
  expect(charges(stand)).toHaveLength(1);
  expect(await openEnds(stand)).toEqual([]);
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'fulfilled' });
});

test('a code held up where no screen asks for one is not read, nor kept for the one that does', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  const { barcodeScanner } = stand.shelf;
  await visit(stand, plan, ['chooseSome']);
  const [code] = personAt(0).codes;
  if (!code) throw new Error('nobody has a code');
  barcodeScanner.show({ aim: ']Q1', data: codeData(code, stand.clock.now()) });
  await stand.clock.advance(3000);
  barcodeScanner.hide();
  expect(stand.shown?.screen.name).toBe('chooseSome');
  kiosk.tap({ kind: 'cancel' });
  kiosk.begin('payment');
  await stand.clock.advance(10_000);
  expect(stand.shown?.screen.name).toBe('presentCredential');
});

test('a health card held before the scanner at the payment is no payer’s code', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, plan, ['pay']);
  stand.shelf.barcodeScanner.show({ aim: ']Q1', data: 'EHC1-9901000000000001' });
  await stand.clock.runUntil(() => JSON.stringify(stand.shown?.screen).includes('again'), 5000);
  expect(stand.shown?.screen).toMatchObject({ name: 'pay', again: 'barcodeInvalid' });
  expect(charges(stand)).toEqual([]);
  stand.shelf.barcodeScanner.hide();
  expect(await visit(stand, { errand: 'payment' }, ['farewell'])).toMatchObject({ done: 'paid' });
});
