import type { ErrandName } from '../../../seeds/clinic.ts';
import type { CardMachineFault } from '../../devices/card-machine.ts';
import type { FaultPlan } from '../../devices/fault-plan.ts';
import { createBlankCard } from '../../devices/m1-card.ts';
import type { VirtualShelf } from '../../devices/virtual-shelf.ts';
import type { FaultSite } from '../fate.ts';
import type { World } from '../world.ts';
import type { Mishap, Scene } from './mishap.ts';

/** How long a plug stays out, in milliseconds. */
const unpluggedFor = 15_000;

interface Board<Device> {
  plug(name: string, device: Device): void;
  unplug(name: string): void;
}

function pullPlug<Device>({ clock }: World, board: Board<Device>, name: string, device: Device): () => void {
  board.unplug(name);
  let out = true;
  const plugIn = () => {
    if (out) board.plug(name, device);
    out = false;
  };
  clock.after(unpluggedFor, plugIn);
  return plugIn;
}

const once = <Fault extends string>(
  site: FaultSite,
  probability: number,
  device: (shelf: VirtualShelf) => FaultPlan<Fault>,
  fault: Fault,
  more: Partial<Mishap> = {},
): Mishap => ({
  site,
  probability,
  within: 0,
  ...more,
  strike({ world: { shelf } }) {
    device(shelf).failNext(fault);
    return undefined;
  },
});

const reader = ({ idCardReader }: VirtualShelf) => idCardReader;
const chips = ({ chipCardReader }: VirtualShelf) => chipCardReader;
const stripe = ({ magneticCardReader }: VirtualShelf) => magneticCardReader;
const scanner = ({ barcodeScanner }: VirtualShelf) => barcodeScanner;
const cards = ({ cardDispenser }: VirtualShelf) => cardDispenser;
const sheets = ({ reportPrinter }: VirtualShelf) => reportPrinter;

const readers: readonly Mishap[] = [
  once('reader.cardUnreadable', 0.05, reader, 'cardUnreadable'),
  once('reader.badChecksum', 0.05, reader, 'badChecksum'),
  once('reader.noise', 0.1, reader, 'noise'),
  once('reader.silent', 0.05, reader, 'silent'),
  {
    site: 'reader.unplugged',
    probability: 0.04,
    within: 20_000,
    strike: ({ world }) => pullPlug(world, world.shelf.boards.lines, 'id-card-reader', world.reader),
  },
  once('chips.collision', 0.04, chips, 'collision'),
  once('chips.removedMidway', 0.04, chips, 'removedMidway'),
  once('chips.mute', 0.04, chips, 'mute'),
  once('chips.wrongWord', 0.04, chips, 'wrongWord'),
  once('chips.late', 0.04, chips, 'late'),
  {
    site: 'chips.unplugged',
    probability: 0.04,
    within: 20_000,
    strike: ({ world }) => pullPlug(world, world.shelf.boards.chips, 'chip-card-reader', world.shelf.chipCardReader),
  },
  once('stripe.errorBits', 0.05, stripe, 'errorBits'),
  once('stripe.doubleSwipe', 0.05, stripe, 'doubleSwipe'),
  once('stripe.silent', 0.04, stripe, 'silent'),
  {
    site: 'stripe.unplugged',
    probability: 0.04,
    within: 20_000,
    strike: ({ world }) =>
      pullPlug(world, world.shelf.boards.usb, 'magnetic-card-reader', world.shelf.magneticCardReader),
  },
  once('scanner.badDecode', 0.05, scanner, 'badDecode'),
  once('scanner.doubleScan', 0.05, scanner, 'doubleScan'),
  once('scanner.junk', 0.05, scanner, 'junk'),
  once('scanner.silent', 0.04, scanner, 'silent'),
  {
    site: 'scanner.unplugged',
    probability: 0.05,
    within: 40_000,
    strike: ({ world }) => pullPlug(world, world.shelf.boards.usb, 'barcode-scanner', world.shelf.barcodeScanner),
  },
];

const receipts: readonly Mishap[] = [
  {
    site: 'printer.paperEnds',
    probability: 0.1,
    within: 60_000,
    strike({ world: { printer }, fate }) {
      printer.set({ paperLeft: Math.floor(150 * fate.draw('printer.millimetres')) });
      return undefined;
    },
  },
  ...(
    [
      ['printer.coverOpen', { cover: 'open' }, 60_000],
      ['printer.cutterJam', { cutter: 'jammed' }, 0],
      ['printer.pathJam', { path: 'jammed' }, 60_000],
    ] as const
  ).map(
    ([site, parts, within]): Mishap => ({
      site,
      probability: 0.05,
      within,
      strike({ world: { printer } }) {
        printer.set(parts);
        return undefined;
      },
    }),
  ),
  {
    site: 'printer.unplugged',
    probability: 0.06,
    within: 60_000,
    strike: ({ world }) => pullPlug(world, world.shelf.boards.lines, 'receipt-printer', world.printer),
  },
];

const cardErrand: readonly ErrandName[] = ['card'];
const ofCards = (site: FaultSite, probability: number, fault: CardMachineFault): Mishap =>
  once(site, probability, cards, fault, { errands: cardErrand });

const dispenser: readonly Mishap[] = [
  ofCards('cards.jamAtStack', 0.25, 'jamAtStack'),
  ofCards('cards.jamOnTheWay', 0.25, 'jamOnTheWay'),
  ofCards('cards.jamAtGate', 0.25, 'jamAtGate'),
  ofCards('cards.movedByHand', 0.25, 'movedByHand'),
  ofCards('cards.powerCut', 0.25, 'powerCut'),
  ofCards('cards.binFull', 0.25, 'binFull'),
  ofCards('cards.refuseWriting', 0.25, 'chipRefusesWriting'),
  ofCards('cards.forgetWriting', 0.25, 'chipForgetsWriting'),
  ofCards('cards.silent', 0.25, 'silent'),
  ofCards('cards.answerLost', 0.25, 'answerLost'),
  {
    site: 'cards.stackEmpty',
    probability: 0.25,
    within: 60_000,
    errands: cardErrand,
    strike({ world: { shelf } }) {
      const out = shelf.cardDispenser.unload();
      return () => shelf.cardDispenser.load(out);
    },
  },
  {
    site: 'cards.badCards',
    probability: 0.25,
    within: 0,
    errands: cardErrand,
    strike({ world: { shelf }, fate }) {
      const bad = 1 + Math.floor(4 * fate.draw('cards.howManyBad'));
      const good = shelf.cardDispenser.unload();
      // Dead cards in the places of good ones, so that there are as many as before.
      const dead = good.slice(0, bad).map(({ uid }) => createBlankCard(uid));
      shelf.cardDispenser.load([...dead, ...good.slice(bad)]);
      return undefined;
    },
  },
  {
    site: 'cards.unplugged',
    probability: 0.25,
    within: 60_000,
    errands: cardErrand,
    strike: ({ world }) => pullPlug(world, world.shelf.boards.lines, 'card-dispenser', world.shelf.cardDispenser),
  },
];

const reportErrand: readonly ErrandName[] = ['report'];
const wire = { errands: reportErrand };

const atPage = (site: FaultSite, accident: 'paperOut' | 'jam' | 'aborted' | 'powerOff'): Mishap => ({
  site,
  probability: 0.25,
  within: 0,
  errands: reportErrand,
  strike({ world: { shelf }, fate }: Scene) {
    shelf.reportPrinter.failAtPage(1 + Math.floor(3 * fate.draw('sheets.page')), accident);
    return undefined;
  },
});

const reportPrinter: readonly Mishap[] = [
  atPage('sheets.paperOut', 'paperOut'),
  atPage('sheets.jam', 'jam'),
  atPage('sheets.aborted', 'aborted'),
  atPage('sheets.powerOff', 'powerOff'),
  {
    site: 'sheets.tonerOut',
    probability: 0.25,
    within: 40_000,
    errands: reportErrand,
    strike({ world: { shelf }, fate }) {
      shelf.reportPrinter.set({ toner: Math.floor(3 * fate.draw('sheets.toner')) });
      return undefined;
    },
  },
  once('sheets.busy', 0.25, sheets, 'busy', wire),
  once('sheets.lostReply', 0.25, sheets, 'lostReply', wire),
  once('sheets.silent', 0.25, sheets, 'silent', wire),
  once('sheets.garbage', 0.25, sheets, 'garbage', wire),
  {
    site: 'sheets.unreachable',
    probability: 0.25,
    within: 60_000,
    errands: reportErrand,
    strike: ({ world }) => pullPlug(world, world.shelf.boards.network, 'report-printer', world.shelf.reportPrinter),
  },
];

export const deviceMishaps: readonly Mishap[] = [...readers, ...receipts, ...dispenser, ...reportPrinter];

/** A technician mends the devices, fills them up, and leaves nothing lying about. */
export function mendDevices({ shelf }: Pick<World, 'shelf'>): void {
  const { idCardReader, receiptPrinter, chipCardReader, magneticCardReader } = shelf;
  const { barcodeScanner, cardDispenser, reportPrinter } = shelf;
  idCardReader.clear();
  idCardReader.take();
  chipCardReader.clear();
  chipCardReader.take();
  magneticCardReader.clear();
  barcodeScanner.clear();
  barcodeScanner.hide();
  receiptPrinter.clear();
  receiptPrinter.set({ cover: 'closed', cutter: 'ok', path: 'ok', paperLeft: 80_000 });
  cardDispenser.clear();
  reportPrinter.clear();
  reportPrinter.set({ power: 'on', path: 'ok', sheets: 250, toner: 2000 });
}
