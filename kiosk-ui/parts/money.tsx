import type { Catalogue } from '../texts/catalogue.ts';
import { yuan } from '../texts/money.ts';

interface MoneyProps {
  readonly fen: number;
  readonly words: Catalogue;
  /** A sum among others stays a number when it is nothing; a price is then a word. */
  readonly exact?: boolean;
}

/** An amount with its unit small beside it. `fen` is in fen. */
export function Money({ fen, words, exact = false }: MoneyProps) {
  if (fen === 0 && !exact) return <span class="money">{words.free}</span>;
  return (
    <span class="money">
      <span class="unit">¥</span>
      {yuan(fen, words.locale)}
    </span>
  );
}
