import { Languages, MapPin } from 'lucide-preact';
import { catalogues, languageNames, otherLanguage } from '../texts/language.ts';
import type { Stage } from '../view.ts';

/** The quiet line: whose machine this is, where it stands, what time it is, and the other language. */
export function TopLine({ stage, withHospital }: { readonly stage: Stage; readonly withHospital: boolean }) {
  const { surround, say, tap } = stage;
  const other = otherLanguage[stage.language];
  return (
    <header class="top-line">
      <div class="whose">
        {withHospital && <p class="hospital">{say(surround.hospital)}</p>}
        <p class="place">
          {!withHospital && <MapPin class="icon" />}
          {say(surround.place)}
        </p>
      </div>
      <time class="clock">{surround.time}</time>
      <button type="button" class="language" onClick={() => tap({ kind: 'language', language: other })}>
        <Languages class="icon" />
        <span lang={catalogues[other].locale}>{languageNames[other]}</span>
      </button>
    </header>
  );
}
