import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { failed } from '../contract/fault.ts';
import type { HidAddress } from './address.ts';
import type { HidLink } from './hid.ts';
import { LinkError } from './link.ts';

/** What of the node-hid package is used here. */
export interface NativeHid {
  list(vendor: number, product: number): Promise<readonly NativeDevice[]>;
  open(path: string): Promise<NativeHandle>;
}

export interface NativeDevice {
  readonly path?: string | undefined;
  readonly serialNumber?: string | undefined;
  readonly usagePage?: number | undefined;
}

export interface NativeHandle {
  on(event: 'data', listener: (report: Uint8Array) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  write(report: number[]): Promise<number>;
  sendFeatureReport(report: number[]): Promise<number>;
  getFeatureReport(id: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** The native package is loaded here and not before, so a machine whose devices are all virtual needs no libusb. */
async function loadNodeHid(): Promise<NativeHid> {
  const { default: hid } = await import('node-hid');
  return {
    list: (vendor, product) => hid.devicesAsync(vendor, product),
    open: (path) => hid.HIDAsync.open(path),
  };
}

/** Reports kept while nobody listens; the kernel keeps as many. */
const mostWaiting = 64;

/**
 * Opens a USB HID device by vendor, product and, where given, serial number. Rejects with a `LinkError`.
 * The report descriptor is there on Linux only: the package does not give it, the kernel does.
 */
export async function openNodeHid(address: HidAddress, load: () => Promise<NativeHid> = loadNodeHid): Promise<HidLink> {
  const name = `hid:${address.vendor}:${address.product}${address.serial === undefined ? '' : `?serial=${address.serial}`}`;
  const fail = (error: unknown): never => {
    throw new LinkError(hidAdvice(name, wordsOf(error)));
  };
  const native = await load().catch(fail);
  const vendor = Number.parseInt(address.vendor, 16);
  const listed = await native.list(vendor, Number.parseInt(address.product, 16)).catch(fail);
  const path = choosePath(listed, address.serial, name);
  const handle = await native.open(path).catch(fail);
  const descriptor = await kernelDescriptor(path);

  let closed: string | undefined;
  const closeListeners: ((reason: string) => void)[] = [];
  const listeners: ((report: Uint8Array) => void)[] = [];
  const waiting: Uint8Array[] = [];
  function end(reason: string) {
    if (closed !== undefined) return;
    closed = reason;
    handle.close().catch(() => {
      // It is gone already; the reason has been told.
    });
    queueMicrotask(() => {
      for (const listener of closeListeners) listener(reason);
    });
  }
  // Read from the beginning: only a read under way notices that the device was unplugged.
  handle.on('data', (report) => {
    if (closed !== undefined) return;
    const copy = Uint8Array.from(report);
    if (listeners.length === 0 && waiting.length < mostWaiting) waiting.push(copy);
    for (const listener of listeners) listener(copy);
  });
  handle.on('error', (error) => end(wordsOf(error)));

  return {
    ...(descriptor && { descriptor }),
    onInput(listener) {
      listeners.push(listener);
      queueMicrotask(() => {
        for (const report of waiting.splice(0)) listener(report);
      });
    },
    sendOutput(id, data) {
      if (closed === undefined) handle.write([id, ...data]).catch((error: unknown) => end(wordsOf(error)));
    },
    async sendFeature(id, data) {
      if (closed !== undefined) return failed('offline');
      const sent = await handle.sendFeatureReport([id, ...data]).catch(() => undefined);
      if (sent !== undefined) return { ok: true };
      return failed(closed === undefined ? 'protocolError' : 'offline');
    },
    async getFeature(id, length) {
      if (closed !== undefined) return failed('offline');
      // The package asks for the id's byte as well, and gives it in front, 0 where there is none.
      const got = await handle.getFeatureReport(id, length + 1).catch(() => undefined);
      if (got) return { ok: true, data: Uint8Array.from(got).slice(1, length + 1) };
      return failed(closed === undefined ? 'protocolError' : 'offline');
    },
    onClose(listener) {
      const reason = closed;
      if (reason === undefined) closeListeners.push(listener);
      else queueMicrotask(() => listener(reason));
    },
    close: () => end('closed'),
  };
}

/** Generic desktop: a keyboard or mouse, which the operating system holds for itself. */
const keyboardPage = 0x01;

/** The one device meant. A device may show several interfaces, and each of them several times. */
function choosePath(listed: readonly NativeDevice[], serial: string | undefined, name: string): string {
  const ours = listed.filter((it) => it.path && (serial === undefined || it.serialNumber === serial));
  if (ours.length === 0) {
    const others = listed.length > 0 ? ` There are ${serialsOf(listed)} of this kind.` : '';
    throw new LinkError(
      `There is no USB device ${name}: check the cable and the address (lsusb lists what is there).${others}`,
    );
  }
  const fit = ours.filter((it) => it.usagePage !== keyboardPage);
  if (fit.length === 0) {
    throw new LinkError(`The USB device ${name} acts as a keyboard: switch it to HID (HID POS) by its setup barcode.`);
  }
  if (new Set(fit.map((it) => it.serialNumber)).size > 1) {
    throw new LinkError(`Several USB devices are ${name} (${serialsOf(fit)}): add ?serial=NUMBER to the address.`);
  }
  return fit[0]?.path ?? '';
}

const serialsOf = (devices: readonly NativeDevice[]): string =>
  [...new Set(devices.map((it) => it.serialNumber || 'one without a serial number'))].join(', ');

/** Linux only: `/dev/hidraw3` has its descriptor in sysfs. */
async function kernelDescriptor(path: string): Promise<Uint8Array | undefined> {
  if (!/^\/dev\/hidraw\d+$/.test(path)) return undefined;
  const file = `/sys/class/hidraw/${basename(path)}/device/report_descriptor`;
  return readFile(file).then(
    (bytes) => Uint8Array.from(bytes),
    () => undefined,
  );
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** The package's own words and what to do. */
export function hidAdvice(name: string, words: string): string {
  const said = `Cannot open ${name} (${words}).`;
  if (/libusb|libudev/i.test(words)) {
    return `${said} A library is missing: on Debian install libusb-1.0-0, libudev1 and udev.`;
  }
  if (/cannot find (module|package)|no native build|prebuil/i.test(words)) {
    return `${said} The node-hid package cannot be loaded: install the packages again, or use a memory: address.`;
  }
  if (/permission|eacces|access denied/i.test(words)) {
    return `${said} This user may not use the device: on Linux add a udev rule, KERNEL=="hidraw*", ATTRS{idVendor}=="${name.slice(4, 8)}", ATTRS{idProduct}=="${name.slice(9, 13)}", GROUP="plugdev", MODE="0660", and connect it again.`;
  }
  if (/busy|sharing violation|in use/i.test(words)) {
    return `${said} Another program holds the device: end it.`;
  }
  return said;
}
