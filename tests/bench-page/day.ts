/** A bench's page with a whole day on it, and nobody behind it who could be slow. For tests. */
import { resolve } from 'node:path';
import type { DeviceKind } from '../../device-drivers/contract/device-event.ts';
import type { BenchMessage } from '../../simulator/bench/message.ts';
import { type BenchServer, serveBench } from '../../simulator/bench/server.ts';
import { createWorkshop } from '../../simulator/bench/workshop.ts';
import type { TimelineEvent } from '../../simulator/rehearsal/timeline.ts';
import { worldOf } from '../../simulator/scenario/rehearse.ts';
import type { TracedFrame } from '../../simulator/trace/frame.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';

const morning = Date.UTC(2026, 10, 23, 0);
const terminal = 'T-001';
/** Milliseconds between two frames: a hundred thousand are ten hours. */
const pause = 360;

const talk: readonly (readonly [DeviceKind, hex: string, words: string])[] = [
  ['idCardReader', 'aaaaaa96690003200122', 'find card'],
  ['idCardReader', 'aaaaaa9669000400008084', 'find card: SW 00 00 80, no card'],
  ['cardDispenser', 'f200030043303003b2', 'status?'],
  ['cardDispenser', '06', 'ACK'],
  ['receiptPrinter', '100402', 'status 2?'],
  ['receiptPrinter', '12', 'status 2: cover closed'],
  ['reportPrinter', '0101000b00000001014700126174747269627574', 'Get-Printer-Attributes'],
  ['reportPrinter', '010100000000000101470012617474726962757465732d63', 'successful-ok, printer idle'],
];

export const dayOfFrames = (count: number): TracedFrame[] =>
  Array.from({ length: count }, (_, index) => {
    const [device, hex, words] = talk[index % talk.length] as (typeof talk)[number];
    const direction = index % 2 === 0 ? 'toDevice' : 'fromDevice';
    return {
      seq: index + 1,
      at: morning + index * pause,
      device,
      direction,
      kind: 'frame',
      hex,
      words: `${words} #${index}`,
    };
  });

export const dayOfTaps = (count: number): TimelineEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    kind: 'tap',
    words: `tap · ${index}`,
    seq: index + 1,
    at: morning + index * pause * 5 + 1,
  }));

/** Serves the built page with so many frames and events of a day. */
export function serveDay(frames: readonly TracedFrame[], events: readonly TimelineEvent[]): Promise<BenchServer> {
  const workshop = createWorkshop({
    real: createVirtualClock(morning),
    pages: { show: () => {}, hide: () => {}, address: () => undefined },
    scenarios: [],
    first: { start: morning, seed: 1, terminals: 1 },
    makeWorld: worldOf,
  });
  const told: BenchMessage[] = [];
  workshop.join((message) => told.push(message))();
  workshop.stop();
  const first = told.filter(({ kind }) => kind === 'world' || kind === 'time' || kind === 'view');
  return serveBench({
    page: resolve(import.meta.dirname, '../../dist/bench'),
    port: 0,
    workshop: {
      ...workshop,
      look: () => {},
      join(listener) {
        for (const message of first) listener(message);
        listener({ kind: 'frames', terminal, frames });
        listener({ kind: 'events', terminal, events });
        return () => {};
      },
    },
  });
}
