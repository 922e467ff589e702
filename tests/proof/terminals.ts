/** Terminals that are killed: which points are tried, and what came of all. */
import { resolve } from 'node:path';
import { errands } from '../kill/errands.ts';
import type { Outcome } from '../kill/killing.ts';
import { terminalProgram } from '../kill/terminal-process.ts';
import { spread } from './crew.ts';
import { inOneFile } from './one-file.ts';
import { planOf } from './plan.ts';
import { type Point, pointText } from './point.ts';
import { type Failure, type Found, nothingFound } from './report.ts';
import { progressOf, type RigSetting, type Setting } from './setting.ts';

/** What came of a point. */
export interface Tried extends Omit<Outcome, 'end' | 'mightLinger'> {
  readonly point: Point;
  /** Missing where the trial itself broke down. */
  readonly end?: Outcome['end'];
}

const program = resolve(import.meta.dirname, 'terminal-rig-main.ts');

async function tryAll(points: readonly Point[], what: string, joined: string, { workers, folder, cache }: Setting) {
  const kills = points.reduce((sum, { deaths }) => sum + deaths.length, 0);
  const bar = progressOf(what, kills || points.length);
  const rig: RigSetting = { folder, cache, joined };
  const crew = { program, workers, setting: rig };
  const tried = await spread<Point, Tried>(crew, points, ({ point }) => bar.step(kills ? point.deaths.length : 1));
  bar.end();
  return tried;
}

const failuresOf = ({ point, faults }: Tried): Failure[] => {
  const text = pointText(point);
  return faults.map((fault) => ({ what: `${text}: ${fault}`, again: `--point ${text}` }));
};

const foundIn = (tried: readonly Tried[]): Found => ({
  ...nothingFound,
  terminalKills: tried.reduce((sum, { killed }) => sum + killed, 0),
  acknowledged: tried.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
  lost: tried.reduce((sum, { lost }) => sum + lost, 0),
  failures: tried.flatMap(failuresOf),
});

/** Tried at every write, an errand must have ended in every way it can: otherwise the killing came to nothing. */
function neverEnded(tried: readonly Tried[]): Failure[] {
  return errands.flatMap(({ name, ends }) => {
    const seen = new Set(tried.filter(({ point }) => point.errand === name).map(({ end }) => end));
    const missing = ends.filter((end) => !seen.has(end));
    return missing.map((end) => ({ what: `${name}: it never ended ${end}`, again: '--only terminal' }));
  });
}

export async function killTerminals(setting: Setting): Promise<Found> {
  const { kills, seed, say } = setting;
  const undisturbed = errands.map(({ name }): Point => ({ errand: name, deaths: [], lingers: false }));
  const joined = await inOneFile(terminalProgram, setting.folder);
  const whole = await tryAll(undisturbed, 'errands', joined, setting);
  const courses = whole.map(({ point: { errand }, writes, turns, writing }) => ({ errand, writes, turns, writing }));
  const { points, moments, covered } = planOf(courses, kills, seed);
  const tried = await tryAll(points, 'terminal kills', joined, setting);

  const found = foundIn([...whole, ...tried]);
  const second = tried.filter(({ killed }) => killed > 1).length;
  const outside = tried.filter(({ point: { deaths } }) => deaths[0] && 'turn' in deaths[0]).length;
  const checkpointed = tried.reduce((sum, it) => sum + it.checkpointed, 0);
  say(
    `terminal: ${found.terminalKills} kills in ${errands.length} errands; ${covered} of ${moments} moments at a write, ` +
      `${outside} at a random instant from outside, ${second} in the start that followed; ` +
      `${checkpointed} after the log was copied or while it was; ` +
      `${found.acknowledged} entries acknowledged, ${found.lost} lost`,
  );
  return covered < moments ? found : { ...found, failures: [...found.failures, ...neverEnded(tried)] };
}

/** Tries one point, so many times: where the kill falls within a turn is not the same twice. */
export async function killOnce(point: Point, times: number, setting: Setting): Promise<Found> {
  const joined = await inOneFile(terminalProgram, setting.folder);
  const tried = await tryAll(Array(times).fill(point), 'terminal kills', joined, setting);
  return foundIn(tried);
}
