import { type Ending, left } from '../flows/ending.ts';
import type { TapEvent } from '../flows/tap-event.ts';
import type { TechnicianInput } from '../flows/technician/technician-machine.ts';
import type { Capabilities } from '../hospital/contract/capabilities.ts';
import type { ErrandName, ErrandTile } from '../screen/errands.ts';
import { type Modes, plain } from '../screen/modes.ts';
import type { Language, LocalText } from '../screen/parts.ts';
import type { Thing, Way } from '../screen/words.ts';
import type { VisitEnding } from '../usage-event.ts';

/** How long the terminal waits for a patient, in milliseconds. */
export interface Patience {
  /** Silence on a screen that waits for the patient, before the warning. */
  readonly inactivity: number;
  /** From the warning to the end of the visit. */
  readonly warning: number;
  /** How long the last screen stays. */
  readonly farewell: number;
  /** So many times as long in the elder mode. */
  readonly elder: number;
}

/** What the terminal can do right now, sensed outside the visit. */
export interface Services {
  readonly errands: readonly ErrandTile[];
  readonly ways: Readonly<Record<ErrandName, readonly Way[]>>;
  readonly policy: Capabilities | undefined;
  readonly inService: boolean;
  /** Cards that lie in or on the machine. */
  readonly thingsLeft: readonly Thing[];
  readonly announcements: readonly LocalText[];
}

export interface VisitInput {
  readonly now: () => number;
  readonly today: () => string;
  readonly patience: Patience;
  readonly services: Services;
  /** Absent where no technician can get in: the configuration names no secret. */
  readonly technician: TechnicianInput | undefined;
}

export interface VisitContext extends Omit<VisitInput, 'now' | 'today'> {
  readonly clock: Pick<VisitInput, 'now' | 'today'>;
  readonly language: Language;
  readonly modes: Modes;
  /** UTC milliseconds at which silence becomes a warning, or the warning the end; absent while silence does not count. */
  readonly silentUntil: number | undefined;
  /** UTC milliseconds at which the last screen goes. */
  readonly farewellUntil: number | undefined;
  /** The screen waits for the patient: silence counts. */
  readonly awaitsPatient: boolean;
  /** Where the errand stands, to notice when it moves. */
  readonly step: string;
  readonly ending: Ending;
  readonly timedOut: boolean;
  /** How the visit before this moment ended; its kind is all that is kept of it. */
  readonly last: VisitEnding;
}

export type VisitEvent =
  | TapEvent
  | { readonly type: 'services'; readonly services: Services }
  /** A tap was taken up by the errand: the patient is there. */
  | { readonly type: 'touched' }
  | { readonly type: 'moved' }
  | { readonly type: 'silence' };

export const nobody = {
  language: 'zh',
  modes: plain,
  silentUntil: undefined,
  farewellUntil: undefined,
  awaitsPatient: false,
  step: '',
  ending: left,
  timedOut: false,
} as const satisfies Partial<VisitContext>;

/** How long the terminal waits for this patient, in milliseconds. */
export const patienceOf = ({ patience, modes }: VisitContext, kind: Exclude<keyof Patience, 'elder'>): number =>
  patience[kind] * (modes.elder ? patience.elder : 1);

/** What the journal keeps of how a visit ended. */
export function endingKind({ timedOut, ending }: VisitContext): VisitEnding {
  if (timedOut) return 'timedOut';
  if (ending.kind === 'done') return 'completed';
  return ending.kind === 'trouble' ? 'trouble' : 'abandoned';
}
