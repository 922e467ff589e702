import type { ComponentChildren } from 'preact';
import type { Language, LocalText, Screen, ScreenName, Surround, Tap } from '../terminal/screen.ts';
import type { Catalogue, Sentence } from './texts/catalogue.ts';

export type Of<Name extends ScreenName> = Extract<Screen, { name: Name }>;

/** What a screen draws with. */
export interface Stage {
  readonly surround: Surround;
  readonly language: Language;
  readonly words: Catalogue;
  /** A text of the hospital, in the language of the page. */
  readonly say: (text: LocalText) => string;
  readonly tap: (tap: Tap) => void;
}

/** What one screen puts into the frame that stands around every screen. */
export interface View {
  /** The largest thing on the screen. */
  readonly sentence: Sentence;
  /** Good news or a care sign beside the sentence. */
  readonly mark?: 'done' | 'care';
  readonly hint?: string;
  /** The hint is something that went wrong the first time. */
  readonly hintMatters?: boolean;
  readonly body?: ComponentChildren;
  /** The one thing most people will press here, always at the same place. */
  readonly action?: { readonly label: ComponentChildren; readonly tap: Tap };
  readonly back?: boolean;
  /** The quiet way out, always at the same place. */
  readonly end?: 'endVisit' | 'cancelPayment';
  /** The countdown is what this screen is about. */
  readonly secondsMatter?: boolean;
}

export type Draw<Name extends ScreenName> = (screen: Of<Name>, stage: Stage) => View;
