import type { Network } from '../../terminal/hospital/network.ts';
import type { LogEvent } from '../../terminal/log-event.ts';
import type { Signer } from '../../terminal/ports.ts';
import type { Shown, Tap } from '../../terminal/screen.ts';
import { createTerminal } from '../../terminal/terminal.ts';
import { createVirtualShelf, type VirtualShelf } from '../devices/virtual-shelf.ts';
import type { Dice } from '../fleet/dice.ts';
import { createAnswer } from '../hospital/answer.ts';
import { createInProcessNetwork } from '../hospital/in-process-network.ts';
import { createHospitalModel, type HospitalModel } from '../hospital/model.ts';
import type { HospitalWorld } from '../hospital/world.ts';
import { createMemoryJournal, type MemoryJournal } from '../world/memory-journal.ts';
import { createVirtualClock, type VirtualClock } from '../world/virtual-clock.ts';
import { configOf } from '../world/world.ts';
import type { PlannedTerminal } from './visit-plan.ts';

/** One terminal, everything it is connected to, and hands at all of it. */
export interface TwinKiosk {
  readonly clock: VirtualClock;
  readonly shelf: VirtualShelf;
  readonly hospital: HospitalModel;
  readonly journal: MemoryJournal;
  shown(): Shown;
  tap(tap: Tap, revision: number): void;
  /** A code for one payment from somebody's phone, another each time. */
  payerCode(): string;
  stop(): void;
}

export interface KioskParts {
  readonly planned: PlannedTerminal;
  readonly house: HospitalWorld;
  readonly zone: string;
  /** UTC milliseconds at which it is switched on. */
  readonly start: number;
  readonly dice: Dice;
  readonly signer: Signer;
  /** To the hub. */
  readonly toHub: Network;
  readonly log: (event: LogEvent) => void;
}

const hospitalUrl = 'https://hospital.invalid/api/v1';
export const hubUrl = 'https://hub.invalid/';

/** Cables as inside one machine: at their real speeds, and what is sent arrives in one piece. */
const manners = { chunks: false, noise: 0, flips: 0 };

/** Puts up a terminal with the devices its work needs, and switches it on. */
export function openTwinKiosk({ planned, house, zone, start, dice, signer, toHub, log }: KioskParts): TwinKiosk {
  const clock = createVirtualClock(start);
  const hospital = createHospitalModel({ world: house, now: clock.now, chance: dice.roll });
  const toHospital = createInProcessNetwork({ answer: createAnswer(hospital), baseUrl: hospitalUrl });
  const shelf = createVirtualShelf(clock, dice.roll, manners);
  const journal = createMemoryJournal();
  const { cards, reports } = planned.budget;
  const { idCardReader, receiptPrinter, chipCardReader, barcodeScanner, cardDispenser, reportPrinter } = shelf.config;
  const config = configOf({
    terminal: planned.terminal,
    hospital: planned.hospital,
    place: planned.place,
    zone,
    hospitalUrl,
    hubUrl,
    devices: {
      idCardReader,
      receiptPrinter,
      chipCardReader,
      barcodeScanner,
      ...(cards > 0 && { cardDispenser }),
      ...(reports > 0 && { reportPrinter }),
    },
  });
  const terminal = createTerminal(
    {
      clock,
      chance: { bytes: (count) => Uint8Array.from({ length: count }, () => 256 * dice.roll()) },
      journal,
      network: (request) => (request.url.startsWith(hubUrl) ? toHub(request) : toHospital(request)),
      links: shelf.links,
      log,
      signer,
    },
    config,
  );
  let payerCodes = 0;
  return {
    clock,
    shelf,
    hospital,
    journal,
    shown: terminal.shown,
    tap: (tap, revision) => terminal.tap({ tap, revision }),
    payerCode: () => `13${String(++payerCodes).padStart(16, '0')}`,
    stop: terminal.stop,
  };
}
