/**
 * From one release to another. The ledger first says what is tried, then two links move, each in one step; whenever the
 * power fails, `current` leads to a whole release, and who comes next (`settle`) can tell how far it was.
 */
import { replaceLink } from './files.ts';
import type { Machine } from './machine.ts';
import { raisedBetween } from './programs.ts';
import { folderOf, type Ledger, manifestAt, standingOf, writeLedger } from './standing.ts';
import type { Checked } from './verified.ts';
import { screenLives, strangers, unwell } from './waiting.ts';

type Trying = NonNullable<Ledger['trying']>;

const point = ({ files, places }: Machine, link: 'current' | 'previous', release: string | undefined): void => {
  const path = places[link];
  if (release !== undefined) replaceLink(files, path, `releases/${release}`);
  else {
    files.remove(path);
    files.sync(places.home);
  }
};

const restartAll = async (machine: Machine, programs = machine.programs): Promise<void> => {
  for (const program of programs) {
    const complaint = await machine.restart(program);
    if (complaint !== undefined) machine.say(`${program.unit} did not start: ${complaint}`);
  }
};

/** So many are kept, with the one in use and the one before it. */
const keep = 3;

const removeOld = (machine: Machine): void => {
  const { files, places } = machine;
  const { current, previous } = standingOf(machine);
  const counter = (release: string) => manifestAt(machine, release)?.counter ?? 0;
  const newest = [...files.list(places.releases)].sort((a, b) => counter(b) - counter(a)).slice(0, keep);
  const kept = new Set([current, previous, ...newest]);
  for (const release of files.list(places.releases)) {
    if (!kept.has(release)) files.remove(folderOf(places, release));
  }
};

const confirm = (machine: Machine): void => {
  writeLedger(machine, { highest: standingOf(machine).highest });
  removeOld(machine);
};

const goBack = async (machine: Machine, trying: Trying, why: string, patience: number) => {
  const { release, before, previous, screen } = trying;
  const from = manifestAt(machine, release);
  const to = before === undefined ? undefined : manifestAt(machine, before);
  const { highest } = standingOf(machine).ledger;
  if (before === undefined || !from || !to) {
    confirm(machine);
    return `${why}. Nothing stood before it, so it stays`;
  }
  const [raised] = raisedBetween(to, from, machine.programs);
  if (raised) {
    confirm(machine);
    return `${why}. It may have written ${raised.data} in a way that ${before} cannot read, so it stays: put back the backup of ${raised.data}, then hospital-kiosk-update rollback --restored`;
  }
  point(machine, 'current', before);
  point(machine, 'previous', previous);
  await restartAll(machine);
  writeLedger(machine, { highest });
  const still = await unwell(machine, { release: before, screen }, patience);
  return `${why}. Gone back to ${before}${still ? `, but its ${still.name} does not say that it is well either` : ', which works'}`;
};

const prove = async (machine: Machine, trying: Trying, patience: number): Promise<Checked<object>> => {
  const sick = await unwell(machine, trying, patience);
  if (!sick) {
    confirm(machine);
    machine.say(`${trying.release} is in use`);
    return { ok: true };
  }
  const seconds = Math.round(patience / 1000);
  const why = `the ${sick.name} of ${trying.release} did not say within ${seconds} s that it is well${trying.screen ? ', with a page at its screen' : ''}`;
  return { ok: false, why: await goBack(machine, trying, why, patience) };
};

/** Puts a release that stands in its folder into use, and goes back by itself when it does not come up well. */
export const turnTo = async (machine: Machine, release: string, patience: number): Promise<Checked<object>> => {
  const { current: before, previous, highest } = standingOf(machine);
  const screen = await screenLives(machine);
  const trying = {
    release,
    screen,
    ...(before !== undefined && { before }),
    ...(previous !== undefined && { previous }),
  };
  writeLedger(machine, { highest, trying });
  if (before !== undefined) point(machine, 'previous', before);
  point(machine, 'current', release);
  await restartAll(machine);
  return prove(machine, trying, patience);
};

/** Brings what was cut off to its end: the release that was tried is proven or left, or was never put into use. */
export const settle = async (machine: Machine, patience: number): Promise<Checked<object>> => {
  machine.files.remove(machine.places.incoming);
  const { current, ledger } = standingOf(machine);
  const { trying, highest } = ledger;
  if (!trying) return { ok: true };
  machine.say(`a change to ${trying.release} was cut off`);
  if (current === trying.release) return prove(machine, trying, patience);
  if (trying.before !== undefined) point(machine, 'previous', trying.previous);
  // It may be the other release that still runs, when the updater died and not the machine. One that is right and not yet
  // well is left to itself: it may be settling its orders.
  if (current !== undefined) await restartAll(machine, await strangers(machine, current));
  writeLedger(machine, { highest });
  machine.say(`${current ?? 'nothing'} is in use, as before`);
  return { ok: true };
};
