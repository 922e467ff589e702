import { demonstrationHospital } from '../../seeds/hospital.ts';
import { type InventedPerson, people } from '../../seeds/people.ts';
import { demonstrationTechnician } from '../../seeds/technician.ts';
import type { JournalStore } from '../../terminal/journal/store.ts';
import type { Log } from '../../terminal/log-event.ts';
import { createCardBox } from '../devices/card-box.ts';
import { createVirtualShelf } from '../devices/virtual-shelf.ts';
import type { RenderReport } from '../hospital/report-paper.ts';
import type { HospitalWorld } from '../hospital/world.ts';
import { createFate } from '../world/fate.ts';
import type { HubEnd } from '../world/memory-hub.ts';
import { createSurroundings, type Surroundings } from '../world/surroundings.ts';
import { configOf } from '../world/world.ts';
import type { WorldClock } from '../world/world-clock.ts';
import type { RehearsalCommand } from './command.ts';
import { commandWords } from './command-words.ts';
import { createHeard } from './heard.ts';
import { createHospitalHands, isHospitalCommand } from './hospital-hands.ts';
import { createKiosk, type Kiosk } from './kiosk.ts';
import { hospitalView, personView } from './look.ts';
import type { SurroundingsView } from './rehearsal-view.ts';
import { createWallet } from './wallet.ts';

export interface RehearsalOptions {
  readonly clock: WorldClock;
  readonly seed: number;
  readonly terminals: number;
  readonly hospital?: HospitalWorld;
  readonly hub: HubEnd;
  /** Where a terminal's journal is kept. */
  readonly journal: (terminal: string) => JournalStore;
  readonly render?: RenderReport;
  readonly log?: (terminal: string) => Log;
}

/**
 * A world to rehearse in: terminals with virtual devices, one hospital, one hub, and hands everywhere. It is all of it a
 * function of its seed, its clock and the commands it is given: the same at the same times bring it about again.
 */
export interface Rehearsal extends Omit<Surroundings, 'network' | 'config'> {
  readonly hub: HubEnd;
  readonly people: readonly InventedPerson[];
  readonly zone: string;
  readonly kiosks: readonly Kiosk[];
  kiosk(name: string): Kiosk | undefined;
  /** Does what a hand does, at a terminal where it is one's. Returns why not, when it cannot be done. */
  run(command: RehearsalCommand, terminal?: string): string | undefined;
  view(): SurroundingsView;
  /** Switches every terminal off. */
  stop(): void;
}

const place = { zh: '门诊大厅', en: 'Outpatient hall' };

export function createRehearsal(options: RehearsalOptions): Rehearsal {
  const { clock, hub, render, hospital: hall = demonstrationHospital } = options;
  const zone = hall.timeZone;
  const fate = createFate(options.seed);
  const names = Array.from({ length: options.terminals }, (_, index) => `T-${String(index + 1).padStart(3, '0')}`);
  const {
    network,
    config: found,
    ...surroundings
  } = createSurroundings({
    clock,
    chance: () => fate.draw('hospital'),
    hospital: hall,
    hub,
    ...(render && { render }),
  });
  const { hospital, misbehaviour } = surroundings;

  const newCards = createCardBox();
  const wallet = createWallet(people, newCards);

  const kiosks = names.map((terminal) => {
    const heard = createHeard(clock.now);
    const luck = () => fate.draw(`devices of ${terminal}`);
    const shelf = createVirtualShelf(clock, luck, undefined, heard.ears, newCards);
    return createKiosk({
      clock,
      shelf,
      heard,
      people,
      wallet,
      network,
      signer: hub.enrol(terminal),
      config: configOf({
        terminal,
        hospital: hall.name,
        place,
        zone,
        technician: demonstrationTechnician,
        devices: shelf.config,
        ...found,
      }),
      chance: {
        bytes: (count) => Uint8Array.from({ length: count }, () => 256 * fate.draw(`chance of ${terminal}`)),
      },
      journal: options.journal(terminal),
      log: options.log?.(terminal) ?? (() => {}),
    });
  });
  const atHospital = createHospitalHands({
    people,
    now: clock.now,
    controls: hospital.controls,
    misbehaviour,
    terminals: names,
  });
  const listed = people.map(personView);
  for (const { machine } of kiosks) machine.powerOn();

  const kioskOf = (name: string) => kiosks.find((it) => it.name === name);

  return {
    ...surroundings,
    hub,
    people,
    zone,
    kiosks,
    kiosk: kioskOf,
    run(command, terminal = names[0] ?? '') {
      const kiosk = kioskOf(terminal);
      if (!kiosk) return `there is no terminal ${terminal}`;
      if (!isHospitalCommand(command)) return kiosk.run(command);
      const words = commandWords(command, people);
      for (const { timeline } of kiosks) timeline.note({ kind: 'hand', words });
      return atHospital(command);
    },
    view: () => ({
      people: listed,
      zone,
      hospital: { ...hospitalView(hospital), misbehaviours: misbehaviour.ordered() },
    }),
    stop() {
      for (const { machine } of kiosks) machine.terminal?.stop();
    },
  };
}
