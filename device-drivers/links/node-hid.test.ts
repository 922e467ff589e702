import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { fromHex, toHex } from '../framing/hex.ts';
import type { HidAddress } from './address.ts';
import { LinkError } from './link.ts';
import { hidAdvice, type NativeDevice, type NativeHandle, openNodeHid } from './node-hid.ts';

const address: HidAddress = { scheme: 'hid', vendor: '0c2e', product: '0b81' };
const posPage = 0x8c;

/** A stand-in for the native package: one handle, and what was asked of it. */
function native(devices: readonly NativeDevice[], features: { answer?: string } = {}) {
  const events = new EventEmitter();
  const asked: string[] = [];
  let writeFails: Error | undefined;
  const handle: NativeHandle = {
    on: events.on.bind(events),
    write: async (report) => {
      if (writeFails) throw writeFails;
      asked.push(`write ${toHex(Uint8Array.from(report))}`);
      return report.length;
    },
    sendFeatureReport: async (report) => {
      asked.push(`set ${toHex(Uint8Array.from(report))}`);
      if (features.answer === undefined) throw new Error('could not send feature report to device');
      return report.length;
    },
    getFeatureReport: async (id, length) => {
      asked.push(`get ${id} ${length}`);
      if (features.answer === undefined) throw new Error('could not get feature report from device');
      return fromHex(features.answer);
    },
    close: async () => {
      asked.push('close');
    },
  };
  const load = async () => ({
    list: async (vendor: number, product: number) => {
      asked.push(`list ${vendor.toString(16)} ${product.toString(16)}`);
      return devices;
    },
    open: async (path: string) => {
      asked.push(`open ${path}`);
      return handle;
    },
  });
  const breakWrites = (error: Error) => {
    writeFails = error;
  };
  return { load, asked, breakWrites, say: (report: string) => events.emit('data', fromHex(report)), events };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
const scanner: NativeDevice = { path: 'scanner-a', serialNumber: 'A', usagePage: posPage };

test('finds the device by vendor and product, past its keyboard interface, and passes reports on', async () => {
  const it = native([{ ...scanner, path: 'keyboard', usagePage: 1 }, scanner], { answer: 'FE 01 02 03' });
  const link = await openNodeHid(address, it.load);
  expect(it.asked).toEqual(['list c2e b81', 'open scanner-a']);
  it.say('02 01');
  const heard: string[] = [];
  link.onInput((report) => heard.push(toHex(report)));
  await settled();
  it.say('02 02');
  expect(heard).toEqual(['02 01', '02 02']);
  link.sendOutput(0xfd, fromHex('03 16 54 0D'));
  expect(await link.sendFeature(0xfe, fromHex('01'))).toEqual({ ok: true });
  expect(await link.getFeature(0xfe, 2)).toEqual({ ok: true, data: fromHex('01 02') });
  expect(it.asked.slice(2)).toEqual(['write FD 03 16 54 0D', 'set FE 01', 'get 254 3']);
});

test('of two devices of a kind the address has to name one', async () => {
  const two = [scanner, { ...scanner, path: 'scanner-b', serialNumber: 'B' }];
  await expect(openNodeHid(address, native(two).load)).rejects.toThrow(/\(A, B\).*\?serial=NUMBER/);
  const it = native(two);
  await openNodeHid({ ...address, serial: 'B' }, it.load);
  expect(it.asked.at(-1)).toBe('open scanner-b');
  await expect(openNodeHid({ ...address, serial: 'C' }, native(two).load)).rejects.toThrow(
    /There are A, B of this kind/,
  );
});

test('what is not there, or only as a keyboard, is a LinkError with advice', async () => {
  await expect(openNodeHid(address, native([]).load)).rejects.toThrow(LinkError);
  await expect(openNodeHid(address, native([]).load)).rejects.toThrow(/no USB device hid:0c2e:0b81: check the cable/);
  const keyboard = native([{ ...scanner, usagePage: 1 }]);
  await expect(openNodeHid(address, keyboard.load)).rejects.toThrow(/acts as a keyboard/);
});

test('a failing read or write closes the link once, with its words', async () => {
  const it = native([scanner]);
  const link = await openNodeHid(address, it.load);
  const reasons: string[] = [];
  link.onClose((reason) => reasons.push(reason));
  it.events.emit('error', new Error('could not read from HID device: Input/output error'));
  it.events.emit('error', new Error('again'));
  await settled();
  link.onClose((reason) => reasons.push(`late: ${reason}`));
  link.sendOutput(0, fromHex('01'));
  expect(await link.sendFeature(0, fromHex('01'))).toEqual({ ok: false, fault: 'offline' });
  expect(await link.getFeature(0, 1)).toEqual({ ok: false, fault: 'offline' });
  link.close();
  expect(reasons).toEqual([
    'could not read from HID device: Input/output error',
    'late: could not read from HID device: Input/output error',
  ]);
  expect(it.asked).toEqual(['list c2e b81', 'open scanner-a', 'close']);

  const other = native([scanner]);
  const written = await openNodeHid(address, other.load);
  const why = new Promise((resolve) => written.onClose(resolve));
  other.breakWrites(new Error('Cannot write to hid device: No such device'));
  written.sendOutput(0, fromHex('01'));
  expect(await why).toBe('Cannot write to hid device: No such device');
});

test('a refused feature report is a value, and the link stays', async () => {
  const link = await openNodeHid(address, native([scanner]).load);
  expect(await link.sendFeature(0xfe, fromHex('01'))).toEqual({ ok: false, fault: 'protocolError' });
  expect(await link.getFeature(0xfe, 1)).toEqual({ ok: false, fault: 'protocolError' });
});

// The words are those of the loader of Linux and of hidapi 0.15 on Linux.
test.each([
  ['libusb-1.0.so.0: cannot open shared object file: No such file or directory', 'libusb-1.0-0'],
  ['libudev.so.1: cannot open shared object file: No such file or directory', 'libudev1'],
  ["Cannot find module 'node-hid'", 'install the packages again'],
  [
    "Failed to open a device with path '/dev/hidraw0': Permission denied",
    'ATTRS{idVendor}=="0c2e", ATTRS{idProduct}=="0b81"',
  ],
  ["Failed to open a device with path '/dev/hidraw0': Device or resource busy", 'Another program'],
])('%s', async (words, advice) => {
  expect(hidAdvice('hid:0c2e:0b81', words)).toContain(advice);
  const failing = openNodeHid(address, async () => {
    throw new Error(words);
  });
  await expect(failing).rejects.toThrow(LinkError);
  await expect(failing).rejects.toThrow(words);
});

test('the real package says, or why it cannot be loaded, that a device that does not exist is not there', async () => {
  const opening = openNodeHid({ scheme: 'hid', vendor: 'ffff', product: 'fffe' });
  await expect(opening).rejects.toThrow(LinkError);
  await expect(opening).rejects.toThrow(/hid:ffff:fffe/);
});
