import { Undo2 } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import type { Option } from '../../terminal/screen/words.ts';
import { BillItems } from '../parts/bill-items.tsx';
import { Money } from '../parts/money.tsx';
import { Rows } from '../parts/rows.tsx';
import { SplitLines } from '../parts/split-lines.tsx';
import type { Action, Draw, Of, Stage } from '../view.ts';
import './review.css';

/** Giving a booking back stands by itself, never at the place where one goes on. */
const dangerous: Option = 'cancelBooking';

function labelOf(option: Option, { split }: Of<'review'>, { words }: Stage): ComponentChildren {
  if (option !== 'pay' || !split) return words.options[option];
  if (split.self === 0) return words.settleForFree;
  return (
    <>
      {words.goToPay} <Money fen={split.self} words={words} />
    </>
  );
}

export const review: Draw<'review'> = (screen, stage) => {
  const { words, tap } = stage;
  const { what, rows, items, split, options } = screen;
  const { sentence, hint } = words.review[what];
  const main = options.find((option) => option !== dangerous);
  const quiet = options.filter((option) => option !== main);
  const action: Action | undefined = main && {
    label: labelOf(main, screen, stage),
    tap: { kind: 'choose', id: main },
  };
  return {
    part: what,
    sentence,
    hint,
    back: true,
    end: 'endVisit',
    body: (
      <>
        <section class={items || split ? 'card review-card' : 'card review-card review-plain'}>
          <Rows rows={rows} stage={stage} />
          {items && items.length > 0 && <BillItems items={items} stage={stage} />}
          {split && <SplitLines split={split} stage={stage} />}
        </section>
        {quiet.length > 0 && (
          <div class={main ? 'other-options' : 'other-options other-options-alone'}>
            {quiet.map((option) => (
              <button key={option} type="button" class="plain" onClick={() => tap({ kind: 'choose', id: option })}>
                {option === dangerous && <Undo2 class="icon" />}
                <span>{labelOf(option, screen, stage)}</span>
              </button>
            ))}
          </div>
        )}
      </>
    ),
    ...(action && { action }),
  };
};
