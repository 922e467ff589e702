import type { Catalogue } from '../texts/catalogue.ts';
import { yuan } from '../texts/money.ts';
import './money.css';

interface MoneyProps {
  readonly fen: number;
  readonly words: Catalogue;
  /** A sum among others stays a number when it is nothing; a price is then a word. */
  readonly exact?: boolean;
}

/** An amount is never cut or broken: one that is longer than anybody's bill stands smaller. */
const sizeOf = (amount: string) => (amount.length > 15 ? ' money-longest' : amount.length > 10 ? ' money-long' : '');

/** An amount with its unit small beside it. `fen` is in fen. */
export function Money({ fen, words, exact = false }: MoneyProps) {
  if (fen === 0 && !exact) return <span class="money">{words.free}</span>;
  const amount = yuan(fen, words.locale);
  return (
    <span class={`money${sizeOf(amount)}`}>
      <span class="unit">¥</span>
      {amount}
    </span>
  );
}
