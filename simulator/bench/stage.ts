import type { Clock } from '../../device-drivers/contract/clock.ts';
import { readTapped } from '../../terminal/tapped.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { RehearsalCommand } from '../rehearsal/command.ts';
import type { Kiosk } from '../rehearsal/kiosk.ts';
import type { Rehearsal } from '../rehearsal/rehearsal.ts';
import { createRecording, type Recording } from '../scenario/record.ts';
import { runScenario } from '../scenario/run.ts';
import type { Scenario, ScenarioWorld } from '../scenario/scenario.ts';
import { createPacedClock, type PacedClock } from '../world/paced-clock.ts';
import type { WorldClock } from '../world/world-clock.ts';
import type { ScenarioRun, TerminalView } from './message.ts';
import { createMoments, type Moments } from './moments.ts';

/** Where patients' pages are shown. */
export interface Pages {
  /** Shows a terminal on the page of its name, anew. */
  show(name: string, terminal: Terminal): void;
  /** The terminal has no power: its page is not there. */
  hide(name: string): void;
  /** Where the page is, while there is one; what was an address once is one again as soon as there is. */
  address(name: string): string | undefined;
}

export interface StageParts {
  /** The clock by which people live. */
  readonly real: Clock;
  readonly pages: Pages;
  readonly makeWorld: (world: ScenarioWorld, clock: WorldClock) => Rehearsal;
}

/** One world on the bench, from its beginning to its end. */
export interface Stage {
  readonly world: ScenarioWorld;
  readonly clock: PacedClock;
  readonly rehearsal: Rehearsal;
  readonly moments: Moments;
  /** The scenario that runs or ran in it. */
  readonly run: ScenarioRun | undefined;
  readonly recording: Recording | undefined;
  /** Does what a hand does. `refuse` is told why not, when it cannot be done. */
  hand(terminal: string, command: RehearsalCommand, refuse: (why: string) => void): void;
  /** Shows a terminal's page anew. */
  restartPage(kiosk: Kiosk): void;
  viewOf(kiosk: Kiosk): TerminalView;
  /** Writes down from now on what is done; a recording that can be done again has to start with the world. */
  startRecording(): void;
  /** `done` is told the file. */
  stopRecording(done: (yaml: string) => void): void;
  end(): void;
}

/** Begins a world, and runs a scenario in it where there is one. */
export function beginStage(parts: StageParts, world: ScenarioWorld, scenario?: Scenario): Stage {
  const { real, pages } = parts;
  const clock = createPacedClock(real, world.start);
  const rehearsal = parts.makeWorld(world, clock);
  const moments = createMoments();
  let recording: Recording | undefined;
  let run: ScenarioRun | undefined;

  function show(kiosk: Kiosk): void {
    const { terminal } = kiosk.machine;
    if (terminal) pages.show(kiosk.name, { ...terminal, tap: (message) => touched(kiosk, terminal, message) });
    else pages.hide(kiosk.name);
  }

  function hand(terminal: string, command: RehearsalCommand, refuse: (why: string) => void): void {
    clock.enter((at) => {
      const refused = rehearsal.run(command, terminal);
      if (refused === undefined) recording?.note(at, terminal, command);
      else refuse(refused);
    });
  }

  /** A finger on the glass; what is no tap is the terminal's to refuse. */
  function touched(kiosk: Kiosk, terminal: Terminal, message: unknown): void {
    const tapped = readTapped(message);
    if (!tapped) {
      terminal.tap(message);
      return;
    }
    const older = terminal.shown().revision - tapped.revision;
    hand(kiosk.name, { do: 'tap', tap: { ...tapped.tap }, ...(older > 0 && { older }) }, () => {});
  }

  function viewOf(kiosk: Kiosk): TerminalView {
    const address = pages.address(kiosk.name);
    return { ...kiosk.view(), ...(address !== undefined && { kiosk: address }) };
  }

  async function play(it: Scenario): Promise<void> {
    const { name, title, steps } = it;
    const begun: ScenarioRun = { file: name, title, state: 'running', done: 0, of: steps.length, failures: [] };
    run = begun;
    const { done, failures } = await runScenario(it, rehearsal, clock, (count) => {
      run = { ...begun, done: count };
    });
    run = { ...begun, done, failures, state: failures.length === 0 ? 'passed' : 'failed' };
  }

  for (const kiosk of rehearsal.kiosks) {
    show(kiosk);
    kiosk.onPower(() => show(kiosk));
    kiosk.timeline.subscribe(({ kind, at }) => {
      if (kind === 'screen' || kind === 'hand' || kind === 'power') moments.keep(at, viewOf(kiosk));
    });
  }
  if (scenario) void play(scenario);
  clock.setPace(1);

  return {
    world,
    clock,
    rehearsal,
    moments,
    get run() {
      return run;
    },
    get recording() {
      return recording;
    },
    hand,
    restartPage(kiosk) {
      kiosk.timeline.note({ kind: 'hand', words: 'restartPage' });
      show(kiosk);
    },
    viewOf,
    startRecording() {
      recording = createRecording(world);
    },
    stopRecording(done) {
      const written = recording;
      if (!written) return;
      clock.enter((at) => {
        recording = undefined;
        done(written.file(at, rehearsal));
      });
    },
    end() {
      clock.stop();
      rehearsal.stop();
      for (const { name } of rehearsal.kiosks) pages.hide(name);
    },
  };
}
