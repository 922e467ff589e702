import type { Rehearsal } from '../rehearsal/rehearsal.ts';
import type { BenchMessage, ScenarioCard, WorldTime, WorldView } from './message.ts';

/** Tells one page what it does not know yet. */
export interface Teller {
  /** A world has begun. */
  world(scenarios: readonly ScenarioCard[]): void;
  /** The page begins to look at the hospital's desk, or looks away. */
  desk(open: boolean): void;
  tell(time: WorldTime, view: WorldView, rehearsal: Rehearsal): void;
}

/** Things of a stream that are told in one message. */
const most = 2_000;

const nothing = { time: '', view: '', desk: '' };

interface Told {
  events: number;
  frames: number;
  charts: number;
  steps: number;
  definitions: Set<string>;
}

export function createTeller(listener: (message: BenchMessage) => void): Teller {
  let told = new Map<string, Told>();
  let last = nothing;
  let atDesk = false;

  return {
    world(scenarios) {
      told = new Map();
      last = nothing;
      listener({ kind: 'world', scenarios });
    },
    desk(open) {
      if (open !== atDesk) last = { ...last, desk: '' };
      atDesk = open;
    },
    tell(time, view, { kiosks, hospital }) {
      const desk = atDesk ? hospital.desk.view() : undefined;
      const now = { time: JSON.stringify(time), view: JSON.stringify(view), desk: desk ? JSON.stringify(desk) : '' };
      if (now.time !== last.time) listener({ kind: 'time', time });
      if (now.view !== last.view) listener({ kind: 'view', view });
      if (desk && now.desk !== last.desk) listener({ kind: 'desk', desk });
      last = now;
      for (const { name: terminal, timeline, heard, charts } of kiosks) {
        const known = told.get(terminal) ?? { events: 0, frames: 0, charts: -1, steps: 0, definitions: new Set() };
        told.set(terminal, known);
        const events = timeline.after(known.events, most);
        if (events.length > 0) listener({ kind: 'events', terminal, events });
        known.events = events.at(-1)?.seq ?? known.events;
        const frames = heard.trace.after(known.frames, most);
        if (frames.length > 0) listener({ kind: 'frames', terminal, frames });
        known.frames = frames.at(-1)?.seq ?? known.frames;
        if (charts.revision === known.charts) continue;
        known.charts = charts.revision;
        const chartsNow = charts.charts([...known.definitions]);
        for (const name of Object.keys(chartsNow.definitions)) known.definitions.add(name);
        listener({ kind: 'charts', terminal, charts: chartsNow });
        const steps = charts.path().filter(({ seq }) => seq > known.steps);
        if (steps.length > 0) listener({ kind: 'steps', terminal, steps });
        known.steps = steps.at(-1)?.seq ?? known.steps;
      }
    },
  };
}
