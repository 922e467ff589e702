import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BarcodeScanner } from '../../device-drivers/contract/barcode-scanner.ts';
import { memoryLink } from '../../device-drivers/links/memory.ts';
import {
  createNewlandScanner,
  newlandProfile,
  newlandSetupTriggerProfile,
} from '../../device-drivers/newland-scanner/driver.ts';
import { createHidPlugBoard } from '../devices/hid-plug-board.ts';
import { createVirtualHidPosScanner, type VirtualHidPosScanner } from '../devices/virtual-hid-pos-scanner.ts';
import { createVirtualClock, type VirtualClock } from '../world/virtual-clock.ts';
import { convertToSerial } from './serial-scanner.ts';

const never = new AbortController().signal;
const chance = () => 0.5;

let clock: VirtualClock;
let usb: ReturnType<typeof createHidPlugBoard>;
let scanner: VirtualHidPosScanner;
let driver: BarcodeScanner;

/** Newland's driver, with the converter at the far end of its line. */
const newland = (profile = newlandProfile) =>
  createNewlandScanner({
    address: 'serial:here?baud=9600',
    clock,
    log: () => {},
    profile,
    async openLink() {
      const device = await usb.openHid('memory:scanner');
      const [near, far] = memoryLink();
      convertToSerial(device, far, { clock, chance });
      return near;
    },
  });

beforeEach(() => {
  clock = createVirtualClock(0);
  usb = createHidPlugBoard();
  scanner = createVirtualHidPosScanner({ clock, chance });
  usb.plug('scanner', scanner);
  driver = newland();
});
afterEach(() => driver.close());

async function settle<T>(work: Promise<T>): Promise<T> {
  let done = false;
  const finish = () => {
    done = true;
  };
  work.then(finish, finish);
  while (!done) await clock.advance(10);
  return work;
}

const code = (data: string) => ({ ok: true, code: { symbology: 'qrCode', aim: ']Q1', data } });

test("Newland's driver finds it, and reads what is held before the scanner", async () => {
  await clock.advance(1_000);
  expect(driver.status().device).toBe('online');
  scanner.show({ aim: ']Q1', data: 'EHC1-9901000000000001' });
  expect(await settle(driver.read(never))).toEqual(code('EHC1-9901000000000001'));
  expect(scanner.state().looking).toBe(false);
});

test('a long code comes whole, in UTF-8', async () => {
  const data = `姓名=${'张三'.repeat(40)}`;
  scanner.show({ aim: ']Q1', data });
  expect(await settle(driver.read(never))).toEqual(code(data));
});

test('a scanner of firmware that is triggered by setup commands', async () => {
  driver.close();
  driver = newland(newlandSetupTriggerProfile);
  scanner.show({ aim: ']Q1', data: 'A1' });
  expect(await settle(driver.read(never))).toEqual(code('A1'));
});

test('it looks while somebody wants to read, and leaves off', async () => {
  const calling = new AbortController();
  const reading = driver.read(calling.signal);
  await clock.advance(5_000);
  expect(scanner.state()).toMatchObject({ looking: true, connected: true, awake: true });
  calling.abort();
  await settle(reading);
  await clock.advance(100);
  expect(scanner.state().looking).toBe(false);
});

test("the scanner's own faults strike", async () => {
  scanner.failNext('badDecode');
  scanner.show({ aim: ']Q1', data: 'A1B2' });
  expect(await settle(driver.read(never))).toEqual({ ok: false, fault: 'barcodeInvalid' });
  scanner.failNext('wakeRefused');
  usb.unplug('scanner');
  usb.plug('scanner', scanner);
  await clock.advance(10_000);
  expect(scanner.state()).toMatchObject({ awake: true, faults: [] });
  expect(driver.status().device).toBe('online');
});

test('unplugged it hangs up, and plugged in again it is found', async () => {
  await clock.advance(1_000);
  usb.unplug('scanner');
  await clock.advance(1_500);
  expect(driver.status().device).not.toBe('online');
  usb.plug('scanner', scanner);
  await clock.advance(10_000);
  expect(driver.status().device).toBe('online');
  expect(scanner.state().connected).toBe(true);
});
