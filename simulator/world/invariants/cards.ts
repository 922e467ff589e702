import type { JournalStore } from '../../../terminal/journal/store.ts';
import type { CardMachineState } from '../../devices/card-machine.ts';
import { numberOn } from '../../devices/hospital-card.ts';
import type { M1Card } from '../../devices/m1-card.ts';
import { hospitalCardPlace } from '../../devices/virtual-shelf.ts';
import type { Ledgers } from '../../hospital/ledgers.ts';
import { entriesOf } from './orders.ts';
import { type Violation, violated } from './violation.ts';

/** Where the cards of one dispenser are. */
export interface CardsAbout {
  /** Put into the stack since the world began. */
  readonly loaded: number;
  readonly machine: Pick<CardMachineState, 'stack' | 'onTheWay' | 'bin'>;
  /** Taken at the gate by patients. */
  readonly inHands: readonly M1Card[];
  /** Taken out of the bin by a technician. */
  readonly inCustody: readonly M1Card[];
}

/**
 * I2: no card leaves without a bound record, no bound record is without a card in a hand or in custody, and every card is
 * somewhere. Holds when all is quiet. `elsewhere`: the cards of other terminals of the same hospital.
 */
export function cardsAreAccountedFor(
  ledgers: Ledgers,
  journal: JournalStore,
  about: CardsAbout,
  elsewhere: readonly CardsAbout[] = [],
): Violation[] {
  const { loaded, machine, inHands, inCustody } = about;
  const found: Violation[] = [];
  const bin = [...machine.bin, ...inCustody];
  const left = machine.stack.length + (machine.onTheWay ? 1 : 0);
  if (loaded !== left + bin.length + inHands.length) {
    found.push(
      violated('I2', `${loaded} cards were loaded: ${left} left, ${bin.length} captured, ${inHands.length} issued`),
    );
  }
  const everywhere = [about, ...elsewhere];
  const hands = everywhere.flatMap((it) => it.inHands.map(numberOf));
  const kept = everywhere.flatMap((it) => keptIn(it).map(numberOf));
  const rows = ledgers.cards();
  const bound = new Set(rows.map(({ cardNumber }) => cardNumber));
  for (const number of inHands.map(numberOf)) {
    if (number === undefined || !bound.has(number)) found.push(violated('I2', 'a card left without a bound record'));
  }
  for (const { cardNumber, recordId, state } of rows) {
    const isThere = {
      bound: false,
      handedOver: hands.includes(cardNumber),
      captured: kept.includes(cardNumber),
      lost: true,
    }[state];
    if (!isThere) found.push(violated('I2', `the card of ${recordId} is ${state}, and no card is there`));
  }
  const entries = entriesOf(journal);
  const captured = entries.filter(({ kind }) => kind === 'card.captured').length;
  if (Math.abs(captured - bin.length) > doubts(journal) + (machine.onTheWay ? 1 : 0)) {
    found.push(violated('I2', `the journal has ${captured} cards captured, the bin ${bin.length}`));
  }
  // One that could not be moved stays until the next is taken; the journal says that it was tried.
  const standing = machine.onTheWay?.place;
  const isTried = entries.filter(({ kind }) => kind === 'card.capturing').length > captured;
  if (standing !== undefined && standing !== 'between' && !isTried && doubts(journal) === 0) {
    found.push(violated('I2', `a card stands in the machine, at ${standing}`));
  }
  return found;
}

const numberOf = (card: M1Card) => numberOn(card, hospitalCardPlace);

/** A card that cannot be moved is in custody too, inside the machine. */
const keptIn = ({ machine, inCustody }: CardsAbout): readonly M1Card[] => [
  ...machine.bin,
  ...inCustody,
  ...(machine.onTheWay ? [machine.onTheWay.card] : []),
];

/** Nobody knows whether a card is in the bin when the power or the line is lost just then; a start finds out half of it. */
const doubts = (journal: JournalStore): number =>
  entriesOf(journal).filter((entry) => {
    if (entry.kind === 'terminal.started') return entry.after > 0;
    const isLost = entry.kind === 'device.fault' && (entry.fault === 'offline' || entry.fault === 'timeOut');
    return isLost && entry.device === 'cardDispenser';
  }).length;
