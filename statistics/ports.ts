import type { LimitSettings } from './access/limits.ts';
import type { OidcSettings } from './access/oidc-settings.ts';
import type { Seals } from './intake/seals.ts';
import type { KeepSettings } from './keeping/policy.ts';
import type { ProblemCode } from './problem.ts';
import type { HubDatabase, IntakeStore } from './store/hub-store.ts';

/** What the hub tells the log: kinds of events and numbers, never what a batch carried, a password or a token. */
export type HubEvent =
  | {
      readonly event: 'usage.taken';
      readonly terminal: string;
      /** Events that were new. */
      readonly fresh: number;
      /** Events of the batch the hub had already. */
      readonly repeated: number;
      readonly upTo: number;
    }
  | { readonly event: 'usage.refused'; readonly code: ProblemCode; readonly terminal?: string }
  | { readonly event: 'heartbeat.refused'; readonly code: ProblemCode; readonly terminal?: string }
  | { readonly event: 'terminal.enrolled'; readonly terminal: string }
  | { readonly event: 'enrolment.refused'; readonly code: ProblemCode }
  /** An administrator, named as in `Reader.who`, changed what the hub knows of a terminal, a unit or an alarm. */
  | {
      readonly event: 'register.changed';
      readonly by: string;
      readonly change: 'terminal' | 'code' | 'move' | 'revocation' | 'unit' | 'alarmClosed';
      readonly of: string;
    }
  /** A child hub told what changed there: so many rows were news. */
  | { readonly event: 'rollUps.taken'; readonly hub: string; readonly rows: number }
  | { readonly event: 'rollUps.refused'; readonly code: ProblemCode; readonly hub?: string }
  /** This hub told its parent, or could not. */
  | { readonly event: 'parent.told'; readonly rows: number }
  | { readonly event: 'parent.silent'; readonly why: string }
  /** Somebody came in, by which door. */
  | { readonly event: 'access.opened'; readonly by: 'password' | 'oidc' | 'link' }
  | {
      readonly event: 'access.refused';
      readonly why: 'credentials' | 'expired' | 'scope' | 'origin' | 'identityProvider' | 'notInvited';
    }
  /** Too many requests of one key; told once for as long as the key is refused. */
  | { readonly event: 'access.limited'; readonly limit: keyof LimitSettings }
  /** What was older than the policy says is gone, so many of each. */
  | {
      readonly event: 'hub.forgot';
      readonly events: number;
      readonly alarms: number;
      readonly exports: number;
      readonly accounts: number;
    }
  | { readonly event: 'hub.failed'; readonly cause: string };

export type HubLog = (event: HubEvent) => void;

/** Everything the hub needs of the outside. */
export interface HubPorts {
  /** Milliseconds since the Unix epoch, UTC. */
  readonly clock: { now(): number };
  /** Random bytes nobody can guess. */
  readonly chance: { bytes(count: number): Uint8Array };
  readonly database: HubDatabase;
  /** What terminals report goes here; in production the same database. */
  readonly intake: IntakeStore;
  readonly seals: Seals;
  readonly log: HubLog;
  /** The release this program runs from, on an installed machine: version and counter. */
  readonly release?: string;
}

export interface HubConfig {
  /** IANA name: whose days and months the hub reckons in. */
  readonly zone: string;
  /** A terminal that was not heard for longer is silent. */
  readonly silentAfterMinutes: number;
  /** A month is closed so many days after its end; what comes later changes it visibly. */
  readonly monthClosesAfterDays: number;
  /** What the bulletin counts as a registration: the name of a rule of `bulletin/`. */
  readonly countsAsRegistration: string;
  /** Fewer cards or sheets than these are an alarm. */
  readonly lowCards: number;
  readonly lowSheets: number;
  /** For how long what is no sum is kept. */
  readonly keep: KeepSettings;
  /** How much one may ask; `none` where a clock runs faster than ours, or for measuring. */
  readonly limits: LimitSettings | 'none';
  /** Sign-in through the house's own identity provider; absent where there is none. */
  readonly oidc?: OidcSettings;
}
