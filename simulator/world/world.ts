import { demonstrationHospital } from '../../seeds/hospital.ts';
import { readConfig, type TerminalConfig } from '../../terminal/config.ts';
import type { Network } from '../../terminal/hospital/network.ts';
import type { LogEvent } from '../../terminal/log-event.ts';
import type { Ports } from '../../terminal/ports.ts';
import { createCardBox } from '../devices/card-box.ts';
import type { LineManners } from '../devices/line.ts';
import { createVirtualShelf, type VirtualShelf } from '../devices/virtual-shelf.ts';
import type { HospitalWorld } from '../hospital/world.ts';
import type { Ears } from '../trace/ears.ts';
import type { Fate } from './fate.ts';
import { inventedSeals, inventedSigner } from './invented-keys.ts';
import { createMachine, type Machine } from './machine.ts';
import { createMemoryHub, type MemoryHub } from './memory-hub.ts';
import { createMemoryJournal, type MemoryJournal } from './memory-journal.ts';
import type { CutAtWrite } from './mortal.ts';
import { createSurroundings, type Surroundings } from './surroundings.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';

/** Monday, 23 November 2026, 8:05 in Nanjing: the hall is full. */
export const mondayMorning = Date.UTC(2026, 10, 23, 0, 5);

/** What the terminals of one hospital share: their time, the hospital and the hub, and where their cards come from. */
export interface House {
  readonly clock: VirtualClock;
  readonly hub: MemoryHub;
  readonly surroundings: Surroundings;
  readonly newCards: ReturnType<typeof createCardBox>;
}

export interface WorldOptions {
  readonly fate: Fate;
  /** The terminal's name; `T-001` unless told. */
  readonly terminal?: string;
  /** Where it stands among others; in a house of its own unless told. */
  readonly house?: House;
  /** UTC milliseconds at which the world begins; `mondayMorning` unless told. */
  readonly start?: number;
  readonly hospital?: HospitalWorld;
  /** Of the serial lines; good ones unless told. */
  readonly manners?: Omit<LineManners, 'baud'>;
  /** More of the terminal's configuration. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Puts something between the terminal and everybody it calls. */
  readonly net?: (network: Network, clock: VirtualClock) => Network;
  /** Asked at every journal write: whether the power goes right there. */
  readonly cutAtWrite?: () => CutAtWrite | undefined;
  readonly onLog?: (event: LogEvent) => void;
  /** Whether the hub knows the terminal, and it has a key; it does unless told. */
  readonly isEnrolled?: boolean;
  /** Told of all that the terminal's machines do. */
  readonly inspect?: Ports['inspect'];
  /** Who listens at the devices. */
  readonly ears?: (clock: VirtualClock) => Ears;
}

/** One terminal with everything around it, in virtual time: the terminal's own code, and virtual far ends. */
export interface World extends Machine, Omit<Surroundings, 'network' | 'config'> {
  readonly clock: VirtualClock;
  readonly config: TerminalConfig;
  readonly hub: MemoryHub;
  /** The devices, with hands on them. */
  readonly shelf: VirtualShelf;
  /** The two that most errands use. */
  readonly reader: VirtualShelf['idCardReader'];
  readonly printer: VirtualShelf['receiptPrinter'];
  readonly journal: MemoryJournal;
}

const place = { zh: '门诊大厅', en: 'Outpatient hall' };

export function createHouse(options: Pick<WorldOptions, 'fate' | 'start' | 'hospital'>): House {
  const { fate, start = mondayMorning, hospital = demonstrationHospital } = options;
  const clock = createVirtualClock(start);
  const hub = createMemoryHub(clock);
  const hand = inventedSigner('the hospital');
  const surroundings = createSurroundings({ clock, chance: () => fate.draw('hospital'), hospital, hub, hand });
  return { clock, hub, surroundings, newCards: createCardBox() };
}

export function createWorld(options: WorldOptions): World {
  const { fate } = options;
  const { clock, hub, surroundings, newCards } = options.house ?? createHouse(options);
  const { network, config: found, hospital, misbehaviour } = surroundings;
  const terminal = options.terminal ?? 'T-001';
  const ears = options.ears?.(clock);
  const shelf = createVirtualShelf(clock, () => fate.draw('devices'), options.manners, ears, newCards);
  const config = configOf({
    terminal,
    hospital: demonstrationHospital.name,
    place,
    devices: shelf.config,
    ...found,
    ...options.config,
  });
  const journal = createMemoryJournal();
  const machine = createMachine(
    {
      clock,
      chance: { bytes: (count) => Uint8Array.from({ length: count }, () => 256 * fate.draw('terminal')) },
      journal,
      network: options.net?.(network, clock) ?? network,
      links: shelf.links,
      verify: inventedSeals.verify,
      log: options.onLog ?? (() => {}),
      ...(options.isEnrolled !== false && { signer: hub.enrol(terminal) }),
      ...(options.inspect && { inspect: options.inspect }),
    },
    config,
    options.cutAtWrite ?? (() => undefined),
  );
  return Object.assign(machine, {
    hospital,
    misbehaviour,
    clock,
    config,
    hub,
    shelf,
    reader: shelf.idCardReader,
    printer: shelf.receiptPrinter,
    journal,
  });
}

/** A terminal's configuration as its own program would read it; mistakes are bugs here. */
export function configOf(value: unknown): TerminalConfig {
  const read = readConfig(value);
  if (!read.ok) throw new TypeError(read.mistakes.join('\n'));
  return read.config;
}
