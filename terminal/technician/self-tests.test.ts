import * as v from 'valibot';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BarcodeScanner } from '../../device-drivers/contract/barcode-scanner.ts';
import { type DeviceKind, deviceKinds } from '../../device-drivers/contract/device-event.ts';
import { failed } from '../../device-drivers/contract/fault.ts';
import { createVirtualShelf, type VirtualShelf } from '../../simulator/devices/virtual-shelf.ts';
import { createVirtualClock, type VirtualClock } from '../../simulator/world/virtual-clock.ts';
import { type DeviceBay, type Devices, openDevices } from '../device-bay.ts';
import { DeviceConfig } from '../device-config.ts';
import { type SelfTest, selfTest } from './self-tests.ts';

const head = { hospital: '示例医院', terminal: 'K-1', printedAt: '2026-11-23 08:05' };
const minute = 60_000;

let clock: VirtualClock;
let shelf: VirtualShelf;
let bay: DeviceBay;

beforeEach(async () => {
  clock = createVirtualClock(Date.UTC(2026, 10, 23, 0, 5));
  shelf = createVirtualShelf(clock, () => 0.5);
  bay = openDevices(v.parse(DeviceConfig, shelf.config), { links: shelf.links, clock, log: () => {} });
  const isReached = () => deviceKinds.every((kind) => bay[kind]?.status().device === 'online');
  expect(await clock.runUntil(isReached, minute)).toBe(true);
});
afterEach(() => bay.close());

/** A self-test, run to its end in virtual time. */
async function run(kind: DeviceKind, devices: Devices = bay): Promise<SelfTest> {
  let tested: SelfTest | undefined;
  void selfTest(kind, { devices, clock, printHead: () => head }).then((outcome) => {
    tested = outcome;
  });
  await clock.runUntil(() => tested !== undefined, 2 * minute);
  if (!tested) throw new Error(`${kind} was still being tested after two minutes`);
  return tested;
}

test.each(deviceKinds)('%s passes when it is well', async (kind) => {
  expect(await run(kind)).toEqual({ ok: true, cardCaptured: false });
});

test('nothing is left behind but a slip that calls itself a test', async () => {
  const stack = shelf.cardDispenser.state().stack.length;
  for (const kind of deviceKinds) await run(kind);
  expect(JSON.stringify(shelf.receiptPrinter.state().slips)).toContain('仅供测试');
  expect(shelf.receiptPrinter.state().slips).toHaveLength(1);
  expect(shelf.cardDispenser.state()).toMatchObject({ bin: [], onTheWay: undefined, moving: undefined });
  expect(shelf.cardDispenser.state().stack).toHaveLength(stack);
  expect(shelf.reportPrinter.take()).toHaveLength(0);
  expect(bay.barcodeScanner?.status()).toEqual({ device: 'online', scanner: 'off' });
});

test('a card that stood in the dispenser is in the bin afterwards, which is said', async () => {
  let inside = false;
  void bay.cardDispenser?.takeFromStack().then(() => {
    inside = true;
  });
  await clock.runUntil(() => inside, minute);
  expect(await run('cardDispenser')).toEqual({ ok: true, cardCaptured: true });
  expect(shelf.cardDispenser.state().bin).toHaveLength(1);
});

test('a printer with its cover open says so', async () => {
  shelf.receiptPrinter.set({ cover: 'open' });
  expect(await run('receiptPrinter')).toEqual(failed('coverOpen'));
});

test('a machine that was switched off fails', async () => {
  shelf.cardDispenser.switchPower('off');
  expect(await run('cardDispenser')).toMatchObject({ ok: false });
});

test('a code held before the scanner meanwhile shows that it sees', async () => {
  const code = { symbology: 'qrCode', data: 'KIOSK', aim: ']Q1' } as const;
  const scanner: BarcodeScanner = { ...scannerThat(async () => ({ ok: true, code })) };
  expect(await run('barcodeScanner', { ...bay, barcodeScanner: scanner })).toMatchObject({ ok: true });
});

test('a scanner that breaks while it looks is told by its fault', async () => {
  const scanner = scannerThat(async () => failed('offline'));
  expect(await run('barcodeScanner', { ...bay, barcodeScanner: scanner })).toEqual(failed('offline'));
});

test('a device that never ends what it was asked is given up', async () => {
  const scanner = scannerThat(() => new Promise(() => {}));
  expect(await run('barcodeScanner', { ...bay, barcodeScanner: scanner })).toEqual(failed('timeOut'));
});

test('a device that is never reached is given up, and is asked for nothing', async () => {
  const scanner: BarcodeScanner = {
    ...scannerThat(() => {
      throw new Error('asked');
    }),
    status: () => ({ device: 'starting' }),
  };
  expect(await run('barcodeScanner', { ...bay, barcodeScanner: scanner })).toEqual(failed('timeOut'));
});

test('a device the terminal has not fails', async () => {
  const { idCardReader, receiptPrinter } = bay;
  expect(await run('cardDispenser', { idCardReader, receiptPrinter })).toEqual(failed('noDevice'));
});

const scannerThat = (read: BarcodeScanner['read']): BarcodeScanner => ({
  status: () => ({ device: 'online', scanner: 'off' }),
  subscribe: () => () => {},
  close() {},
  read,
});
