import { ChevronLeft, X } from 'lucide-preact';
import type { Stage, View } from '../view.ts';

/** Back on the left, the way out in the middle, the time on the right: the same places on every screen. */
export function BottomBar({ view, stage }: { readonly view: View; readonly stage: Stage }) {
  const { words, tap, surround } = stage;
  return (
    <footer class="bottom-bar">
      {view.back && (
        <button type="button" class="quiet back" onClick={() => tap({ kind: 'back' })}>
          <ChevronLeft class="icon" />
          <span>{words.back}</span>
        </button>
      )}
      {view.end && (
        <button type="button" class="quiet end" onClick={() => tap({ kind: 'cancel' })}>
          <X class="icon" />
          <span>{words[view.end]}</span>
        </button>
      )}
      {surround.secondsLeft !== undefined && (
        <p class={view.secondsMatter ? 'seconds seconds-matter' : 'seconds'}>
          <span>{words.secondsLeft.before}</span>
          <b>{surround.secondsLeft}</b>
          <span>{words.secondsLeft.after}</span>
        </p>
      )}
    </footer>
  );
}
