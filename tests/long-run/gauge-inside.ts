/** Loaded into a process before its program: whoever started it asks for a measure, and is told. */
import { measureProcess } from './gauge.ts';

process.on('message', (asked) => {
  if (asked === 'measure') process.send?.(measureProcess());
});
