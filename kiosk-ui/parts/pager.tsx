import { ChevronLeft, ChevronRight } from 'lucide-preact';
import type { Page } from '../../terminal/screen/parts.ts';
import type { Stage } from '../view.ts';

/** Turns the pages of a long list; nothing for a list of one page. */
export function Pager({ page, stage }: { readonly page: Page; readonly stage: Stage }) {
  const { words, tap } = stage;
  if (page.of <= 1) return null;
  return (
    <nav class="pager" aria-label={words.pageOf(page.at, page.of)}>
      <button type="button" class="plain" disabled={page.at <= 1} onClick={() => tap({ kind: 'previousPage' })}>
        <ChevronLeft class="icon" />
        <span>{words.previousPage}</span>
      </button>
      <p>{words.pageOf(page.at, page.of)}</p>
      <button type="button" class="plain" disabled={page.at >= page.of} onClick={() => tap({ kind: 'nextPage' })}>
        <span>{words.nextPage}</span>
        <ChevronRight class="icon" />
      </button>
    </nav>
  );
}
