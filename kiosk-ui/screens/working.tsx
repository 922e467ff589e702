import { SlowLine } from '../parts/slow-line.tsx';
import type { Draw } from '../view.ts';

export const working: Draw<'working'> = ({ work }, { words }) => ({
  sentence: words.work[work],
  hint: words.pleaseWait,
  body: <SlowLine key={work} />,
});
