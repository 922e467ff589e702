import type { InventedPerson } from '../../seeds/people.ts';
import { numberOn } from '../devices/hospital-card.ts';
import type { M1Card } from '../devices/m1-card.ts';
import { hospitalCardPlace, type VirtualShelf } from '../devices/virtual-shelf.ts';
import type { Controls, WaitingOrder } from '../hospital/controls.ts';
import type { Ledgers } from '../hospital/ledgers.ts';
import type { BenchCard, BenchChipCard, BenchOrder, BenchPerson, BenchView } from './device-views.ts';
import type { Wallet } from './wallet.ts';

/** The hospital as the bench sees it. */
export interface BenchHospital {
  readonly controls: Pick<Controls, 'ordersWaiting' | 'ordersEnded' | 'chargesToCome'>;
  readonly ledgers: Pick<Ledgers, 'transactions'>;
}

/** One person as the page lists them. */
export const personView = ({ card, about, aboutZh, cards, codes }: InventedPerson): BenchPerson => ({
  name: card.name,
  about,
  aboutZh,
  hospitalCard: cards.hospitalCard !== undefined,
  socialSecurityCard: cards.socialSecurity !== undefined,
  codes: codes.map(({ kind }) => kind),
});

export type HospitalView = Pick<BenchView, 'waiting' | 'ended' | 'charges' | 'releasable'>;
export type DevicesView = Omit<BenchView, 'kiosk' | 'people' | keyof HospitalView>;

/** Orders a payer has done with, as many as a hand has use for. */
const shownEnded = 2;

const orderView = ({ orderNumber, amount, state, subject }: WaitingOrder): BenchOrder => ({
  orderNumber,
  amount,
  state,
  subject: subject.zh,
});

/** What the hospital's books say of its payments and its patients' money. */
export function hospitalView({ controls, ledgers }: BenchHospital): HospitalView {
  return {
    waiting: controls.ordersWaiting().map(orderView),
    ended: controls.ordersEnded(shownEnded).map(orderView),
    charges: controls.chargesToCome(),
    releasable: ledgers
      .transactions()
      .toSorted((a, b) => b.at - a.at)
      .flatMap(({ orderNumber, title, items }) => {
        const open = items.filter(({ state }) => state === 'open');
        if (open.length === 0) return [];
        const shown = open.map((item) => ({ itemId: item.itemId, title: item.title.zh }));
        return [{ orderNumber, title: title.zh, items: shown }];
      }),
  };
}

/** What eyes see of the devices. */
export function devicesView(shelf: VirtualShelf, people: readonly InventedPerson[], wallet: Wallet): DevicesView {
  const { swipes, connected } = shelf.magneticCardReader.state();
  return {
    reader: idCardReaderView(shelf, people),
    chipCardReader: chipCardReaderView(shelf, wallet),
    magneticCardReader: { swipes, connected },
    scanner: scannerView(shelf),
    printer: receiptPrinterView(shelf),
    cardDispenser: cardDispenserView(shelf),
    reportPrinter: reportPrinterView(shelf),
  };
}

function idCardReaderView({ idCardReader }: VirtualShelf, people: readonly InventedPerson[]): BenchView['reader'] {
  const { card, reading, connected } = idCardReader.state();
  const holder = people.findIndex((person) => person.card === card);
  return { reading, connected, ...(holder >= 0 && { card: holder }) };
}

function chipCardReaderView({ chipCardReader }: VirtualShelf, wallet: Wallet): BenchView['chipCardReader'] {
  const { card, busy, connected } = chipCardReader.state();
  if (!card) return { busy, connected };
  const held = wallet.whose(card);
  const shown: BenchChipCard = held ? { kind: 'held', ...held } : { kind: card.kind === 'storage' ? 'issued' : 'bank' };
  return { card: shown, busy, connected };
}

function scannerView({ barcodeScanner }: VirtualShelf): BenchView['scanner'] {
  const { shown, looking, connected } = barcodeScanner.state();
  const text = typeof shown?.data === 'string' ? shown.data : undefined;
  return { looking, connected, ...(text !== undefined && { shown: text }) };
}

function receiptPrinterView({ receiptPrinter }: VirtualShelf): BenchView['printer'] {
  const { paperLeft, cover, connected, hanging, slips, taken } = receiptPrinter.state();
  return { paper: Math.round(paperLeft), cover, connected, hanging, slips, taken };
}

function cardView(card: M1Card): BenchCard {
  const number = numberOn(card, hospitalCardPlace);
  return number === undefined ? {} : { number };
}

function cardDispenserView({ cardDispenser }: VirtualShelf): BenchView['cardDispenser'] {
  const { stack, bin, taken, onTheWay, moving, connected, faults } = cardDispenser.state();
  const latest = taken.at(-1);
  return {
    stack: stack.length,
    bin: bin.length,
    moving: moving !== undefined,
    jams: faults.filter((fault) => fault === 'jamOnTheWay').length,
    connected,
    ...(onTheWay && { onTheWay: { ...cardView(onTheWay.card), place: onTheWay.place } }),
    ...(latest && { taken: cardView(latest) }),
  };
}

function reportPrinterView({ reportPrinter }: VirtualShelf): BenchView['reportPrinter'] {
  const { sheets, toner, path, printing, reasons, output, jobs } = reportPrinter.state();
  return { sheets, toner, jammed: path === 'jammed', printing, reasons, output, document: jobs.length > 0 };
}
