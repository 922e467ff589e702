import { expect, test } from 'vitest';
import { createIdCardReader } from '../../device-drivers/id-card-reader/driver.ts';
import { createReceiptPrinter } from '../../device-drivers/receipt-printer/driver.ts';
import { people } from '../../seeds/people.ts';
import { createPlugBoard } from '../devices/plug-board.ts';
import { createVirtualClock } from '../world/virtual-clock.ts';
import type { TracedFrame } from './frame.ts';
import { createPlayedDevice } from './played-device.ts';
import { createTraceTrial } from './trace-trial.ts';

const never = new AbortController().signal;

async function cardRead() {
  const { clock, shelf, ports, settled, frames } = createTraceTrial();
  const reader = createIdCardReader({ ...ports, address: 'memory:id-card-reader' });
  const [person] = people;
  if (person) shelf.idCardReader.put(person.card);
  await clock.advance(500);
  const read = await settled(reader.read(never));
  return { read, frames: frames('idCardReader') };
}

function bench(frames: readonly TracedFrame[], device: 'idCardReader' | 'receiptPrinter') {
  const clock = createVirtualClock(frames[0]?.at ?? 0);
  const played = createPlayedDevice({ frames, device, clock });
  const board = createPlugBoard();
  board.plug('device', played);
  return { clock, played, ports: { openLink: board.openLink, address: 'memory:device', clock, log: () => {} } };
}

test('a real driver reads the card that is in the trace', async () => {
  const { read, frames } = await cardRead();
  expect(read).toMatchObject({ ok: true });
  const { clock, played, ports } = bench(frames, 'idCardReader');
  const reader = createIdCardReader(ports);
  await clock.advance(500);
  let again: unknown;
  void reader.read(never).then((it) => {
    again = it;
  });
  expect(await clock.runUntil(() => again !== undefined, 10_000)).toBe(true);
  expect(again).toEqual(read);
  expect(played.deviation()).toBeUndefined();
  expect(played.isOver()).toBe(true);
});

test('a driver that says something else is told of, and gets no answer', async () => {
  const { frames } = await cardRead();
  const { clock, played, ports } = bench(frames, 'idCardReader');
  const printer = createReceiptPrinter(ports);
  await clock.advance(10_000);
  expect(played.deviation()).toMatch(/^frame \d+: “status” \(aaaaaa9669000311ffed\) in the trace, 1005/);
  expect(printer.status()).toMatchObject({ device: 'offline' });
});
