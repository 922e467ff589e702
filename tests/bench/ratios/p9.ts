import { memoryLink } from '../../../device-drivers/links/memory.ts';
import { createReceiptPrinter } from '../../../device-drivers/receipt-printer/driver.ts';
import type { PrintedSlip } from '../../../simulator/devices/paper.ts';
import { createVirtualReceiptPrinter } from '../../../simulator/devices/virtual-receipt-printer.ts';
import { createVirtualClock } from '../../../simulator/world/virtual-clock.ts';
import type { Ratio } from '../ratio.ts';
import { benchSlip } from '../registration-slip.ts';
import { atMost, spreadOf } from '../statistics.ts';
import { handWritten } from './p9-floor.ts';

/** Milliseconds of virtual time in which any slip is printed. */
const limit = 60_000;

function virtualPrinter() {
  const clock = createVirtualClock(0);
  const printer = createVirtualReceiptPrinter({ clock, chance: () => 0 });
  const [near, far] = memoryLink();
  printer.attach(far);
  const slip = async (): Promise<PrintedSlip> => {
    await clock.runUntil(() => printer.state().slips.length > 0, limit);
    const [slip] = printer.take();
    if (!slip) throw new Error('nothing was printed');
    return slip;
  };
  return { clock, near, slip };
}

/** What the driver sends for the bench's slip, from the first byte to the question whether it is on paper; and the paper. */
export async function byDriver(): Promise<{ bytes: number; slip: PrintedSlip }> {
  const { clock, near, slip } = virtualPrinter();
  let bytes = 0;
  const write = (sent: Uint8Array) => {
    bytes += sent.length;
    near.write(sent);
  };
  const openLink = async () => ({ ...near, write });
  const printer = createReceiptPrinter({ openLink, address: 'memory:printer', clock, log: () => {} });
  const settled = async (work: Promise<{ ok: boolean }>) => {
    let ok: boolean | undefined;
    void work.then((outcome) => {
      ok = outcome.ok;
    });
    await clock.runUntil(() => ok !== undefined, limit);
    if (!ok) throw new Error('the virtual printer did not print');
  };
  await settled(printer.drain());
  bytes = 0;
  await settled(printer.print(benchSlip));
  printer.close();
  return { bytes, slip: await slip() };
}

export async function byHand(): Promise<{ bytes: number; slip: PrintedSlip }> {
  const { near, slip } = virtualPrinter();
  near.write(handWritten);
  return { bytes: handWritten.length, slip: await slip() };
}

export const receiptBytes: Ratio = {
  name: 'P9',
  about: 'bytes of a registration slip with its code ÷ the same slip written by hand',
  async measure() {
    const [driver, again, hand] = [await byDriver(), await byDriver(), await byHand()];
    const spread = spreadOf([driver.bytes / hand.bytes]);
    return {
      findings: [{ spread, target: atMost(1.02) }],
      beside: [
        { name: 'slip ÷ the slip once more', spread: spreadOf([driver.bytes / again.bytes]), control: true },
        { name: 'bytes sent by the driver', spread: spreadOf([driver.bytes]) },
        { name: 'bytes written by hand', spread: spreadOf([hand.bytes]) },
      ],
    };
  },
};
