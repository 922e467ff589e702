import { expect, vi } from 'vitest';
import { createIppPlugBoard } from '../../simulator/devices/ipp-plug-board.ts';
import { type IppServer, serveIpp } from '../../simulator/devices/ipp-server.ts';
import { createVirtualIppPrinter, type VirtualIppPrinter } from '../../simulator/devices/virtual-ipp-printer.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { Clock } from '../contract/clock.ts';
import { parseAddress } from '../links/address.ts';
import { postOverHttp } from '../links/http-ipp.ts';
import type { PostIpp } from '../links/ipp.ts';
import { type ReportPrinterHands, reportPrinterContract } from './contract-suite.ts';
import { createReportPrinter } from './driver.ts';

const handsOn = (virtual: VirtualIppPrinter): Omit<ReportPrinterHands, 'plug' | 'unplug'> => ({
  set: virtual.set,
  failAtPage: virtual.failAtPage,
  loseNextReply: () => virtual.failNext('lostReply'),
  take: () => virtual.take().map(({ jobName, page }) => `${jobName}/${page}`),
  out: () => virtual.state().output.length,
  jobsInside: () => virtual.state().jobs.filter(({ state }) => /^(pending|processing|stopped)$/.test(state)).length,
});

/** Printers differ in how they tell their reasons, and in whether they say that they have stopped. */
const manners = [
  { suffix: '', saysStopped: true },
  { suffix: '-error', saysStopped: true },
  { suffix: '-warning', saysStopped: false },
  { suffix: '-report', saysStopped: false },
] as const;

for (const manner of manners) {
  const name = `in process, reasons ending in "${manner.suffix}", ${manner.saysStopped ? 'stopping' : 'going on'} when stuck`;
  reportPrinterContract(name, async () => {
    const clock = createVirtualClock(Date.UTC(2026, 10, 2));
    const virtual = createVirtualIppPrinter({ clock, chance: () => 0.5, ...manner });
    const board = createIppPlugBoard();
    const plug = () => board.plug('printer', virtual);
    plug();
    const start = () => createReportPrinter({ post: board.post, address: 'memory:printer', clock, log: () => {} });
    const printer = start();
    return {
      printer,
      start,
      hands: { ...handsOn(virtual), plug, unplug: () => board.unplug('printer') },
      until: async (condition) => expect(await clock.runUntil(condition, 300_000)).toBe(true),
      pass: clock.advance,
      async close() {
        await clock.advance(300_000);
        expect(clock.pending, 'deadlines left over').toBe(0);
      },
    };
  });
}

/** Ten times as fast as the machine's: what the driver waits for passes ten times sooner, and the waits are real. */
const speed = 10;
const fastClock: Clock = {
  now: () => speed * Date.now(),
  after(delay, task) {
    const timer = setTimeout(task, delay / speed);
    return () => clearTimeout(timer);
  },
};

const post: PostIpp = (text, body, signal) => {
  const address = parseAddress(text);
  if (address.scheme !== 'ipp') throw new Error(`${text} is no IPP address`);
  return postOverHttp(address, body, signal);
};

reportPrinterContract(
  'over HTTP',
  async () => {
    const virtual = createVirtualIppPrinter({ clock: fastClock, chance: Math.random });
    let server: Promise<IppServer> | undefined = serveIpp(virtual, 0);
    const { address } = await server;
    const port = Number(new URL(address).port);
    const start = () => createReportPrinter({ post, address, clock: fastClock, log: () => {} });
    const unplug = () => {
      void server?.then((it) => it.close());
    };
    return {
      printer: start(),
      start,
      hands: {
        ...handsOn(virtual),
        unplug,
        plug() {
          server = (server ?? Promise.resolve()).then(async (it) => {
            await it?.close();
            return serveIpp(virtual, port);
          });
        },
      },
      until: (condition) => vi.waitUntil(condition, { timeout: 30_000, interval: 5 }).then(() => {}),
      async pass(milliseconds) {
        const until = fastClock.now() + milliseconds;
        await vi.waitUntil(() => fastClock.now() >= until, { timeout: 30_000, interval: 5 });
      },
      async close() {
        await (await server)?.close();
      },
    };
  },
  { concurrent: true },
);
