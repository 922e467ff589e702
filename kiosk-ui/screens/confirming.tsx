import { CircleCheckBig, Hospital } from 'lucide-preact';
import { Money } from '../parts/money.tsx';
import { SlowLine } from '../parts/slow-line.tsx';
import type { Draw } from '../view.ts';
import './confirming.css';
import './working.css';

/** What was paid is said at once and largest: the payer has just put the phone down. */
export const confirming: Draw<'confirming'> = ({ amount }, { words }) => ({
  sentence: words.sentences.confirming,
  hint: words.stayHere,
  body: (
    <>
      <SlowLine words={words} />
      {amount > 0 ? (
        <p class="paid">
          <CircleCheckBig class="mark mark-done" />
          <span class="label">{words.labels.paid}</span>
          <b class="paid-sum">
            <Money fen={amount} words={words} />
          </b>
        </p>
      ) : (
        <div class="work-sign" aria-hidden="true">
          <Hospital class="icon" />
        </div>
      )}
    </>
  ),
});
