import type { Clock } from '../../../device-drivers/contract/clock.ts';
import type { Platform } from '../manifest.ts';
import type { Files } from './files.ts';
import type { Places } from './places.ts';
import type { Program } from './programs.ts';

/** What a program says of itself on loopback. */
export interface Health {
  readonly good: boolean;
  /** Somebody is at the screen, or an order is open; a program that has no patients never is busy. */
  readonly busy: boolean;
  /** Whether a page has its screen, where it has one. */
  readonly screen?: boolean;
  /** The release it runs, where it says so. */
  readonly release?: string;
}

/** The machine that is updated: what the updater has of it. */
export interface Machine {
  readonly files: Files;
  readonly places: Places;
  readonly platform: Platform;
  readonly clock: Clock;
  /** Programs that start with this machine. */
  readonly programs: readonly Program[];
  /** Gives what the service manager complained of; nothing when it runs again. */
  restart(program: Program): Promise<string | undefined>;
  /** Nothing when it does not answer. */
  health(program: Program): Promise<Health | undefined>;
  /** One line for who runs the update. */
  say(line: string): void;
}
