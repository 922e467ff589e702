import { Clock, X } from 'lucide-preact';
import type { Stage } from '../view.ts';
import { takeFocus } from './take-focus.ts';

/** Lies over a screen whose patient has been silent. The way out stays exactly where it is on the screen beneath. */
export function StillThere({ secondsLeft, stage }: { readonly secondsLeft: number; readonly stage: Stage }) {
  const { words, tap } = stage;
  return (
    <div class="cover">
      <div
        class="sheet sheet-asking"
        role="alertdialog"
        aria-modal="true"
        aria-labelledby="still-there"
        aria-describedby="silence"
      >
        <h2 id="still-there" class="sheet-title" ref={takeFocus} tabIndex={-1}>
          {words.stillThere}
        </h2>
        <p id="silence" class="sheet-hint">
          {words.stillThereHint}
        </p>
        <p class="sheet-seconds">
          <span>{words.secondsLeft.before}</span>
          <b>{secondsLeft}</b>
          <span>{words.secondsLeft.after}</span>
        </p>
        <button type="button" class="main-action" onClick={() => tap({ kind: 'moreTime' })}>
          <Clock class="icon" />
          <span>{words.moreTime}</span>
        </button>
        <div class="bottom-bar">
          <button type="button" class="quiet end" onClick={() => tap({ kind: 'cancel' })}>
            <X class="icon" />
            <span>{words.endVisit}</span>
          </button>
        </div>
      </div>
    </div>
  );
}
