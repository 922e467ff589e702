import { expect, test } from 'vitest';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { DeviceEvent } from '../contract/device-event.ts';
import type { Fault } from '../contract/fault.ts';
import { type Link, LinkError, type OpenLink } from './link.ts';
import { memoryLink } from './memory.ts';
import { keepLink } from './standing-link.ts';

function bench(plan: { openLink?: OpenLink; answers?: () => boolean } = {}) {
  const clock = createVirtualClock(0);
  const far: Link[] = [];
  const opened: number[] = [];
  const log: DeviceEvent[] = [];
  const down: Fault[] = [];
  const standing = keepLink({
    device: 'receiptPrinter',
    address: 'memory:printer',
    clock,
    log: (event) => log.push(event),
    down: (fault) => down.push(fault),
    openLink: async (address) => {
      opened.push(clock.now());
      if (plan.openLink) return plan.openLink(address);
      const [near, other] = memoryLink();
      far.push(other);
      return near;
    },
    serve: (link, up, serveLog) =>
      new Promise((resolve) => {
        link.onClose((reason) => resolve({ fault: 'offline', cause: reason }));
        serveLog({ event: 'device.retry', device: 'receiptPrinter', attempt: 2 });
        if (plan.answers && !plan.answers()) return resolve({ fault: 'timeOut', cause: 'no answer' });
        up();
      }),
  });
  return { clock, far, opened, log, down, standing };
}

test('reconnects after a second when a working link breaks, with the original words in the log', async () => {
  const { clock, far, opened, log, down } = bench();
  await clock.advance(5_000);
  far[0]?.close();
  await clock.advance(999);
  expect(opened).toEqual([0]);
  await clock.advance(1);
  expect(opened).toEqual([0, 6_000]);
  expect(down).toEqual(['offline']);
  expect(log).toEqual([
    { event: 'device.online', device: 'receiptPrinter', address: 'memory:printer' },
    { event: 'device.fault', device: 'receiptPrinter', fault: 'offline', cause: 'the other end closed the line' },
    { event: 'device.online', device: 'receiptPrinter', address: 'memory:printer' },
  ]);
});

test('the pause doubles to thirty seconds while nothing is there; one reason is one line in the log', async () => {
  const { clock, opened, log } = bench({
    openLink: () => Promise.reject(new LinkError('There is no such port.')),
  });
  await clock.advance(122_000);
  const pauses = opened.slice(1).map((at, i) => at - (opened[i] ?? 0));
  expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  expect(log).toEqual([
    { event: 'device.fault', device: 'receiptPrinter', fault: 'noDevice', cause: 'There is no such port.' },
  ]);
});

test('a link that opens and does not answer is closed and tried again with growing pauses', async () => {
  let answering = false;
  const { clock, far, opened, log } = bench({ answers: () => answering });
  await clock.advance(3_500);
  const closed: string[] = [];
  for (const end of far) end.onClose((reason) => closed.push(reason));
  await clock.advance(0);
  expect(closed).toEqual(Array(3).fill('the other end closed the line'));
  answering = true;
  await clock.advance(3_500);
  expect(opened).toEqual([0, 1_000, 3_000, 7_000]);
  expect(log.map(({ event }) => event)).toEqual(['device.fault', 'device.online']);
  // It answered, so the next break is followed by a short pause again.
  far[3]?.close();
  await clock.advance(1_000);
  expect(opened.at(-1)).toBe(8_000);
});

test('closing closes the link and ends the reconnecting', async () => {
  const { clock, far, opened, log, down, standing } = bench();
  await clock.advance(100);
  const closed: string[] = [];
  far[0]?.onClose((reason) => closed.push(reason));
  standing.close();
  await clock.advance(60_000);
  expect(closed).toEqual(['the other end closed the line']);
  expect(opened).toEqual([0]);
  expect(down).toEqual(['offline']);
  expect(log.length).toBe(1);
  expect(clock.pending).toBe(0);
});

test('a link that opens after closing is closed at once', async () => {
  const [near, other] = memoryLink();
  const opening = Promise.withResolvers<Link>();
  const { clock, log, standing } = bench({ openLink: () => opening.promise });
  const closed: string[] = [];
  other.onClose((reason) => closed.push(reason));
  await clock.advance(10);
  standing.close();
  opening.resolve(near);
  await clock.advance(10);
  expect(closed).toEqual(['the other end closed the line']);
  expect(log).toEqual([]);
});
