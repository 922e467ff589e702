import type { Catalogue } from '../texts/catalogue.ts';
import { yuan } from '../texts/money.ts';

/** An amount with its unit small beside it. `fen` is in fen. */
export function Money({ fen, words }: { readonly fen: number; readonly words: Catalogue }) {
  if (fen === 0) return <span class="money">{words.free}</span>;
  return (
    <span class="money">
      <span class="unit">¥</span>
      {yuan(fen, words.locale)}
    </span>
  );
}
