import type { Terminal } from '../../terminal/terminal.ts';
import { readScenario } from '../scenario/format.ts';
import { worldOf } from '../scenario/rehearse.ts';
import { createVirtualClock } from '../world/virtual-clock.ts';
import type { BenchMessage } from './message.ts';
import type { BenchRequest } from './request.ts';
import { createWorkshop } from './workshop.ts';

/** Monday, 23 November 2026, 8:05 in Nanjing. */
const start = Date.UTC(2026, 10, 23, 0, 5);

const shortScenario = readScenario(
  `
title: 点一下 A tap
teaches: That a finger wakes the kiosk.
failure: double-tap
world: { start: 2026-11-23T08:05:00+08:00 }
steps:
  - { see: attract }
  - { tap: begin }
  - { see: menu }
  - { tap: cancel }
quiet: 60
must: { screen: attract }
`,
  'a-tap',
);

/** A bench in virtual time, with pages that are only kept, and somebody who listens. For tests. */
export function createWorkshopTrial({ terminals = 1 } = {}) {
  const real = createVirtualClock(start);
  const shown = new Map<string, Terminal>();
  const workshop = createWorkshop({
    real,
    pages: {
      show: (name, terminal) => void shown.set(name, terminal),
      hide: (name) => void shown.delete(name),
      address: (name) => `http://${name}/`,
    },
    scenarios: [shortScenario],
    first: { start, seed: 7, terminals },
    makeWorld: (world, clock) => worldOf(world, clock),
  });
  const told: BenchMessage[] = [];
  const listener = (message: BenchMessage) => void told.push(message);
  const leave = workshop.join(listener);

  const trial = {
    real,
    workshop,
    told,
    leave,
    /** What was told of a kind, the newest last. */
    of: <K extends BenchMessage['kind']>(kind: K) =>
      told.filter((message): message is Extract<BenchMessage, { kind: K }> => message.kind === kind),
    /** What the page of a terminal shows; undefined while there is none. */
    glass: (name = 'T-001') => shown.get(name)?.shown(),
    tap(tap: { readonly kind: string }, name = 'T-001') {
      const terminal = shown.get(name);
      if (!terminal) throw new Error(`${name} has no page`);
      terminal.tap({ tap, revision: terminal.shown().revision });
    },
    ask: (request: BenchRequest) => workshop.ask(request, listener),
    hand: (command: { readonly do: string }, terminal = 'T-001') =>
      workshop.ask({ kind: 'do', terminal, command }, listener),
    /** Lets our time pass, looking as the server does; the world's goes along at its pace. */
    async pass(milliseconds: number) {
      for (let left = milliseconds; left > 0; left -= 100) {
        await real.advance(Math.min(100, left));
        while (workshop.clock.behind) await real.advance(0);
        workshop.look();
      }
    },
    view() {
      workshop.look();
      const view = trial.of('view').at(-1)?.view;
      if (!view) throw new Error('nothing was told');
      return view;
    },
  };
  return trial;
}
