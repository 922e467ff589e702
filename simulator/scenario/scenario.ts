import type { HospitalPolicy } from '../../seeds/clinic.ts';
import type { ScreenName } from '../../terminal/screen.ts';
import type { RehearsalCommand } from '../rehearsal/command.ts';
import type { Failure } from './failures.ts';

/** A rehearsal written down: who comes, what they do, what breaks when, and what must be true at the end. */
export interface Scenario {
  /** Its file's name without endings. */
  readonly name: string;
  readonly title: string;
  /** What one learns from it. */
  readonly teaches: string;
  /** Which trouble of the field it is one of. */
  readonly failure?: Failure;
  readonly world: ScenarioWorld;
  readonly steps: readonly Step[];
  /** Milliseconds after the last step until the end is looked at; everything that goes by itself has gone by then. */
  readonly quiet: number;
  readonly must: Must;
}

export interface ScenarioWorld {
  /** UTC milliseconds. */
  readonly start: number;
  readonly seed: number;
  readonly terminals: number;
  /** Where the hospital's policy is not the usual one. */
  readonly policy?: Partial<HospitalPolicy>;
}

export type Step = {
  /** Milliseconds after the start, exactly; a step without is done as soon as the one before it is. */
  readonly at?: number;
  /** The terminal; the first unless told. */
  readonly on?: string;
  /** Where it stands in the file. */
  readonly line: number;
} /** `refused`: it cannot be done, and this stands in the reason. */ & (
  | { readonly kind: 'do'; readonly command: RehearsalCommand; readonly refused?: string }
  /** Taps a tile: by its place among those that can be tapped, from 1, or by a text on it, turning pages until it is found. */
  | { readonly kind: 'choose'; readonly tile: string | number }
  /** Waits until one of these stands on the glass, with every one of these words and amounts on it (`payerBusy`: it is so). */
  | {
      readonly kind: 'see';
      readonly screens: readonly ScreenName[];
      readonly words: readonly (string | number)[];
      readonly within: number;
    }
  /** Waits until the journal has one entry of a kind more than have been waited for. */
  | { readonly kind: 'entry'; readonly entry: string; readonly within: number }
  | { readonly kind: 'wait'; readonly milliseconds: number }
);

/** What must be true at the end, of all terminals together unless it is said of one. Absent: nothing is said of it. */
export interface Must {
  /** What stands on the first terminal's glass. */
  readonly screen?: ScreenName;
  /** How many orders stand at each state; a state that is not named has none. */
  readonly orders?: Readonly<Record<string, number>>;
  /** How many journal entries of these kinds there are. */
  readonly entries?: Readonly<Record<string, number>>;
  /** How often these verbs of the contract were asked, and how many events of these kinds were logged. */
  readonly asked?: Readonly<Record<string, number>>;
  readonly logged?: Readonly<Record<string, number>>;
  /** Screens that stood at some time, and that never stood. */
  readonly saw?: readonly ScreenName[];
  readonly never?: readonly ScreenName[];
  /** Fen that payers paid at terminals, and got back, whatever they had paid it for. */
  readonly captured?: number;
  readonly refunded?: number;
  /** For each slip in the outlets, a text on it, the oldest first. */
  readonly slips?: readonly string[];
  /** Sheets in the output tray. */
  readonly sheets?: number;
  /** Cards in the dispenser's stack and in its bin. */
  readonly cards?: { readonly stack?: number; readonly bin?: number };
  /** Seals of what was recorded: the journals' last hashes and everything the devices' lines carried. */
  readonly journal?: string;
  readonly bytes?: string;
}
