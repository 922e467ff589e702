import { CircleCheckBig } from 'lucide-preact';
import { SlowLine } from '../parts/slow-line.tsx';
import { money } from '../texts/money.ts';
import type { Draw } from '../view.ts';
import './confirming.css';

export const confirming: Draw<'confirming'> = ({ amount }, { words }) => ({
  sentence: words.sentences.confirming,
  hint: words.stayHere,
  body: (
    <>
      {amount > 0 && (
        <p class="paid">
          <CircleCheckBig class="mark mark-done" />
          <span>{words.paid(money(amount, words.locale))}</span>
        </p>
      )}
      <SlowLine />
    </>
  ),
});
