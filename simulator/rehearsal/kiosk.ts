import * as v from 'valibot';
import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { TerminalConfig } from '../../terminal/config.ts';
import type { Network } from '../../terminal/hospital/network.ts';
import { entryOf } from '../../terminal/journal/journal.ts';
import type { JournalStore } from '../../terminal/journal/store.ts';
import type { Log, LogEvent } from '../../terminal/log-event.ts';
import type { Chance, Signer } from '../../terminal/ports.ts';
import { type ChartRecorder, createChartRecorder } from '../charts/recorder.ts';
import type { VirtualShelf } from '../devices/virtual-shelf.ts';
import { createMachine, type Machine } from '../world/machine.ts';
import { oneTimeCodeAt } from '../world/one-time-code.ts';
import { type Claim, createClaims } from '../xfs4iot/claims.ts';
import { notedCalls } from './calls.ts';
import { DeviceCommand, type TerminalCommand } from './command.ts';
import { commandWords } from './command-words.ts';
import { createCutPlan } from './cut-plan.ts';
import { createDeviceHands, type DeviceHandsParts } from './device-hands.ts';
import type { Heard } from './heard.ts';
import { machineView, shelfView } from './kiosk-look.ts';
import { devicesView } from './look.ts';
import type { KioskView } from './rehearsal-view.ts';
import { createTimeline, type Timeline } from './timeline.ts';
import { inWeather, type Weather } from './weather.ts';

export interface KioskParts extends Omit<DeviceHandsParts, 'now'> {
  readonly clock: Clock;
  readonly config: TerminalConfig;
  readonly chance: Chance;
  readonly journal: JournalStore;
  readonly network: Network;
  readonly signer: Signer;
  readonly heard: Heard;
  /** Told as well of what the terminal logs. */
  readonly log: Log;
}

/** One terminal of a rehearsal: its power, its glass, its line to the hospital, its devices, and what it did. */
export interface Kiosk {
  readonly name: string;
  readonly config: TerminalConfig;
  readonly machine: Machine;
  readonly shelf: VirtualShelf;
  readonly journal: JournalStore;
  readonly timeline: Timeline;
  readonly charts: ChartRecorder;
  readonly heard: Heard;
  /** How somebody else takes a device from the terminal. */
  readonly claim: Claim;
  /** Told when the power comes and goes. Returns how to stop. */
  onPower(listener: (on: boolean) => void): () => void;
  /** Does what a hand does. Returns why not, when it cannot be done. */
  run(command: DeviceCommand | TerminalCommand): string | undefined;
  view(): KioskView;
}

/** Events of a day that are kept, and steps of its machines. */
const keptEvents = 20_000;
const keptSteps = 2_000;

export function createKiosk(parts: KioskParts): Kiosk {
  const { clock, config, shelf, people, wallet } = parts;
  const timeline = createTimeline(clock.now, keptEvents);
  const charts = createChartRecorder({ now: clock.now, limit: keptSteps });
  const { claim, others } = createClaims(shelf.links);
  const cuts = createCutPlan();
  const listeners = new Set<(on: boolean) => void>();
  let weather: Weather = 'fair';
  let disk: 'ok' | 'full' = 'ok';
  /** Milliseconds by which the terminal's own clock is ahead. */
  let ahead = 0;

  const journal: JournalStore = {
    ...parts.journal,
    append(record, order) {
      if (disk === 'full') throw new Error('disk full');
      parts.journal.append(record, order);
      timeline.note({ kind: 'entry', words: entryOf(record).kind, text: record.text });
    },
  };
  let noted = 0;
  let lookAway = () => {};
  /** A screen is told every second, with the time on it; here it counts once. */
  function noteScreen({ screen, surround, revision }: NonNullable<Machine['shown']>): void {
    if (revision === noted) return;
    noted = revision;
    timeline.note({ kind: 'screen', words: screen.name, screen, surround, revision });
  }

  const line = inWeather(parts.network, clock, () => weather);
  const machine = createMachine(
    {
      clock: { now: () => clock.now() + ahead, after: clock.after },
      chance: parts.chance,
      journal,
      network: notedCalls(line, clock.now, config.hospitalUrl, timeline),
      links: others,
      signer: parts.signer,
      log(event) {
        timeline.note({ kind: 'log', words: logWords(event), event: event.event });
        parts.log(event);
      },
      inspect: charts.inspect,
    },
    config,
    cuts.atWrite,
    (on) => {
      timeline.note({ kind: 'power', words: on ? 'power on' : 'power cut' });
      noted = 0;
      // Without power nothing is seen of what the terminal would still show.
      lookAway();
      if (on && machine.terminal) lookAway = machine.terminal.subscribe(noteScreen);
      for (const listener of listeners) listener(on);
    },
  );

  const atDevices = createDeviceHands({ shelf, people, wallet, now: clock.now });

  function atTerminal(command: TerminalCommand): string | undefined {
    switch (command.do) {
      case 'tap': {
        const { shown, terminal } = machine;
        if (!shown || !terminal) return 'the terminal has no power';
        return void terminal.tap({ tap: command.tap, revision: shown.revision - (command.older ?? 0) });
      }
      case 'setWeather':
        weather = command.weather;
        return undefined;
      case 'cutAtWrite': {
        const { record, after } = command;
        return void cuts.plan({ record, after });
      }
      case 'cutPower':
        cuts.plan(undefined);
        return void machine.cutPower();
      case 'powerOn':
        if (machine.terminal) return 'the terminal has power';
        return void machine.powerOn();
      case 'setDisk':
        disk = command.disk;
        return undefined;
      case 'shiftClock':
        ahead += command.seconds * 1000;
        return undefined;
      case 'enterOneTimeCode': {
        const { technician } = config;
        if (!technician) return 'technicians are not let in here';
        const text = oneTimeCodeAt(technician.oneTimeSecret, clock.now());
        return atTerminal({ do: 'tap', tap: { kind: 'enter', text } });
      }
    }
  }

  return {
    name: config.terminal,
    config,
    machine,
    shelf,
    journal,
    timeline,
    charts,
    heard: parts.heard,
    claim,
    onPower(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    run(command) {
      const words = commandWords(command, people);
      timeline.note(command.do === 'tap' ? { kind: 'tap', words } : { kind: 'hand', words, command });
      return isDeviceCommand(command) ? atDevices(command) : atTerminal(command);
    },
    view: () => ({
      name: config.terminal,
      weather,
      disk,
      clockAhead: ahead,
      ...(cuts.planned && { cut: cuts.planned }),
      ...machineView(machine, journal),
      ...shelfView(shelf),
      ...devicesView(shelf, people, wallet),
    }),
  };
}

const isDeviceCommand = (command: DeviceCommand | TerminalCommand): command is DeviceCommand =>
  v.is(DeviceCommand, command);

function logWords({ event, ...rest }: LogEvent): string {
  return [event, ...Object.entries(rest).map(([name, value]) => `${name} ${value}`)].join(' · ');
}
