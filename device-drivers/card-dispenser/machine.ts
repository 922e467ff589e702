import type { CardDispenserStatus } from '../contract/card-dispenser.ts';
import { type Failure, type Fault, failed, type Outcome } from '../contract/fault.ts';
import type { Ending } from '../links/standing-link.ts';

/** What a machine sees of its cards. */
export type Sight = Omit<Extract<CardDispenserStatus, { device: 'online' }>, 'device'>;

/** A failure with what is needed before anything else works. */
export interface Trouble extends Failure {
  /** In the machine's words, when only a reset gets it out of this. */
  readonly stuck?: string;
  /** It was switched on anew and has to begin again. */
  readonly fresh?: true;
}

export type Act = { readonly ok: true } | Trouble;
export type Look = { readonly ok: true; readonly sight: Sight } | Trouble;

export const stuck = (fault: Fault, words: string): Trouble => ({ ...failed(fault), stuck: words });

/**
 * One machine over one open line, whatever its protocol: single acts, without regard to what came before. Each ends with
 * the machine at rest. A machine that falls silent ends its line.
 */
export interface Machine {
  /** Makes it ready after power-on; a card in it stays where the machine allows it. */
  begin(): Promise<Act>;
  look(): Promise<Look>;
  /** Called with the machine empty. */
  takeFromStack(signal?: AbortSignal): Promise<Look>;
  /** Called with a card inside. */
  offer(signal?: AbortSignal): Promise<Look>;
  /** Called with a card inside or at the gate. */
  retain(signal?: AbortSignal): Promise<Look>;
  reset(to: 'retain' | 'stay', signal?: AbortSignal): Promise<Act>;
  end(ending: Ending): void;
  readonly ended: Promise<Ending>;
  readonly over: AbortSignal;
}

/** Without what concerns the driver only. */
export const plain = (outcome: Act): Outcome => (outcome.ok ? { ok: true } : failed(outcome.fault));
