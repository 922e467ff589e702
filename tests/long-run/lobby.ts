/** A real terminal's surroundings in real time: virtual devices on lines of this machine, and a virtual hospital over HTTP. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { people } from '../../seeds/people.ts';
import { createCardBox } from '../../simulator/devices/card-box.ts';
import { createVirtualShelf } from '../../simulator/devices/virtual-shelf.ts';
import { createAnswer } from '../../simulator/hospital/answer.ts';
import { createHandlers } from '../../simulator/hospital/handlers.ts';
import { startHospitalServer } from '../../simulator/hospital/server.ts';
import { openOutlets } from '../../simulator/outlets/outlets.ts';
import { createWallet } from '../../simulator/rehearsal/wallet.ts';
import { busyHospital } from '../../simulator/world/busy-hospital.ts';
import type { Fate } from '../../simulator/world/fate.ts';
import { createMemoryHub } from '../../simulator/world/memory-hub.ts';
import { mendDevices } from '../../simulator/world/mishaps/device-mishaps.ts';
import type { AtTheTerminal, Visitor } from '../../simulator/world/patient/at-the-terminal.ts';
import { createSurroundings } from '../../simulator/world/surroundings.ts';
import { createVisitors } from '../../simulator/world/visitors.ts';
import { systemClock } from '../../terminal/system.ts';
import { handsAt } from './hands-at.ts';

export interface Lobby {
  /** The terminal's configuration, written to a file. */
  readonly config: string;
  /** Hands, phones and pockets; not the glass. */
  readonly at: Omit<AtTheTerminal, 'shown' | 'tap'>;
  nextVisitor(): Visitor;
  /** Fills up what has run out, and leaves nothing lying about. */
  tidy(): void;
  close(): Promise<void>;
}

const anyPort = {
  'id-card-reader': 0,
  'receipt-printer': 0,
  'card-dispenser': 0,
  'barcode-scanner': 0,
  'report-printer': 0,
};

export async function openLobby(fate: Fate, folder: string): Promise<Lobby> {
  const clock = systemClock;
  const chance = () => fate.draw('lobby');
  const seeds = busyHospital(fate);
  const newCards = createCardBox();
  const shelf = createVirtualShelf(clock, chance, undefined, undefined, newCards);
  const hands = handsAt(shelf, newCards);
  const { hospital, misbehaviour, config } = createSurroundings({
    clock,
    chance,
    hospital: seeds,
    hub: createMemoryHub(clock),
  });
  const handlers = createHandlers({ answer: createAnswer(hospital), front: misbehaviour.front });
  const server = await startHospitalServer(handlers, 0);
  const outlets = await openOutlets({ shelf, clock, chance, folder: join(folder, 'ports'), ports: anyPort });
  const file = join(folder, 'terminal.json');
  const terminal = {
    terminal: 'T-001',
    hospital: seeds.name,
    place: { zh: '门诊大厅', en: 'Outpatient hall' },
    hospitalUrl: server.baseUrl,
    noticeKey: config.noticeKey,
    devices: outlets.config,
  };
  writeFileSync(file, JSON.stringify(terminal));
  return {
    config: file,
    at: {
      clock,
      fate,
      ...hands,
      wallet: createWallet(people, newCards),
      platform: hospital.controls,
    },
    nextVisitor: createVisitors(seeds, fate, () => []),
    tidy() {
      hands.takePapers();
      hands.refill();
      mendDevices({ shelf });
    },
    async close() {
      await outlets.close();
      await server.close();
    },
  };
}
