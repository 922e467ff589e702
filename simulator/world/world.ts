import { demonstrationHospital } from '../../seeds/hospital.ts';
import { createHub, type Hub } from '../../statistics/hub.ts';
import type { HubStore } from '../../statistics/store/hub-store.ts';
import { readConfig, type TerminalConfig } from '../../terminal/config.ts';
import type { Network, NetworkReply } from '../../terminal/hospital/network.ts';
import type { JournalRecord } from '../../terminal/journal/store.ts';
import type { LogEvent } from '../../terminal/log-event.ts';
import type { Shown } from '../../terminal/screen.ts';
import { createTerminal, type Terminal } from '../../terminal/terminal.ts';
import type { LineManners } from '../devices/line.ts';
import { createVirtualShelf, type VirtualShelf } from '../devices/virtual-shelf.ts';
import { createAnswer } from '../hospital/answer.ts';
import { createInProcessNetwork } from '../hospital/in-process-network.ts';
import { createMisbehaviour, type MisbehavingFront } from '../hospital/misbehaviour.ts';
import { createHospitalModel, type HospitalModel } from '../hospital/model.ts';
import { noticePublicKey } from '../hospital/notices.ts';
import type { HospitalWorld } from '../hospital/world.ts';
import type { Fate } from './fate.ts';
import { memoryHubStore } from './memory-hub-store.ts';
import { createMemoryJournal, type MemoryJournal } from './memory-journal.ts';
import { type CutAtWrite, type Mortal, mortal } from './mortal.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';

/** Monday, 23 November 2026, 8:05 in Nanjing: the hall is full. */
export const mondayMorning = Date.UTC(2026, 10, 23, 0, 5);

/** An invented key: notices of this world's hospital are signed with it. */
const noticeSecret = new Uint8Array(32).fill(9);

const hospitalUrl = 'https://hospital.invalid/api/v1';
const hubUrl = 'https://hub.invalid/';

export interface WorldOptions {
  readonly fate: Fate;
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
}

/** One terminal with everything around it, in virtual time: the terminal's own code, and virtual far ends. */
export interface World {
  readonly clock: VirtualClock;
  readonly config: TerminalConfig;
  readonly hospital: HospitalModel;
  readonly misbehaviour: MisbehavingFront;
  /** The devices, with hands on them. */
  readonly shelf: VirtualShelf;
  /** The two that most errands use. */
  readonly reader: VirtualShelf['idCardReader'];
  readonly printer: VirtualShelf['receiptPrinter'];
  readonly journal: MemoryJournal;
  readonly hub: Hub;
  readonly hubStore: HubStore;
  /** Starts the terminal; after a cut it finds the journal and the devices as they were left. */
  powerOn(): void;
  cutPower(): void;
  /** The terminal, while it has power. */
  readonly terminal: Terminal | undefined;
  readonly shown: Shown | undefined;
  /** The last journal record whose writing was acknowledged to a terminal. */
  readonly acknowledged: JournalRecord | undefined;
}

export function createWorld(options: WorldOptions): World {
  const { fate } = options;
  const clock = createVirtualClock(options.start ?? mondayMorning);
  const chance = () => fate.draw('devices');

  const hospital = createHospitalModel({
    world: options.hospital ?? demonstrationHospital,
    now: clock.now,
    chance: () => fate.draw('hospital'),
    noticeKey: noticeSecret,
  });
  const misbehaviour = createMisbehaviour(clock);
  const answer = createAnswer(hospital);
  const toHospital = createInProcessNetwork({ answer, baseUrl: hospitalUrl, front: misbehaviour.front });

  const shelf = createVirtualShelf(clock, chance, options.manners);
  const config = terminalConfig('T-001', {
    devices: shelf.config,
    noticeKey: noticePublicKey(noticeSecret),
    ...options.config,
  });
  const hubStore = memoryHubStore();
  const register = { terminals: [{ terminal: config.terminal, unit: config.hospital, place: config.place }] };
  const hub = createHub({ clock, store: hubStore, log: () => {} }, { register, zone: config.zone });

  const everywhere: Network = (request) =>
    request.url.startsWith(hubUrl) ? toHub(hub, request.body) : toHospital(request);
  const network = options.net?.(everywhere, clock) ?? everywhere;

  const journal = createMemoryJournal();

  let power: Mortal | undefined;
  let terminal: Terminal | undefined;
  let acknowledged: JournalRecord | undefined;

  const log = options.onLog ?? (() => {});

  return {
    clock,
    config,
    hospital,
    misbehaviour,
    shelf,
    reader: shelf.idCardReader,
    printer: shelf.receiptPrinter,
    journal,
    hub,
    hubStore,
    powerOn() {
      if (terminal) return;
      const bytes = (count: number) => Uint8Array.from({ length: count }, () => 256 * fate.draw('terminal'));
      const ports = { clock, chance: { bytes }, journal, network, links: shelf.links, log };
      power = mortal(ports, options.cutAtWrite ?? (() => undefined), () => {
        acknowledged = power?.acknowledged ?? acknowledged;
        terminal = undefined;
      });
      terminal = createTerminal(power.ports, config);
      if (!power.alive) terminal = undefined;
    },
    cutPower: () => power?.kill(),
    get terminal() {
      return terminal;
    },
    get shown() {
      return terminal?.shown();
    },
    get acknowledged() {
      return power?.acknowledged ?? acknowledged;
    },
  };
}

function terminalConfig(terminal: string, more: Readonly<Record<string, unknown>>): TerminalConfig {
  const read = readConfig({
    terminal,
    hospital: demonstrationHospital.name,
    place: { zh: '门诊大厅', en: 'Outpatient hall' },
    hospitalUrl,
    hubUrl,
    ...more,
  });
  if (!read.ok) throw new TypeError(read.mistakes.join('\n'));
  return read.config;
}

async function toHub(hub: Hub, body: string | undefined): Promise<NetworkReply> {
  const received = await hub.receive(JSON.parse(body ?? 'null'));
  const reply = (status: number, json: unknown) => ({ status, headers: {}, body: JSON.stringify(json) });
  return received.ok ? reply(200, received.receipt) : reply(received.problem.status, received.problem);
}
