import type { Value as AnyValue } from '../../terminal/screen/parts.ts';
import { dayInShort, dayInWords } from '../texts/day.ts';
import { timeInWords, valueInWords } from '../texts/value.ts';
import type { Stage } from '../view.ts';
import { Money } from './money.tsx';
import './value.css';

interface ValueProps {
  readonly value: AnyValue;
  readonly stage: Stage;
  /** Days are shortened: there is little room. */
  readonly short?: boolean;
}

/** A value on the page: an amount has its unit small beside it, a time is never broken, all else is words. */
export function Value({ value, stage, short = false }: ValueProps) {
  const { words } = stage;
  if ('fen' in value) return <Money fen={value.fen} words={words} exact />;
  if (!('day' in value)) return <>{valueInWords(value, stage)}</>;
  return (
    <>
      {short ? dayInShort(value.day, words.locale) : dayInWords(value.day, words.locale)}
      {value.from !== undefined && ' '}
      {value.from !== undefined && <span class="time">{timeInWords(value)}</span>}
    </>
  );
}
