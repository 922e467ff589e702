import { people } from '../../seeds/people.ts';
import type { M1Card } from '../devices/m1-card.ts';
import { slipText } from '../devices/paper.ts';
import type { PrintedPage } from '../devices/sheet-printer.ts';
import type { Ledgers } from '../hospital/ledgers.ts';
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
  /** Who stood there when each order was opened here, by its number. */
  openers(): ReadonlyMap<string, number | undefined>;
}

/** Cards in the stack when the world begins. */
const stackOf = ({ shelf }: World) => shelf.cardDispenser.state().stack.length;

export function createHarvest(world: World): Harvest {
  const { shelf, journal } = world;
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
    openers() {
      const opened = entriesOf(journal).map((entry) => (entry.kind === 'order.opened' ? entry.order : undefined));
      return new Map(
        opened.flatMap((order, at) =>
          order === undefined ? [] : [[order, sessions.findLast(({ since }) => since <= at)?.person] as const],
        ),
      );
    },
  };
}

/** Whose the order of a number is: who stood where it was opened, else whose record it is of, as far as that can be told. */
export function ownersOf(harvests: readonly Harvest[], ledgers: Ledgers): (orderNumber: string) => number | undefined {
  const openers = new Map(harvests.flatMap((harvest) => [...harvest.openers()]));
  return (orderNumber) => {
    if (openers.has(orderNumber)) return openers.get(orderNumber);
    const row = ledgers.transactions().find((it) => it.orderNumber === orderNumber);
    const at = people.findIndex(({ record, otherRecords }) =>
      [record, ...otherRecords].some((it) => it !== undefined && it.recordId === row?.recordId),
    );
    return at < 0 ? undefined : at;
  };
}
