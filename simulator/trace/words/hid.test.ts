import { expect, test } from 'vitest';
import { createHidPosScanner } from '../../../device-drivers/hid-pos-scanner/driver.ts';
import { createMagtekReader } from '../../../device-drivers/magtek-reader/driver.ts';
import { createTraceTrial } from '../trace-trial.ts';

const never = new AbortController().signal;

test('a swipe reader is asked who it is, and reads a card', async () => {
  const { clock, shelf, ports, settled, said, frames } = createTraceTrial();
  const reader = createMagtekReader({ ...ports, address: 'memory:magnetic-card-reader' });
  await clock.advance(100);
  const read = reader.read(never);
  shelf.magneticCardReader.failNext('junk');
  shelf.magneticCardReader.swipe({ track2: '60001234', worn: [3] });
  expect(await settled(read)).toMatchObject({ ok: true });
  expect(said('magneticCardReader')).toEqual([
    '> [line opened]',
    '> set feature: software id?',
    '> [get feature]',
    '< feature: ok, “21042804A01”',
    '< noise, 40 bytes',
    '< input: swipe, other encoding, track 1 empty, track 2 “;60001234?”, track 3 not decoded',
  ]);
  const [asked] = frames('magneticCardReader').filter(({ words }) => words === 'set feature: software id?');
  // A device that numbers no reports: code 00, length 1, property 00, as many zeros as the report has room for.
  expect(asked?.hex).toBe(`000100${'00'.repeat(21)}`);
});

test('a scanner is woken and triggered, sends a code in two reports, and refuses to wake', async () => {
  const { clock, shelf, ports, settled, said, frames } = createTraceTrial();
  const scanner = createHidPosScanner({ ...ports, address: 'memory:barcode-scanner' });
  await clock.advance(100);
  const read = scanner.read(never);
  shelf.barcodeScanner.show({ aim: ']Q1', data: `K1-20261123-0001${'.'.repeat(60)}` });
  expect(await settled(read)).toMatchObject({ ok: true });
  shelf.barcodeScanner.failNext('wakeRefused');
  shelf.unplug('barcodeScanner');
  await clock.advance(10);
  shelf.plugIn('barcodeScanner');
  await clock.advance(20_000);
  expect(said('barcodeScanner')).toEqual([
    '> [line opened]',
    '> set feature fe: wake',
    '> output fd: start looking',
    `< input: code ]Q1 “K1-20261123-0001${'.'.repeat(40)}”, goes on in the next report`,
    `< input: code ]Q1 “${'.'.repeat(20)}”`,
    '> output fd: stop looking',
    '< [line closed]',
    '> [line opened]',
    '> set feature fe: wake',
    '< [stalled]',
    '> set feature fe: wake',
  ]);
  const hex = (words: string) => frames('barcodeScanner').find((it) => it.words === words)?.hex;
  expect(hex('set feature fe: wake')).toBe('fe01');
  expect(hex('output fd: start looking')).toBe('fd0316540d');
});
