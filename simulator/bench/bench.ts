import * as v from 'valibot';
import type { InventedPerson } from '../../seeds/people.ts';
import { slipPicture } from '../devices/slip-picture.ts';
import type { VirtualIdCardReader } from '../devices/virtual-id-card-reader.ts';
import type { VirtualReceiptPrinter } from '../devices/virtual-receipt-printer.ts';
import type { HospitalModel } from '../hospital/model.ts';
import { BenchCommand, type BenchView } from './protocol.ts';

export interface BenchParts {
  readonly kiosk: string;
  readonly people: readonly InventedPerson[];
  readonly reader: VirtualIdCardReader;
  readonly printer: VirtualReceiptPrinter;
  readonly hospital: HospitalModel;
}

export interface Bench {
  view(): BenchView;
  /** The newest slip in the outlet as an SVG drawing, if there is one. */
  slipPicture(): string | undefined;
  /** Does what the page asks for. Returns why not, when it cannot be done. */
  run(message: unknown): string | undefined;
}

/** The hands of a technician: what lies on the reader, what is in the printer, and the phone that pays. */
export function createBench({ kiosk, people, reader, printer, hospital }: BenchParts): Bench {
  const names = people.map(({ card, about }) => ({ name: card.name, about }));

  function obey(command: BenchCommand): string | undefined {
    switch (command.do) {
      case 'putCard': {
        const person = people[command.person];
        if (!person) return `there is no person ${command.person}`;
        return void reader.put(person.card);
      }
      case 'takeCard':
        return void reader.take();
      case 'takeSlips':
        return void printer.take();
      case 'openCover':
        return void printer.set({ cover: 'open' });
      case 'closeCover':
        return void printer.set({ cover: 'closed' });
      case 'setPaper':
        return void printer.set({ paperLeft: command.millimetres });
      case 'startPaying':
      case 'pay':
      case 'decline': {
        const result = hospital.controls[command.do](command.order);
        return result.ok ? undefined : `order ${command.order}: ${result.why}`;
      }
    }
  }

  return {
    view() {
      const { card, reading, connected } = reader.state();
      const holder = people.findIndex((person) => person.card === card);
      const paper = printer.state();
      return {
        kiosk,
        people: names,
        reader: { reading, connected, ...(holder >= 0 && { card: holder }) },
        printer: {
          paper: Math.round(paper.paperLeft),
          cover: paper.cover,
          connected: paper.connected,
          hanging: paper.hanging,
          slips: paper.slips,
        },
        waiting: hospital.controls
          .ordersWaiting()
          .map(({ orderNumber, amount, state }) => ({ orderNumber, amount, state })),
      };
    },
    slipPicture() {
      const slip = printer.state().slips.at(-1);
      return slip && slipPicture(slip);
    },
    run(message) {
      const read = v.safeParse(BenchCommand, message);
      return read.success ? obey(read.output) : 'this is no command of the bench';
    },
  };
}
