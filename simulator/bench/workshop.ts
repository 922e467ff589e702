import * as v from 'valibot';
import { slipPicture } from '../devices/slip-picture.ts';
import { RehearsalCommand, whyNot } from '../rehearsal/command.ts';
import type { Rehearsal } from '../rehearsal/rehearsal.ts';
import type { Scenario, ScenarioWorld } from '../scenario/scenario.ts';
import { nextTimeOfDay } from '../world/calendar.ts';
import type { PacedClock } from '../world/paced-clock.ts';
import type { BenchMessage, WorldTime, WorldView } from './message.ts';
import { BenchRequest } from './request.ts';
import { beginStage, type StageParts } from './stage.ts';
import { createTeller, type Teller } from './teller.ts';

export interface WorkshopParts extends StageParts {
  readonly scenarios: readonly Scenario[];
  /** The world of the start. */
  readonly first: ScenarioWorld;
}

export type Listener = (message: BenchMessage) => void;

/** The technician's bench: one world at a time, and everybody who watches it. */
export interface Workshop {
  readonly clock: PacedClock;
  readonly rehearsal: Rehearsal;
  /** Tells somebody who comes everything there is, and then what changes. Returns how to stop. */
  join(listener: Listener): () => void;
  /** Does what a page asks for; what cannot be done is told to who asked. */
  ask(request: unknown, listener: Listener): void;
  /** Tells everybody what has changed since the last look. */
  look(): void;
  /** A terminal's newest slip as an SVG drawing; its newest report as a PDF file. */
  slip(terminal: string): string | undefined;
  report(terminal: string): Uint8Array | undefined;
  /** What a terminal's machines did, for the public inspector of such machines. */
  stately(terminal: string): string | undefined;
  stop(): void;
}

/** The day's first patients come at half past seven; minutes after midnight, and the day of the week. */
const jumps = { mondayMorning: [7 * 60 + 29, 1], beforeMidnight: [23 * 60 + 59, undefined] } as const;

export function createWorkshop(parts: WorkshopParts): Workshop {
  const { scenarios } = parts;
  const cards = scenarios.map(({ name, title, teaches, failure }) => ({
    file: name,
    title,
    teaches,
    ...(failure !== undefined && { failure }),
  }));
  const tellers = new Map<Listener, Teller>();
  let stage = beginStage(parts, parts.first);

  /** Another world in place of this one. */
  function renew(world: ScenarioWorld, scenario?: Scenario): void {
    stage.end();
    stage = beginStage(parts, world, scenario);
    for (const teller of tellers.values()) teller.world(cards);
  }

  /** A world like this one, with other chances, from this minute on. */
  const anew = (): ScenarioWorld => ({
    start: Math.floor(stage.clock.now() / 60_000) * 60_000,
    seed: (stage.world.seed + 1) >>> 0,
    terminals: stage.rehearsal.kiosks.length,
  });

  function begin(name: string | undefined, refuse: (why: string) => void): void {
    const scenario = scenarios.find((it) => it.name === name);
    if (name !== undefined && !scenario) refuse(`there is no scenario ${name}`);
    else renew(scenario?.world ?? anew(), scenario);
  }

  function record(on: boolean, listener: Listener): void {
    if (on) {
      renew(anew());
      stage.startRecording();
    } else if (stage.recording) stage.stopRecording((yaml) => listener({ kind: 'recorded', yaml }));
    else listener({ kind: 'refused', why: 'nothing is being recorded' });
  }

  function obey(asked: BenchRequest, listener: Listener): void {
    const refuse = (why: string) => listener({ kind: 'refused', why });
    const { clock, rehearsal, moments } = stage;
    const runTo = (instant: number) => {
      clock.runTo(instant).catch((error: unknown) => refuse(error instanceof Error ? error.message : String(error)));
    };
    switch (asked.kind) {
      case 'do': {
        const command = v.safeParse(RehearsalCommand, asked.command);
        if (command.success) stage.hand(asked.terminal ?? rehearsal.kiosks[0]?.name ?? '', command.output, refuse);
        else refuse(`this is no command of the bench: ${whyNot(command.issues)}`);
        break;
      }
      case 'pace':
        clock.setPace(asked.pace);
        break;
      case 'runTo': {
        const [minutes, weekday] = jumps[asked.to];
        runTo(nextTimeOfDay(clock.now(), rehearsal.zone, minutes, weekday));
        break;
      }
      case 'runFor':
        runTo(clock.now() + asked.minutes * 60_000);
        break;
      case 'begin':
        begin(asked.scenario, refuse);
        break;
      case 'record':
        record(asked.on, listener);
        break;
      case 'desk':
        tellers.get(listener)?.desk(asked.open);
        break;
      case 'restartPage': {
        const kiosk = rehearsal.kiosk(asked.terminal);
        if (kiosk) stage.restartPage(kiosk);
        else refuse(`there is no terminal ${asked.terminal}`);
        break;
      }
      case 'moment': {
        const moment = moments.at(asked.terminal, asked.at);
        if (moment) listener({ kind: 'moment', moment });
        else refuse('of that time nothing is kept any more');
      }
    }
  }

  function view(): WorldView {
    const { rehearsal, recording, run, world } = stage;
    return {
      ...rehearsal.view(),
      terminals: rehearsal.kiosks.map(stage.viewOf),
      ...(run && { scenario: run }),
      ...(recording && { recording: { since: world.start, steps: recording.steps } }),
    };
  }

  function time(): WorldTime {
    const { now, pace, runningTo } = stage.clock;
    return { now: now(), pace, ...(runningTo !== undefined && { runningTo }) };
  }

  return {
    get clock() {
      return stage.clock;
    },
    get rehearsal() {
      return stage.rehearsal;
    },
    join(listener) {
      const teller = createTeller(listener);
      tellers.set(listener, teller);
      teller.world(cards);
      teller.tell(time(), view(), stage.rehearsal);
      return () => {
        tellers.delete(listener);
      };
    },
    ask(request, listener) {
      const read = v.safeParse(BenchRequest, request);
      if (read.success) obey(read.output, listener);
      else listener({ kind: 'refused', why: `this is nothing to ask of a bench: ${whyNot(read.issues)}` });
    },
    look() {
      const seen = view();
      const at = time();
      for (const terminal of seen.terminals) stage.moments.keep(at.now, terminal);
      for (const teller of tellers.values()) teller.tell(at, seen, stage.rehearsal);
    },
    slip(terminal) {
      const printer = stage.rehearsal.kiosk(terminal)?.shelf.receiptPrinter.state();
      const slip = printer?.slips.at(-1) ?? printer?.taken.at(-1);
      return slip && slipPicture(slip);
    },
    report: (terminal) => stage.rehearsal.kiosk(terminal)?.shelf.reportPrinter.state().jobs.at(-1)?.document,
    stately: (terminal) => stage.rehearsal.kiosk(terminal)?.charts.exportLines(),
    stop: () => stage.end(),
  };
}
