import type { LocalText } from '../../terminal/screen/parts.ts';
import type { Stage } from '../view.ts';
import './bill-items.css';
import { folded } from './folded.ts';
import { Money } from './money.tsx';

interface BillItemsProps {
  readonly items: readonly { readonly title: LocalText; readonly amount: number }[];
  readonly stage: Stage;
}

/** What it consists of, line by line; of a long bill the last line is the sum of what has no line of its own. */
export function BillItems({ items, stage: { words, say, surround } }: BillItemsProps) {
  const { lines, rest } = folded(items, surround.modes.elder ? 3 : 5);
  return (
    <ul class="items" aria-label={words.labels.items}>
      {lines.map(({ title, amount }, at) => (
        // The same thing may stand there twice.
        <li key={at}>
          <span data-clamped>{say(title)}</span> <Money fen={amount} words={words} exact />
        </li>
      ))}
      {rest && (
        <li>
          <span>{words.moreItems(rest.count)}</span> <Money fen={rest.amount} words={words} exact />
        </li>
      )}
    </ul>
  );
}
