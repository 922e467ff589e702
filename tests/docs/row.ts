/** How a documented command is tried. */
import type { Ground } from './ground.ts';

export interface Row {
  /** The whole command; where several are tried alike, what fits all of them. */
  readonly form: string | RegExp;
  readonly how: How;
}

export type How = Runs | Serves | TriedBy | Named | LeftOut;

/** What the command becomes here: with smaller numbers, with something in its placeholders, in the ground's own folders. */
export type As = (command: string, ground: Ground) => string | Promise<string>;

/** What a machine may lack, by the variable that forbids to skip what needs it: `REQUIRE_AGE`. */
export type Need = 'POSTGRES' | 'SYSTEMD' | 'CADDY' | 'AGE';

/** Run to its end, as it stands unless `as` says otherwise. */
export interface Runs {
  readonly as?: As;
  readonly exit?: number;
  readonly says?: RegExp;
  readonly needs?: Need;
  /** It rests on what a row before it leaves behind. */
  readonly follows?: true;
}

/** Stays until it is stopped: started until it says that it is ready, and ended as Ctrl-C does. */
export interface Serves {
  readonly ready: RegExp;
  readonly as?: As;
  readonly needs?: Need;
  readonly follows?: true;
}

/** Another file runs it; these words of that file say so. */
export interface TriedBy {
  readonly triedBy: string;
  readonly words: string;
}

/** A sentence names the script and does not ask for it to be run. */
export interface Named {
  readonly named: true;
}

/** What no test can do here, and what stands in for it. */
export interface LeftOut {
  readonly leftOut: string;
}

export const inPlaceOf =
  (...exchanges: readonly (readonly [string | RegExp, string])[]): As =>
  (command) =>
    exchanges.reduce((text, [from, to]) => text.replace(from, to), command);

/** With what only this command has in common with itself: a name, a file that two commands must not share. */
export const marked = (command: string): string => String(Buffer.byteLength(command));

/** Programs of an installed release are the ground's: its folder looks like one. */
export const installed = (command: string, { folder }: Ground): string =>
  command.replaceAll('/opt/hospital-kiosk/current', folder);
