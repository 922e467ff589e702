/**
 * The far end of one pseudo-terminal, as a process of its own: a virtual device on a line of a given speed. Its mechanism
 * takes no time, so that nothing is measured but the line. Arguments: the device, the port, bits per second.
 */
import { openSerial } from '../../../device-drivers/links/serial.ts';
import { people } from '../../../seeds/people.ts';
import { createVirtualIdCardReader } from '../../../simulator/devices/virtual-id-card-reader.ts';
import { createVirtualReceiptPrinter } from '../../../simulator/devices/virtual-receipt-printer.ts';
import { preciseClock } from './precise-clock.ts';

export type PacedDevice = 'id-card-reader' | 'receipt-printer';

/** Between two operations: the card is laid on the reader or taken off it, the slip taken out of the outlet. */
export type Hand = 'give' | 'take';

const [name, path = '', baud = ''] = process.argv.slice(2);
const manners = { baud: Number(baud), chunks: true, noise: 0, flips: 0 };
const world = { clock: preciseClock, chance: Math.random, manners };

function reader() {
  const [person] = people;
  if (!person) throw new Error('the seeds hold nobody');
  const device = createVirtualIdCardReader({ ...world, readingTime: 0 });
  return { attach: device.attach, give: () => device.put(person.card), take: device.take };
}

function printer() {
  const mechanics = { perMillimetre: 0, cut: 0 };
  const device = createVirtualReceiptPrinter({ ...world, mechanics, roll: 10_000_000 });
  return { attach: device.attach, give: () => {}, take: device.take };
}

const device = name === 'id-card-reader' ? reader() : printer();
device.attach(await openSerial({ scheme: 'serial', path, baud: manners.baud, flow: 'none' }));
process.on('message', (hand: Hand) => {
  device[hand]();
  process.send?.(hand);
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
