import { Hospital } from 'lucide-preact';
import { SlowLine } from '../parts/slow-line.tsx';
import type { Draw } from '../view.ts';
import './working.css';

/** After a start: it looks like any other work. */
export const starting: Draw<'starting'> = (_screen, { words }) => ({
  sentence: words.sentences.starting,
  body: (
    <>
      <SlowLine words={words} />
      <div class="work-sign" aria-hidden="true">
        <Hospital class="icon" />
      </div>
    </>
  ),
});
