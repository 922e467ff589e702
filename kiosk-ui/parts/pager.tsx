import { ArrowDownAZ, ChevronLeft, ChevronRight, X } from 'lucide-preact';
import type { Page } from '../../terminal/screen/parts.ts';
import type { Stage } from '../view.ts';
import './pager.css';

interface ByInitialProps {
  readonly letter: string | undefined;
  readonly stage: Stage;
}

/** Asks for a letter, or is the letter that was chosen, and takes it away again. */
function ByInitial({ letter, stage: { words, tap } }: ByInitialProps) {
  if (letter === undefined)
    return (
      <button type="button" class="plain page-initials" onClick={() => tap({ kind: 'initials' })}>
        <ArrowDownAZ class="icon" />
        <span>{words.byInitial}</span>
      </button>
    );
  const only = words.onlyInitial(letter);
  return (
    <button
      type="button"
      class="plain page-initials page-only"
      aria-label={`${only}${words.comma}${words.showAll}`}
      onClick={() => tap({ kind: 'back' })}
    >
      <span>{only}</span>
      <X class="icon" />
    </button>
  );
}

/** Turns the pages of a long list, and finds by initials where it has them; nothing for a list of one page. */
export function Pager({ page, stage }: { readonly page: Page; readonly stage: Stage }) {
  const { words, tap } = stage;
  const { at, of, byInitial } = page;
  if (of <= 1 && !byInitial) return null;
  return (
    <nav class={byInitial ? 'pager pager-initials' : 'pager'} aria-label={words.pages}>
      {/* Told when it changes; the focus stays with the button that was pressed. */}
      <p class="page-at" role="status">
        {of > 1 && words.pageOf(at, of)}
      </p>
      <button type="button" class="plain page-before" disabled={at <= 1} onClick={() => tap({ kind: 'previousPage' })}>
        <ChevronLeft class="icon" />
        <span>{words.previousPage}</span>
      </button>
      {byInitial && <ByInitial letter={byInitial.letter} stage={stage} />}
      <button type="button" class="plain page-after" disabled={at >= of} onClick={() => tap({ kind: 'nextPage' })}>
        <span>{words.nextPage}</span>
        <ChevronRight class="icon" />
      </button>
    </nav>
  );
}
