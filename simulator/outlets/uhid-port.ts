/**
 * A USB HID device in the Linux kernel, by /dev/uhid. The kernel hands reports to and from programs with the byte of
 * their id in front, 0 where the device numbers none, except those that come from the device (linux/uhid.h, hidraw).
 */
import { accessSync, closeSync, constants, openSync, readSync, writeSync } from 'node:fs';
import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { HidLink } from '../../device-drivers/links/hid.ts';
import {
  createEvent,
  decodeRequest,
  destroyEvent,
  getReportReply,
  inputEvent,
  setReportReply,
  type UhidRequest,
  uhidEventLength,
} from '../devices/uhid-event.ts';
import type { Port } from './outlet.ts';
import { createStandingPort } from './standing-port.ts';

export const uhidPath = '/dev/uhid';

/** The file through which devices are given to the kernel. */
export interface UhidFile {
  /** The next event of the kernel's, if there is one. */
  read(): Uint8Array | undefined;
  write(event: Uint8Array): void;
  close(): void;
}

export function hasUhid(): boolean {
  try {
    accessSync(uhidPath, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

export function openUhidFile(): UhidFile {
  const file = openSync(uhidPath, constants.O_RDWR | constants.O_NONBLOCK);
  return {
    read() {
      const bytes = new Uint8Array(uhidEventLength);
      try {
        return bytes.subarray(0, readSync(file, bytes));
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return undefined;
        throw error;
      }
    },
    write: (event) => void writeSync(file, event),
    close: () => closeSync(file),
  };
}

export interface HidIdentity {
  readonly name: string;
  readonly serial: string;
  readonly vendor: number;
  readonly product: number;
}

/** Milliseconds between two looks at what the kernel wants, as often as a host asks a device on the bus. */
const interval = 8;
const longestFeature = 4_095;

async function answer(asked: UhidRequest, device: HidLink, write: (event: Uint8Array) => void): Promise<void> {
  if (asked.kind === 'output') device.sendOutput(asked.report[0] ?? 0, asked.report.subarray(1));
  if (asked.kind === 'setReport') {
    const set = await device.sendFeature(asked.id, asked.report.subarray(1));
    write(setReportReply(asked.request, set.ok));
  }
  if (asked.kind === 'getReport') {
    const got = await device.getFeature(asked.id, longestFeature);
    write(getReportReply(asked.request, got.ok ? Uint8Array.of(asked.id, ...got.data) : undefined));
  }
}

export function createUhidPort(plan: {
  readonly clock: Clock;
  readonly identity: HidIdentity;
  readonly openLink: () => Promise<HidLink>;
  readonly openFile: () => UhidFile;
}): Port<unknown> {
  const { clock, identity } = plan;

  function serve(device: HidLink): void {
    const file = plan.openFile();
    let open = true;
    let cancelLook = () => {};
    const write = (event: Uint8Array) => {
      if (open) file.write(event);
    };
    const look = () => {
      for (let bytes = file.read(); bytes; bytes = file.read()) {
        const asked = decodeRequest(bytes);
        if (asked) void answer(asked, device, write);
      }
      cancelLook = clock.after(interval, look);
    };
    device.onClose(() => {
      write(destroyEvent());
      open = false;
      cancelLook();
      file.close();
    });
    write(createEvent({ ...identity, descriptor: device.descriptor ?? new Uint8Array(0) }));
    device.onInput((report) => write(inputEvent(report)));
    look();
  }

  return createStandingPort({ ...plan, serve });
}
