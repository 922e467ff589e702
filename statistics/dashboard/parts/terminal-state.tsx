import type { TerminalNow } from '../../api/shapes.ts';
import { useWords } from '../words/use-words.ts';
import type { Words } from '../words/zh.ts';

type Weight = 'done' | 'care' | 'stop' | 'off';

/** How a terminal is, in one word: what most keeps it from serving. */
export const stateOf = (words: Words, terminal: TerminalNow): { weight: Weight; word: string } => {
  const { enrolment, state, alarms } = terminal;
  if (enrolment !== 'enrolled') return { weight: 'off', word: words.terminal.enrolment[enrolment] };
  if (alarms.some(({ kind }) => kind === 'silent')) return { weight: 'stop', word: words.terminal.silent };
  if (!state) return { weight: 'off', word: words.terminal.never };
  if (!state.inService) return { weight: 'off', word: words.terminal.outOfService };
  const [first] = alarms;
  if (first) return { weight: 'care', word: words.alarms.kinds[first.kind] };
  return { weight: 'done', word: words.terminal.inService };
};

export const TerminalState = ({ terminal }: { readonly terminal: TerminalNow }) => {
  const { weight, word } = stateOf(useWords(), terminal);
  return <span class={`state ${weight}`}>{word}</span>;
};
