import type { Errand } from '../kill/errands.ts';
import type { Run } from '../kill/killing.ts';
import type { Death } from '../kill/messages.ts';

/** Where and how a terminal is killed, as plain data: an errand by its name, and what befalls its process. */
export interface Point extends Pick<Run, 'deaths' | 'lingers' | 'logged'> {
  readonly errand: string;
}

const shortOf = (errand: string): string => errand.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

const deathText = (death: Death): string => {
  if ('write' in death) return `w${death.write}${death.when === 'beforeCommit' ? '-' : '+'}`;
  return `t${death.turn}${death.after === 'answer' ? '.' : `@${death.after}`}`;
};

/**
 * A point in one word, for a command line: `card:w12-:t3@250:lingers:logged980` is the errand, the 12th write before its
 * commit, then the 3rd turn of the start that follows 250 µs into it, a patient who lingers, and a log of 980 pages.
 */
export const pointText = ({ errand, deaths, lingers, logged }: Point): string =>
  [
    shortOf(errand),
    ...deaths.map(deathText),
    ...(lingers ? ['lingers'] : []),
    ...(logged === undefined ? [] : [`logged${logged}`]),
  ].join(':');

function deathIn(text: string): Death | undefined {
  const [, write, commit] = /^w([1-9]\d*)([-+])$/.exec(text) ?? [];
  if (write) return { write: Number(write), when: commit === '-' ? 'beforeCommit' : 'afterCommit' };
  const [, turn, , after] = /^t([1-9]\d*)(\.|@(\d+))$/.exec(text) ?? [];
  if (turn) return { turn: Number(turn), after: after === undefined ? 'answer' : Number(after) };
  return undefined;
}

/** Reads what `pointText` wrote. Throws where it says nothing that can be tried. */
export function readPoint(text: string, errands: readonly Errand[]): Point {
  const [short, ...words] = text.split(':');
  const errand = errands.find(({ name }) => shortOf(name) === short)?.name;
  if (errand === undefined) {
    throw new RangeError(`"${short}" is no errand; there are ${errands.map(({ name }) => shortOf(name)).join(', ')}.`);
  }
  const deaths: Death[] = [];
  let lingers = false;
  let logged: number | undefined;
  for (const word of words) {
    const death = deathIn(word);
    const [, pages] = /^logged(\d+)$/.exec(word) ?? [];
    if (death) deaths.push(death);
    else if (word === 'lingers') lingers = true;
    else if (pages) logged = Number(pages);
    else throw new RangeError(`"${word}" of ${text} says nothing: w12- or w12+ a write, t3. or t3@250 a turn.`);
  }
  return { errand, deaths, lingers, ...(logged !== undefined && { logged }) };
}
