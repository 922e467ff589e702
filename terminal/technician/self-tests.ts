/**
 * Each device tried through what its contract offers: without a patient's help, without taking a card from the stack or
 * sheets of A4, and without anything left behind for the next patient.
 */
import type { BarcodeScanner } from '../../device-drivers/contract/barcode-scanner.ts';
import type { CardDispenser } from '../../device-drivers/contract/card-dispenser.ts';
import { type Clock, sleep } from '../../device-drivers/contract/clock.ts';
import type { DeviceKind } from '../../device-drivers/contract/device-event.ts';
import { failed, type Outcome } from '../../device-drivers/contract/fault.ts';
import type { ReceiptPrinter } from '../../device-drivers/contract/receipt-printer.ts';
import type { ReportPrinter } from '../../device-drivers/contract/report-printer.ts';
import type { Device, DeviceStatus } from '../../device-drivers/contract/status.ts';
import type { Devices } from '../device-bay.ts';
import type { SlipHead } from '../slip/slip.ts';
import { testSlip } from './test-slip.ts';

/** Milliseconds: until a device that is being reached has answered; a reset takes the longest, with initialising. */
const limits = { reached: 15_000, printed: 30_000, drained: 30_000, reset: 45_000, lookedAt: 5_000 };

/** Milliseconds in which the scanner looks for a code. */
const moment = 1_000;

export type SelfTest = Outcome<{
  /** A card that was found in the machine went into the bin. */
  readonly cardCaptured: boolean;
}>;

export interface SelfTestPorts {
  readonly devices: Devices;
  readonly clock: Clock;
  readonly printHead: () => SlipHead;
}

const passed: SelfTest = { ok: true, cardCaptured: false };
const asTest = (outcome: Outcome): SelfTest => (outcome.ok ? passed : failed(outcome.fault));

/** Tries the terminal's device of a kind; `noDevice` when it has none. Ends within a minute and a half. */
export async function selfTest(kind: DeviceKind, { devices, clock, printHead }: SelfTestPorts): Promise<SelfTest> {
  const device = devices[kind];
  if (!device) return failed('noDevice');
  const reached = await reach(device, clock);
  if (!reached.ok) return reached;
  switch (kind) {
    case 'receiptPrinter':
      return testReceiptPrinter(devices.receiptPrinter, clock, printHead());
    case 'reportPrinter':
      return devices.reportPrinter ? testReportPrinter(devices.reportPrinter, clock) : failed('noDevice');
    case 'cardDispenser':
      return devices.cardDispenser ? testCardDispenser(devices.cardDispenser, clock) : failed('noDevice');
    case 'barcodeScanner':
      return devices.barcodeScanner ? testBarcodeScanner(devices.barcodeScanner, clock) : failed('noDevice');
    case 'idCardReader':
    case 'chipCardReader':
    case 'magneticCardReader':
      // What more there is to try would need a card.
      return passed;
  }
}

async function testReceiptPrinter(printer: ReceiptPrinter, clock: Clock, head: SlipHead): Promise<SelfTest> {
  return asTest(await within(limits.printed, clock, () => printer.print(testSlip(head))));
}

async function testReportPrinter(printer: ReportPrinter, clock: Clock): Promise<SelfTest> {
  const drained = await within(limits.drained, clock, () => printer.drain());
  return drained.ok ? asTest(statusOutcome(printer)) : drained;
}

async function testCardDispenser(dispenser: CardDispenser, clock: Clock): Promise<SelfTest> {
  const before = dispenser.status();
  const wasInside = before.device === 'online' && before.media !== 'notPresent';
  const reset = await within(limits.reset, clock, (signal) => dispenser.reset('retain', signal));
  if (!reset.ok) return reset;
  const well = statusOutcome(dispenser);
  return well.ok ? { ok: true, cardCaptured: wasInside } : well;
}

/** Looks for a code and leaves off. Whatever is before the scanner meanwhile, usable or not, shows that it sees. */
async function testBarcodeScanner(scanner: BarcodeScanner, clock: Clock): Promise<SelfTest> {
  return within(limits.lookedAt, clock, async (signal) => {
    const enough = new AbortController();
    const reading = scanner.read(AbortSignal.any([signal, enough.signal]));
    await Promise.race([reading, sleep(clock, moment, signal)]);
    enough.abort();
    const read = await reading;
    return read.ok || read.fault === 'cancelled' || read.fault === 'barcodeInvalid' ? passed : read;
  });
}

/** Waits until the device has answered or is known not to. */
async function reach(device: Device<DeviceStatus<object>>, clock: Clock): Promise<SelfTest> {
  const known = new AbortController();
  const stop = device.subscribe(({ device }) => device !== 'starting' && known.abort());
  if (device.status().device === 'starting') await sleep(clock, limits.reached, known.signal);
  stop();
  return asTest(statusOutcome(device));
}

function statusOutcome(device: Device<DeviceStatus<object>>): Outcome {
  const status = device.status();
  if (status.device === 'starting') return failed('timeOut');
  return 'fault' in status ? failed(status.fault) : { ok: true };
}

/** What the work comes to, or `timeOut` after `limit` milliseconds; then it is called off by its signal. */
async function within<T extends object>(
  limit: number,
  clock: Clock,
  work: (signal: AbortSignal) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const over = new AbortController();
  const done = new AbortController();
  const late = sleep(clock, limit, done.signal).then(() => {
    over.abort();
    return failed('timeOut');
  });
  const outcome = await Promise.race([work(over.signal), late]);
  done.abort();
  return outcome;
}
