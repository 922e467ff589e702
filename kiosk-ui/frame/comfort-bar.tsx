import { Accessibility, Contrast, Languages, Volume2, VolumeX, ZoomIn } from 'lucide-preact';
import type { ComponentType } from 'preact';
import type { Mode } from '../../terminal/screen/modes.ts';
import { catalogues, languageNames, otherLanguage } from '../texts/language.ts';
import type { Stage } from '../view.ts';
import './comfort-bar.css';

const icons = {
  elder: ZoomIn,
  contrast: Contrast,
  lowered: Accessibility,
  voice: Volume2,
} as const satisfies Record<Mode, ComponentType<{ class: string }>>;

const order = ['elder', 'contrast', 'lowered', 'voice'] as const satisfies readonly Mode[];

/** How the page is shown, within everybody's reach: larger, in high contrast, lowered, spoken, and the other language. */
export function ComfortBar({ stage }: { readonly stage: Stage }) {
  const { surround, words, language, tap } = stage;
  const { modes } = surround;
  const other = otherLanguage[language];
  return (
    <nav class="comfort-bar" aria-label={words.comfort}>
      {order.map((mode) => {
        const on = modes[mode];
        // The voice's button says what it will do: silence it.
        const mutes = mode === 'voice' && on;
        const Icon = mutes ? VolumeX : icons[mode];
        return (
          <button
            key={mode}
            type="button"
            class={`comfort comfort-${mode}`}
            aria-pressed={mutes ? undefined : on}
            onClick={() => tap({ kind: 'mode', mode, on: !on })}
          >
            <Icon class="icon" />
            <span>{mutes ? words.mute : words.modes[mode]}</span>
          </button>
        );
      })}
      <button type="button" class="comfort language" onClick={() => tap({ kind: 'language', language: other })}>
        <Languages class="icon" />
        <span lang={catalogues[other].locale}>{languageNames[other]}</span>
      </button>
    </nav>
  );
}
