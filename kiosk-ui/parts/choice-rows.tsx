import { BookOpenText, Check } from 'lucide-preact';
import type { Choice } from '../../terminal/screen/parts.ts';
import { valueInWords } from '../texts/value.ts';
import type { Stage } from '../view.ts';
import './choice-rows.css';
import { Money } from './money.tsx';

interface ChoiceRowsProps {
  readonly choices: readonly Choice[];
  readonly stage: Stage;
  /** Given where several can be chosen: the ids of those that are. */
  readonly chosen?: readonly string[];
  /** Short titles alone stand two beside one another. */
  readonly layout?: 'rows' | 'tiles';
}

/** What can be chosen, one height for all: title and details on the left, amount and state on the right. */
export function ChoiceRows({ choices, stage, chosen, layout = 'rows' }: ChoiceRowsProps) {
  const { words, tap } = stage;
  return (
    <div class={layout === 'rows' ? 'tiles tiles-wide' : 'tiles'}>
      {choices.map(({ id, title, details, amount, mark, open, readable }) => {
        const on = chosen?.includes(id);
        const tile = (
          <button
            key={id}
            type="button"
            class={on === undefined ? 'tile choice' : 'tile choice choice-some'}
            disabled={!open}
            aria-pressed={on}
            onClick={() => tap({ kind: 'choose', id })}
          >
            {on !== undefined && <span class="choice-box">{on && <Check class="icon" />}</span>}
            <span class="choice-words">
              <span class="choice-title">{valueInWords(title, stage)}</span>
              {details.length > 0 && (
                <span class="choice-details">
                  {details.map((detail, at) => (
                    // Details have no other name than their place, and keep it.
                    <span key={at}>{valueInWords(detail, stage)}</span>
                  ))}
                </span>
              )}
            </span>
            {(amount !== undefined || mark !== undefined) && (
              <span class="choice-side">
                {amount !== undefined && (
                  <span class="choice-amount">
                    <Money fen={amount} words={words} exact />
                  </span>
                )}
                {mark !== undefined && <span class="choice-mark">{words.words[mark]}</span>}
              </span>
            )}
          </button>
        );
        if (!readable) return tile;
        return (
          <div key={id} class="choice-line">
            {tile}
            <button type="button" class="plain choice-read" onClick={() => tap({ kind: 'choose', id: `read:${id}` })}>
              <BookOpenText class="icon" />
              <span>{words.read}</span>
            </button>
          </div>
        );
      })}
    </div>
  );
}
