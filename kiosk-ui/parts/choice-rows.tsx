import { Ban, BookOpenText, Check } from 'lucide-preact';
import type { Choice } from '../../terminal/screen/parts.ts';
import { valueInWords } from '../texts/value.ts';
import type { Stage } from '../view.ts';
import './choice-rows.css';
import { Money } from './money.tsx';
import { Value } from './value.tsx';

/** When it is, is read first. */
const timesFirst = (details: Choice['details']) => [
  ...details.filter((it) => 'day' in it),
  ...details.filter((it) => !('day' in it)),
];

interface TileProps {
  readonly choice: Choice;
  readonly stage: Stage;
  /** Given where several can be chosen. */
  readonly on: boolean | undefined;
}

/** Title and amount, and under them its details and its state; one that is closed says why. */
function Tile({ choice, stage, on }: TileProps) {
  const { id, title, details, amount, mark, open } = choice;
  const { words, tap } = stage;
  return (
    <button
      type="button"
      class={on === undefined ? 'tile choice' : 'tile choice choice-some'}
      disabled={!open}
      aria-pressed={on}
      onClick={() => tap({ kind: 'choose', id })}
    >
      {on !== undefined && <span class="choice-box">{on && <Check class="icon" />}</span>}
      <span class="choice-title" data-clamped>
        <Value value={title} stage={stage} />
      </span>
      {(details.length > 0 || mark !== undefined) && (
        <span class="choice-under">
          <span class="choice-details" data-clamped>
            {timesFirst(details).map((detail, at) => (
              // Details have no other name than their place, and keep it.
              <span key={at} class={'day' in detail ? 'choice-when' : undefined}>
                <Value value={detail} stage={stage} short />{' '}
              </span>
            ))}
          </span>
          {mark !== undefined && (
            <span class="choice-mark">
              {!open && <Ban class="icon" />}
              {words.words[mark]}
            </span>
          )}
        </span>
      )}
      {amount !== undefined && (
        <span class="choice-amount">
          <Money fen={amount} words={words} exact />
        </span>
      )}
    </button>
  );
}

interface ChoiceRowsProps {
  readonly choices: readonly Choice[];
  readonly stage: Stage;
  /** Given where several can be chosen: the ids of those that are. */
  readonly chosen?: readonly string[];
  /** Short titles alone stand two beside one another. */
  readonly layout?: 'rows' | 'tiles';
}

/** What can be chosen, one height for all. */
export function ChoiceRows({ choices, stage, chosen, layout = 'rows' }: ChoiceRowsProps) {
  const { words, tap } = stage;
  return (
    <ul class={layout === 'rows' ? 'tiles tiles-wide' : 'tiles tiles-pair'} style={{ '--count': choices.length }}>
      {choices.map((choice) => (
        <li key={choice.id} class={choice.readable && 'choice-line'}>
          <Tile choice={choice} stage={stage} on={chosen?.includes(choice.id)} />
          {choice.readable && (
            <button
              type="button"
              class="plain choice-read"
              aria-label={`${words.read} ${valueInWords(choice.title, stage)}`}
              onClick={() => tap({ kind: 'choose', id: `read:${choice.id}` })}
            >
              <BookOpenText class="icon" />
              <span>{words.read}</span>
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
