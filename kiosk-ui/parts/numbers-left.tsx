import { Ban } from 'lucide-preact';
import type { Catalogue } from '../texts/catalogue.ts';

/** How many numbers are left, or that there are none: said in words, with a sign. */
export function NumbersLeft({ left, words }: { readonly left: number; readonly words: Catalogue }) {
  return left > 0 ? (
    <span class="left">{words.numbersLeft(left)}</span>
  ) : (
    <span class="left left-none">
      <Ban class="icon" />
      {words.full}
    </span>
  );
}
