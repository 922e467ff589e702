import { expect, test } from 'vitest';
import { base64Of, codeOf, createTrial } from './trial.ts';

async function scanner() {
  const trial = createTrial();
  const client = trial.connect('BarcodeScanner');
  await client.online();
  client.forget();
  return { ...trial, client, scanner: trial.shelf.barcodeScanner };
}

const qr = { aim: ']Q1', data: 'https://hospital.invalid/门诊' };

test('a code that is shown is read, and the scanner is lit meanwhile only', async () => {
  const it = await scanner();
  const asked = it.client.begin('BarcodeReader.Read', {});
  await it.client.until(() => it.scanner.state().looking);
  expect((await it.client.ask('Common.Status')).payload).toMatchObject({ barcodeReader: { scanner: 'on' } });
  it.scanner.show(qr);
  expect((await asked.completed()).payload).toEqual({
    readOutput: [{ symbology: 'qrCode', barcodeData: base64Of(qr.data), symbologyName: ']Q1' }],
  });
  expect((await it.client.ask('Common.Status')).payload).toMatchObject({ barcodeReader: { scanner: 'off' } });
});

test('a code of a kind that is not wanted is passed over', async () => {
  const it = await scanner();
  const asked = it.client.begin('BarcodeReader.Read', { symbologies: { code128: true, qrCode: false } });
  it.scanner.show(qr);
  await it.clock.advance(5_000);
  expect(asked.found()).toBeUndefined();
  it.scanner.show({ aim: ']C0', data: '123456' });
  expect((await asked.completed()).payload).toMatchObject({ readOutput: [{ symbology: 'code128' }] });
});

test('a code that cannot be used is barcodeInvalid', async () => {
  const it = await scanner();
  it.scanner.failNext('badDecode');
  it.scanner.show(qr);
  expect(codeOf(await it.client.ask('BarcodeReader.Read', {}))).toBe('barcodeInvalid');
});

test('a reading whose time is over puts the light out', async () => {
  const it = await scanner();
  expect(codeOf(await it.client.ask('BarcodeReader.Read', {}, { timeout: 3_000 }))).toBe('timeOut');
  await it.clock.advance(100);
  expect(it.scanner.state().looking).toBe(false);
});

test('Reset wakes the scanner anew; without one it is not ready', async () => {
  const it = await scanner();
  expect(codeOf(await it.client.ask('BarcodeReader.Reset'))).toBe('success');
  expect(it.scanner.state().awake).toBe(true);
  it.shelf.boards.usb.unplug('barcode-scanner');
  expect(codeOf(await it.client.ask('BarcodeReader.Reset'))).toBe('deviceNotReady');
  expect(codeOf(await it.client.ask('BarcodeReader.Read', {}))).toBe('deviceNotReady');
});
