import { people } from '../../seeds/people.ts';
import type { M1Card } from '../devices/m1-card.ts';
import { slipText } from '../devices/paper.ts';
import type { PrintedPage } from '../devices/sheet-printer.ts';
import type { CardsAbout } from './invariants/cards.ts';
import { entriesOf } from './invariants/orders.ts';
import type { PapersOfSession } from './invariants/papers.ts';
import type { World } from './world.ts';

/** What comes out of one terminal, and before whom. */
export interface Harvest {
  /** Somebody comes: a person by their place in the list, or a technician. What lies there is of those before. */
  comes(person: number | undefined): void;
  takePapers(): void;
  takeCard(): boolean;
  emptyBin(): void;
  papers(): readonly PapersOfSession[];
  cards(): CardsAbout;
  /** Whose the order of a number is, as far as that can be told. */
  personOf(orderNumber: string): number | undefined;
}

/** Cards in the stack when the world begins. */
const stackOf = ({ shelf }: World) => shelf.cardDispenser.state().stack.length;

export function createHarvest(world: World): Harvest {
  const { shelf, journal, hospital } = world;
  const { receiptPrinter, reportPrinter, cardDispenser } = shelf;
  const loaded = stackOf(world);
  const inHands: M1Card[] = [];
  const inCustody: M1Card[] = [];
  const sessions: { person: number | undefined; since: number; slips: string[]; sheets: PrintedPage[] }[] = [];

  function takePapers(): void {
    const session = sessions.at(-1);
    const slips = receiptPrinter.take();
    const sheets = reportPrinter.take();
    session?.slips.push(...slips.map(slipText));
    session?.sheets.push(...sheets);
  }

  /** By the visit that opened the order, or by the record behind it. */
  function personOf(orderNumber: string): number | undefined {
    const order = journal.order(orderNumber);
    const opened =
      order && entriesOf(journal).findIndex((it) => it.kind === 'order.opened' && it.order === orderNumber);
    if (opened !== undefined) return sessions.findLast(({ since }) => since <= opened)?.person;
    const row = hospital.ledgers.transactions().find((it) => it.orderNumber === orderNumber);
    const at = people.findIndex(({ record, otherRecords }) =>
      [record, ...otherRecords].some((it) => it !== undefined && it.recordId === row?.recordId),
    );
    return at < 0 ? undefined : at;
  }

  return {
    comes(person) {
      takePapers();
      sessions.push({ person, since: journal.last()?.sequence ?? 0, slips: [], sheets: [] });
    },
    takePapers,
    takeCard() {
      const card = cardDispenser.take();
      if (card) inHands.push(card);
      return card !== undefined;
    },
    emptyBin() {
      inCustody.push(...cardDispenser.emptyBin());
    },
    papers() {
      takePapers();
      return sessions;
    },
    cards: () => ({ loaded, machine: cardDispenser.state(), inHands, inCustody }),
    personOf,
  };
}
