import type { Entry } from '../journal/entry.ts';
import { entryOf } from '../journal/journal.ts';
import type { JournalRecord } from '../journal/store.ts';
import { type Supplies, uncounted } from './supply-state.ts';

/**
 * The supplies after one more entry. A technician's count replaces what was reckoned; when more comes out than was
 * counted, the count was too low, and `loaded` grows with what came.
 */
export function suppliesAfter(supplies: Supplies, entry: Entry): Supplies {
  switch (entry.kind) {
    case 'journal.anchored':
      return { ...entry.supplies, printing: {} };
    case 'supply.counted':
      return counted(supplies, entry.device, entry.count);
    case 'card.delivered':
      // One that went into the bin has an entry of its own, as every card there has.
      return entry.state === 'handedOver' ? cardGone(supplies, 'issued') : supplies;
    case 'card.captured':
      return { ...cardGone(supplies, 'captured'), bin: supplies.bin + 1 };
    case 'bin.emptied':
      return { ...supplies, bin: 0 };
    case 'pages.out':
      return printed(supplies, entry.order, entry.pages);
    case 'delivery.done':
    case 'delivery.failed': {
      const { printing, ...after } = printed(supplies, entry.order, entry.pages);
      const { [entry.order]: _, ...others } = printing;
      return { ...after, printing: others };
    }
    default:
      return supplies;
  }
}

export function suppliesFrom(records: Iterable<JournalRecord>): Supplies {
  let supplies = uncounted;
  for (const record of records) supplies = suppliesAfter(supplies, entryOf(record));
  return supplies;
}

function counted(
  supplies: Supplies,
  device: Extract<Entry, { kind: 'supply.counted' }>['device'],
  count: number,
): Supplies {
  if (device === 'cardDispenser') {
    return { ...supplies, cards: { loaded: count, issued: 0, captured: 0, left: count } };
  }
  return device === 'reportPrinter' ? { ...supplies, sheets: { loaded: count, printed: 0, left: count } } : supplies;
}

function cardGone(supplies: Supplies, where: 'issued' | 'captured'): Supplies {
  const { cards } = supplies;
  if (!cards) return supplies;
  const left = Math.max(0, cards.left - 1);
  const gone = { ...cards, [where]: cards[where] + 1, left };
  return { ...supplies, cards: { ...gone, loaded: gone.issued + gone.captured + left } };
}

/** `pages` of the order are out by now; reports are printed on one side, so a page is a sheet. */
function printed(supplies: Supplies, order: string, pages: number): Supplies {
  const before = supplies.printing[order] ?? 0;
  const more = Math.max(0, pages - before);
  const next = { ...supplies, printing: { ...supplies.printing, [order]: before + more } };
  const { sheets } = supplies;
  if (!sheets) return next;
  const left = Math.max(0, sheets.left - more);
  const out = sheets.printed + more;
  return { ...next, sheets: { loaded: out + left, printed: out, left } };
}
