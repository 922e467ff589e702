import type { ComponentChildren } from 'preact';
import type { Language, LocalText } from '../terminal/screen/parts.ts';
import type { Screen, ScreenName, Surround, Tap } from '../terminal/screen.ts';
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

/** The one thing most people will press. */
export interface Action {
  readonly label: ComponentChildren;
  readonly tap: Tap;
  /** Shown at its place, and not to be pressed yet. */
  readonly closed?: boolean;
}

/** What one screen puts into the frame that stands around every screen. */
export interface View {
  /** Tells screens of one name apart, where they follow one another: each gets its own heading and a fresh body. */
  readonly part?: string;
  /** The largest thing on the screen. */
  readonly sentence: Sentence;
  /** Good news or a care sign beside the sentence. */
  readonly mark?: 'done' | 'care';
  readonly hint?: string;
  /** The hint is something that went wrong the first time. */
  readonly hintMatters?: boolean;
  readonly body?: ComponentChildren;
  /** Always at the same place. */
  readonly action?: Action;
  readonly back?: boolean;
  /** The quiet way out, always at the same place. */
  readonly end?: 'endVisit' | 'cancelPayment' | 'leaveService';
  /** The countdown is what this screen is about. */
  readonly secondsMatter?: boolean;
  /** A long press on whose machine this is asks for the technician; a short one does what it does all around. */
  readonly serviceDoor?: { readonly touched?: Tap };
}

export type Draw<Name extends ScreenName> = (screen: Of<Name>, stage: Stage) => View;

/** A screen put on the stage. */
export interface Staged {
  readonly stage: Stage;
  readonly view: View;
  /** The same as long as one screen goes on; another one gets its own heading and body. */
  readonly part: string;
}
