/** The kernel's side is played here; over a real /dev/uhid the native package is tried in `node-hid.uhid.test.ts`. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fromHex, toHex } from '../../device-drivers/framing/hex.ts';
import { encodeScan, encodeTrigger, wakeReport } from '../../device-drivers/hid-pos-scanner/codec.ts';
import { createHidPlugBoard } from '../devices/hid-plug-board.ts';
import { uhidEventLength } from '../devices/uhid-event.ts';
import { createVirtualHidPosScanner, type VirtualHidPosScanner } from '../devices/virtual-hid-pos-scanner.ts';
import { createVirtualMagtekReader } from '../devices/virtual-magtek-reader.ts';
import { createVirtualClock, type VirtualClock } from '../world/virtual-clock.ts';
import { followPlug } from './outlet.ts';
import { createUhidPort } from './uhid-port.ts';

/** Event types of linux/uhid.h. */
const kernel = {
  destroy: 1,
  output: 6,
  getReport: 9,
  getReportReply: 10,
  create2: 11,
  input2: 12,
  setReport: 13,
  setReportReply: 14,
};

let clock: VirtualClock;
let usb: ReturnType<typeof createHidPlugBoard>;
let scanner: VirtualHidPosScanner;
let end: () => Promise<void>;
let asked: Uint8Array[];
let heard: { readonly type: number; readonly view: DataView; readonly bytes: Uint8Array }[];
let openFiles: number;

const identity = { name: 'Virtual', serial: 'virtual', vendor: 0x0c2e, product: 0x0b81 };
const port = (name: string) =>
  createUhidPort({
    clock,
    identity,
    openLink: () => usb.openHid(`memory:${name}`),
    openFile() {
      openFiles++;
      return {
        read: () => asked.shift(),
        write(bytes) {
          const view = new DataView(bytes.buffer);
          heard.push({ type: view.getUint32(0, true), view, bytes });
        },
        close() {
          openFiles--;
        },
      };
    },
  });

beforeEach(async () => {
  asked = [];
  heard = [];
  openFiles = 0;
  clock = createVirtualClock(0);
  usb = createHidPlugBoard();
  scanner = createVirtualHidPosScanner({ clock, chance: () => 0.5 });
  usb.plug('scanner', scanner);
  end = await followPlug({ watch: usb.watch, name: 'scanner' }, port('scanner'), () => {});
});
afterEach(() => end());

const types = () => heard.map(({ type }) => type);
const last = (type: number) => heard.findLast((it) => it.type === type);

function ask(type: number, write: (view: DataView, bytes: Uint8Array) => void) {
  const bytes = new Uint8Array(uhidEventLength);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, type, true);
  write(view, bytes);
  asked.push(bytes);
}

/** As hidraw gives it: the id in front, 0 where the device has none. */
const setReport = (id: number, data: Uint8Array) =>
  ask(kernel.setReport, (view, bytes) => {
    view.setUint32(4, 7, true);
    view.setUint8(8, id);
    view.setUint16(10, data.length + 1, true);
    bytes.set([id, ...data], 12);
  });
const getReport = (id: number) =>
  ask(kernel.getReport, (view) => {
    view.setUint32(4, 8, true);
    view.setUint8(8, id);
  });
const output = (id: number, data: Uint8Array) =>
  ask(kernel.output, (view, bytes) => {
    bytes.set([id, ...data], 4);
    view.setUint16(4 + 4_096, data.length + 1, true);
  });

test('the kernel is given the device with its own descriptor and ids', () => {
  expect(types()).toEqual([kernel.create2]);
  const { descriptor = new Uint8Array(0) } = scanner;
  const { view, bytes } = heard[0] ?? { view: new DataView(new ArrayBuffer(300)), bytes: new Uint8Array(0) };
  expect(view.getUint32(264, true)).toBe(0x0c2e);
  expect(bytes.slice(280, 280 + descriptor.length)).toEqual(descriptor);
});

test('woken and triggered through the kernel it sends its codes there', async () => {
  setReport(wakeReport.id, wakeReport.data);
  await clock.advance(100);
  expect(last(kernel.setReportReply)?.view.getUint16(8, true)).toBe(0);
  expect(scanner.state().awake).toBe(true);
  getReport(wakeReport.id);
  await clock.advance(100);
  expect(toHex(last(kernel.getReportReply)?.bytes.slice(12, 14) ?? new Uint8Array(0))).toBe('FE 01');
  scanner.show({ aim: ']Q1', data: fromHex('41 42') });
  const { id, data } = encodeTrigger('start');
  output(id, data);
  await clock.advance(1_000);
  const [report = new Uint8Array(0)] = encodeScan({ aim: ']Q1', data: fromHex('41 42'), vendorSymbology: 0x73 });
  expect(last(kernel.input2)?.bytes.slice(6, 6 + 64)).toEqual(report);
});

test('a report that is refused fails in the kernel too', async () => {
  scanner.failNext('wakeRefused');
  setReport(wakeReport.id, wakeReport.data);
  await clock.advance(100);
  expect(last(kernel.setReportReply)?.view.getUint16(8, true)).not.toBe(0);
});

test('reports without numbers have a 0 in front on their way to a program', async () => {
  await end();
  usb.plug('swipe', createVirtualMagtekReader({ clock, chance: () => 0.5 }));
  const endSwipe = await followPlug({ watch: usb.watch, name: 'swipe' }, port('swipe'), () => {});
  // Get property 0, the software id.
  setReport(0, fromHex('00 01 00'));
  await clock.advance(1_000);
  expect(last(kernel.setReportReply)?.view.getUint16(8, true)).toBe(0);
  getReport(0);
  await clock.advance(1_000);
  const reply = last(kernel.getReportReply);
  // The 0, the result 00, and the length of what is behind it.
  expect(toHex(reply?.bytes.slice(12, 14) ?? new Uint8Array(0))).toBe('00 00');
  expect(reply?.view.getUint8(14)).toBeGreaterThan(0);
  await endSwipe();
});

test('unplugged it is taken from the kernel, and given to it again', async () => {
  usb.unplug('scanner');
  await clock.advance(100);
  expect(types()).toEqual([kernel.create2, kernel.destroy]);
  expect(openFiles).toBe(0);
  usb.plug('scanner', scanner);
  await clock.advance(100);
  expect(types()).toEqual([kernel.create2, kernel.destroy, kernel.create2]);
});

test('fallen off the bus it is back after a while', async () => {
  scanner.failNext('unplugged');
  setReport(wakeReport.id, wakeReport.data);
  await clock.advance(100);
  scanner.show({ aim: ']Q1', data: 'A1' });
  scanner.press();
  await clock.advance(500);
  expect(types().at(-1)).toBe(kernel.destroy);
  await clock.advance(2_000);
  expect(types().at(-1)).toBe(kernel.create2);
  expect(scanner.state().connected).toBe(true);
});

test('closed for good it leaves nothing', async () => {
  await end();
  await clock.advance(5_000);
  expect(types().at(-1)).toBe(kernel.destroy);
  expect(openFiles).toBe(0);
});
