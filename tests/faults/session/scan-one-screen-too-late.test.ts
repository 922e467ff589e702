import { expect, test } from 'vitest';
import { codeData } from '../../../simulator/hospital/codes.ts';
import { openKiosk } from '../../kiosk.ts';
import { entries, lastOrder, openEnds, ordersOf, personAt, standAt, untilShown, visit } from '../machine/hands.ts';

const payerCode = { aim: ']Q1', data: '134567890123456789' };
const plan = { errand: 'payment', pays: false } as const;
const charges = (stand: ReturnType<typeof standAt>) =>
  entries(stand.journal).filter((entry) => entry.kind === 'act.intended' && entry.act === 'charge');

test('a payer’s code that is decoded after the payment was given up is charged to nobody', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  const { barcodeScanner } = stand.shelf;
  await visit(stand, plan, ['pay']);
  barcodeScanner.failNext('late');
  barcodeScanner.show(payerCode);
  await stand.clock.advance(130);
  barcodeScanner.hide();
  kiosk.tap({ kind: 'cancel' });
  await untilShown(stand, 'chooseSome');
  // Back at the payment when the code arrives from the line.
  await visit(stand, plan, ['pay']);
  await stand.clock.advance(20_000);
  expect(stand.shown?.screen.name).toBe('pay');
  expect(charges(stand)).toEqual([]);
  kiosk.tap({ kind: 'cancel' });
  await untilShown(stand, 'chooseSome');
  expect(await openEnds(stand)).toEqual([]);
  expect(ordersOf(stand.journal).map(({ state }) => state)).toEqual(['closed', 'closed']);
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
