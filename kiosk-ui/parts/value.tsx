import type { Value as AnyValue } from '../../terminal/screen/parts.ts';
import { valueInWords } from '../texts/value.ts';
import type { Stage } from '../view.ts';
import { Money } from './money.tsx';

/** A value on the page: an amount has its unit small beside it, all else is words. */
export function Value({ value, stage }: { readonly value: AnyValue; readonly stage: Stage }) {
  if ('fen' in value) return <Money fen={value.fen} words={stage.words} exact />;
  return <>{valueInWords(value, stage)}</>;
}
