import type { Catalogue } from '../texts/catalogue.ts';
import './cover.css';

/** The terminal cannot be heard: nothing is lost, the page comes back by itself. To those who hear it, `App` tells it. */
export function OneMoment({ words }: { readonly words: Catalogue }) {
  return (
    <div class="cover cover-calm">
      <div class="sheet sheet-calm">
        <p class="sheet-title">{words.oneMoment}</p>
        <p class="sheet-hint">{words.oneMomentHint}</p>
      </div>
    </div>
  );
}
