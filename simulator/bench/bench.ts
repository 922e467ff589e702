import * as v from 'valibot';
import type { InventedPerson } from '../../seeds/people.ts';
import { slipPicture } from '../devices/slip-picture.ts';
import type { VirtualShelf } from '../devices/virtual-shelf.ts';
import type { Controls } from '../hospital/controls.ts';
import { BenchCommand } from '../rehearsal/command.ts';
import type { BenchView } from '../rehearsal/device-views.ts';
import { createHands } from '../rehearsal/hands.ts';
import { type BenchHospital, devicesView, hospitalView, personView } from '../rehearsal/look.ts';
import { createWallet } from '../rehearsal/wallet.ts';

export interface BenchParts {
  readonly kiosk: string;
  readonly people: readonly InventedPerson[];
  readonly shelf: VirtualShelf;
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly hospital: BenchHospital & { readonly controls: Controls };
}

export interface Bench {
  view(): BenchView;
  /** The newest slip in the outlet as an SVG drawing, if there is one. */
  slipPicture(): string | undefined;
  /** The newest document the report printer was sent, a PDF file, if there is one. */
  report(): Uint8Array | undefined;
  /** Does what the page asks for. Returns why not, when it cannot be done. */
  run(message: unknown): string | undefined;
}

/** The hands of a technician: what lies on the readers, what is in the printers, and the phone that pays. */
export function createBench({ kiosk, people, shelf, now, hospital }: BenchParts): Bench {
  const wallet = createWallet(people, shelf.newCards);
  const obey = createHands({ shelf, people, wallet, now, controls: hospital.controls, terminals: [] });
  const listed = people.map(personView);

  return {
    view: () => ({
      kiosk,
      people: listed,
      ...devicesView(shelf, people, wallet),
      ...hospitalView(hospital),
    }),
    slipPicture() {
      const slip = shelf.receiptPrinter.state().slips.at(-1);
      return slip && slipPicture(slip);
    },
    report: () => shelf.reportPrinter.state().jobs.at(-1)?.document,
    run(message) {
      const read = v.safeParse(BenchCommand, message);
      return read.success ? obey(read.output) : 'this is no command of the bench';
    },
  };
}
