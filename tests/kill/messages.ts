/**
 * What a terminal in a process of its own and the world around it say to each other. They take turns: the world sends all
 * it has for one moment, the terminal does what follows from it without waiting, and answers with all that came out.
 */
import type { NetworkRequest } from '../../terminal/hospital/network.ts';
import type { LogEvent } from '../../terminal/log-event.ts';
import type { Shown } from '../../terminal/screen.ts';

/** Where a process kills itself: at its n-th write to the journal, counted from 1, with the commit or without it. */
export interface DeathAtWrite {
  readonly write: number;
  readonly when: 'beforeCommit' | 'afterCommit';
}

/**
 * When a process is killed from outside: in its n-th turn, so many microseconds after that was given to it, whatever it is
 * at then; or between that turn and the next.
 */
export interface DeathAtTurn {
  readonly turn: number;
  readonly after: number | 'answer';
}

export type Death = DeathAtWrite | DeathAtTurn;

export interface Start {
  /** Where the journal is kept. */
  readonly journal: string;
  /** As `readConfig` takes it. */
  readonly config: unknown;
  readonly seed: number;
  readonly death?: DeathAtWrite;
  /** Says that a record is on the disk before it is: a terminal that must be found out. */
  readonly hasty?: true;
  /** Leaves a mark in a trace of system calls before and after every commit. */
  readonly marks?: true;
}

/** What goes over a line to a device and back: bytes of a serial line, reports of a HID, the coming of a chip card. */
export type LineEvent =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'output'; readonly id: number; readonly data: Uint8Array }
  | { readonly kind: 'card'; readonly atr: Uint8Array | undefined }
  | { readonly kind: 'closed' };

/** What the terminal asks and waits for. */
export type Ask =
  | { readonly to: 'openLink' | 'openHid' | 'openPcsc'; readonly address: string; readonly line: number }
  | { readonly to: 'postIpp'; readonly address: string; readonly body: Uint8Array }
  | { readonly to: 'network'; readonly request: Omit<NetworkRequest, 'signal'> }
  | { readonly to: 'setFeature'; readonly line: number; readonly id: number; readonly data: Uint8Array }
  | { readonly to: 'getFeature'; readonly line: number; readonly id: number }
  | { readonly to: 'card'; readonly line: number; readonly command: Uint8Array | 'reset' };

/** `why`: the words of the error it ended in. */
export type Answered = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: string };

export type ToTerminal =
  | { readonly do: 'start'; readonly start: Start }
  | { readonly do: 'dieAt'; readonly death: DeathAtWrite }
  | { readonly do: 'stop' }
  | { readonly do: 'tap'; readonly message: unknown }
  | { readonly do: 'ring'; readonly timer: number }
  | { readonly do: 'answer'; readonly call: number; readonly answer: Answered }
  | { readonly do: 'line'; readonly line: number; readonly event: LineEvent };

export type FromTerminal =
  | { readonly say: 'set'; readonly timer: number; readonly delay: number }
  | { readonly say: 'cancel'; readonly timer: number }
  | { readonly say: 'call'; readonly call: number; readonly ask: Ask }
  | { readonly say: 'callOff'; readonly call: number }
  | { readonly say: 'line'; readonly line: number; readonly event: LineEvent }
  | { readonly say: 'shown'; readonly shown: Shown }
  | { readonly say: 'log'; readonly event: LogEvent }
  /** The terminal was told that a record is on the disk. */
  | { readonly say: 'written'; readonly sequence: number; readonly hash: string }
  /** It was told that the usage cursor is there. */
  | { readonly say: 'uploaded'; readonly sequence: number };

export interface Turn {
  /** UTC milliseconds; time stands still during a turn. */
  readonly now: number;
  readonly messages: readonly ToTerminal[];
  /** It may not come to its end: what is said in it is sent one by one, before anything else is done. */
  readonly isDoomed?: true;
}

/** What was said so far in a turn that is doomed. */
export interface Said {
  readonly more: true;
  readonly messages: readonly FromTerminal[];
}

export interface Reply {
  readonly messages: readonly FromTerminal[];
  /** Orders the journal has as open. */
  readonly open: readonly string[];
  /** Commits of this process so far. */
  readonly writes: number;
  /** The last there is: it is killing itself now, at which write. */
  readonly dying?: DeathAtWrite;
}

/** What a process that is dead said last. */
export interface LastWords {
  readonly ended: true;
  readonly messages: readonly FromTerminal[];
}
