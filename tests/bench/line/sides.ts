import { setTimeout as wait } from 'node:timers/promises';
import { SerialPort } from 'serialport';
import type { Outcome } from '../../../device-drivers/contract/fault.ts';
import { createIdCardReader } from '../../../device-drivers/id-card-reader/driver.ts';
import { openSerial } from '../../../device-drivers/links/serial.ts';
import { createReceiptPrinter } from '../../../device-drivers/receipt-printer/driver.ts';
import { systemClock } from '../../../terminal/system.ts';
import { benchSlip } from '../registration-slip.ts';
import { type PacedLine, plugPacedLine } from './paced-line.ts';
import { createRecording, type Step } from './recording.ts';

/** One operation, and the milliseconds until it had its first answer and until it was done. */
export interface Taken {
  readonly first: number;
  readonly whole: number;
}

/** Somebody who reads a card or prints a slip over a line of their own. */
export interface LineSide {
  readonly operate: () => Promise<Taken>;
  readonly close: () => Promise<void>;
}

export type LineOperation = 'read' | 'print';
const devices = { read: 'id-card-reader', print: 'receipt-printer' } as const;

async function expectOk(work: Promise<Outcome>): Promise<void> {
  const outcome = await work;
  if (!outcome.ok) throw new Error(`the driver reports ${outcome.fault}`);
}

/** The driver of this project; `steps` gives what it said in the operation before. */
export async function driverSide(
  operation: LineOperation,
  baud: number,
): Promise<LineSide & { readonly steps: () => Step[] }> {
  const line = await plugPacedLine(devices[operation], baud);
  const recording = createRecording();
  const openLink = async () =>
    recording.tap(await openSerial({ scheme: 'serial', path: line.path, baud, flow: 'none' }));
  const options = { openLink, address: `serial:${line.path}?baud=${baud}`, clock: systemClock, log: () => {} };
  const device = operation === 'read' ? readerOn(options) : printerOn(options);
  await device.ready();
  return {
    steps: recording.steps,
    operate: () =>
      between(line, async () => {
        recording.steps();
        const began = performance.now();
        let first: number | undefined;
        await expectOk(
          device.work(() => {
            first = performance.now() - began;
          }),
        );
        const whole = performance.now() - began;
        return { first: first ?? whole, whole };
      }),
    async close() {
      device.close();
      await line.unplug();
    },
  };
}

type DriverOptions = Parameters<typeof createIdCardReader>[0];

function readerOn(options: DriverOptions) {
  const reader = createIdCardReader(options);
  const never = new AbortController().signal;
  return {
    ready: () => expectOk(reader.waitUntilTaken(never)),
    work: (onFirst: () => void): Promise<Outcome> => reader.read(never, onFirst),
    close: reader.close,
  };
}

function printerOn(options: DriverOptions) {
  const printer = createReceiptPrinter(options);
  return {
    ready: () => expectOk(printer.drain()),
    work: (_onFirst: () => void): Promise<Outcome> => printer.print(benchSlip),
    close: printer.close,
  };
}

/** The serialport package and nothing else: the same bytes, the next question as soon as the answer has its length. */
export async function bareSide(operation: LineOperation, baud: number, steps: readonly Step[]): Promise<LineSide> {
  const line = await plugPacedLine(devices[operation], baud);
  const port = await openPort(line);
  let missing = 0;
  let complete = () => {};
  port.on('data', (chunk: Uint8Array) => {
    missing -= chunk.length;
    if (missing <= 0) complete();
  });
  const ask = ({ sent, heard }: Step) =>
    new Promise<void>((resolve) => {
      missing = heard;
      complete = resolve;
      port.write(sent);
    });
  return said(line, port, steps, ask);
}

/** A driver as many are written: it says something, sleeps 100 ms, and looks whether the answer is there. */
export async function sleepingSide(operation: LineOperation, baud: number, steps: readonly Step[]): Promise<LineSide> {
  const line = await plugPacedLine(devices[operation], baud);
  const port = await openPort(line);
  let heard = 0;
  port.on('data', (chunk: Uint8Array) => {
    heard += chunk.length;
  });
  return said(line, port, steps, async (step) => {
    heard = 0;
    port.write(step.sent);
    do await wait(100);
    while (heard < step.heard);
  });
}

function said(line: PacedLine, port: SerialPort, steps: readonly Step[], ask: (step: Step) => Promise<void>): LineSide {
  return {
    operate: () =>
      between(line, async () => {
        const began = performance.now();
        let first: number | undefined;
        for (const step of steps) {
          await ask(step);
          first ??= performance.now() - began;
        }
        const whole = performance.now() - began;
        return { first: first ?? whole, whole };
      }),
    async close() {
      await new Promise<void>((resolve) => port.close(() => resolve()));
      await line.unplug();
    },
  };
}

async function between(line: PacedLine, operate: () => Promise<Taken>): Promise<Taken> {
  await line.hand('give');
  const taken = await operate();
  await line.hand('take');
  return taken;
}

async function openPort({ path, baud }: PacedLine): Promise<SerialPort> {
  const port = new SerialPort({ path, baudRate: baud, autoOpen: false });
  await new Promise<void>((resolve, reject) => port.open((error) => (error ? reject(error) : resolve())));
  return port;
}
