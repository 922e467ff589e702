import { createFate, mix } from '../../../simulator/world/fate.ts';
import { type CrashOutcome, crash } from './crash-trial.ts';
import { dangersOf, type Film, filmWork, showFilm } from './film.ts';
import { type Temper, tempers } from './survival.ts';
import { type TroubleTally, tryTroubles } from './trouble-trial.ts';
import type { DiskManners } from './virtual-disk.ts';
import { recordWorkload, type Step } from './workload.ts';

export interface CrashTally {
  readonly crashes: number;
  /** Crashes after which something that was promised was not there. */
  readonly lost: number;
  /** Crashes after which what was there was no beginning of what was written, or could not be opened or written on. */
  readonly damaged: number;
  /** Power cuts in the recovery from one. */
  readonly cutsWhileRecovering: number;
  /** Crashes after which a commit was there that nobody had been told of, as may be. */
  readonly unpromised: number;
  readonly tempers: Readonly<Record<Temper, number>>;
  /** What was wrong, with the number of the crash. */
  readonly faults: readonly string[];
}

export interface DiskProof {
  readonly crashes: number;
  readonly seed: number;
  readonly commits: number;
  readonly syncs: number;
  readonly checkpoints: number;
  /** Commits that were called done before they were written through: as production has it, and under NORMAL. */
  readonly unsafe: { readonly full: number; readonly normal: number };
  readonly full: CrashTally;
  readonly normal: CrashTally;
  readonly lying: CrashTally;
  readonly troubles: TroubleTally;
  /** The same troubles, and a start that trusts what an earlier one wrote ahead. */
  readonly unsettled: TroubleTally;
}

export interface ProofOptions {
  /** Of each kind. */
  readonly crashes: number;
  readonly seed: number;
  /** How much a terminal has to write; enough for several checkpoints unless told. */
  readonly steps?: number;
  readonly say?: (line: string) => void;
}

/** How many calls a lying disk keeps in a memory that needs power. */
const lies = [8, 24, 80, 250];
/** Of what was recorded so much is filmed; with the rest it goes on after the crash. */
const filmed = 0.95;

const luckOf = (seed: number, which: number) => {
  const fate = createFate(mix(seed, which));
  return () => fate.draw('disk');
};

interface Setup {
  readonly film: Film;
  readonly work: readonly Step[];
  readonly seed: number;
  readonly crashes: number;
  readonly manners?: DiskManners;
  /** Only where something that was promised could be lost. */
  readonly inDanger?: boolean;
}

/** Crashes at random calls of a film, in their order, so that it is shown once. */
async function* crashesOf({ film, work, seed, crashes, manners = {}, inDanger }: Setup): AsyncGenerator<CrashOutcome> {
  const moments = inDanger ? dangersOf(film, manners) : film.events.map((_, at) => at);
  const drawn = Array.from({ length: crashes }, (_, which) => {
    const luck = luckOf(seed, which);
    return { which, luck, at: moments[Math.floor(moments.length * luck())] ?? 0 };
  });
  const showing = showFilm(film, manners);
  for (const { luck, at } of drawn.toSorted((one, other) => one.at - other.at)) {
    showing.until(at);
    yield crash(showing, work, luck, !inDanger);
  }
}

async function tallyOf(...setups: readonly Setup[]): Promise<CrashTally> {
  const outcomes: CrashOutcome[] = [];
  for (const setup of setups) for await (const outcome of crashesOf(setup)) outcomes.push(outcome);
  const count = (is: (it: CrashOutcome) => boolean) => outcomes.filter(is).length;
  const counted = tempers.map((temper) => [temper, count((it) => it.temper === temper)] as const);
  return {
    crashes: outcomes.length,
    lost: count(({ lost }) => lost > 0),
    damaged: count(({ faults }) => faults.length > 0),
    cutsWhileRecovering: outcomes.reduce((sum, { cutsAgain }) => sum + cutsAgain, 0),
    unpromised: count(({ unpromised }) => unpromised),
    tempers: Object.fromEntries(counted) as Record<Temper, number>,
    faults: outcomes.flatMap(({ faults }) => faults),
  };
}

/**
 * The production journal, its SQL run by SQLite on a disk of ours that loses, reorders and tears what was not written
 * through: as production has it, and with two controls that must lose; and the same when the disk is full or fails.
 */
export async function proveDisk({ crashes, seed, steps = 1500, say = () => {} }: ProofOptions): Promise<DiskProof> {
  const work = await recordWorkload(seed, steps);
  const shown = work.slice(0, Math.floor(work.length * filmed));
  const film = await filmWork(shown, luckOf(seed, -1));
  const careless = await filmWork(shown, luckOf(seed, -2), { synchronous: 'normal' });
  say(`${film.commits.length} commits of real visits, ${film.syncs} syncs, ${film.checkpoints} of them of checkpoints`);

  const tell = (name: string, it: CrashTally) =>
    say(`${name}: ${it.crashes} crashes, promised commits lost in ${it.lost}, damage in ${it.damaged}`);
  const full = await tallyOf({ film, work, seed: mix(seed, 1), crashes });
  tell('synchronous = FULL', full);
  const normal = await tallyOf({ film: careless, work, seed: mix(seed, 2), crashes, inDanger: true });
  tell('control: NORMAL', normal);
  const lying = await tallyOf(
    ...lies.map((liesAbout, at) => ({
      film,
      work,
      seed: mix(seed, 3 + at),
      crashes: Math.floor((crashes + at) / lies.length),
      manners: { liesAbout },
      inDanger: true,
    })),
  );
  tell('control: a disk whose sync lies', lying);
  const troubles = await tryTroubles({ film, work, seed: mix(seed, 9), trials: crashes });
  const unsettled = await tryTroubles({ film, work, seed: mix(seed, 9), trials: crashes, settles: false });
  say(`disk full or failing: ${troubles.trials} times, ${troubles.refused} commits refused, lost in ${troubles.lost}`);
  say(`control: a start that settles nothing: lost in ${unsettled.lost} of ${unsettled.trials}`);

  return {
    crashes,
    seed,
    commits: film.commits.length,
    syncs: film.syncs,
    checkpoints: film.checkpoints,
    unsafe: { full: film.unsafe, normal: careless.unsafe },
    full,
    normal,
    lying,
    troubles,
    unsettled,
  };
}

/** What does not hold, in words. */
export function shortcomings({ full, normal, lying, troubles, unsettled, unsafe }: DiskProof): readonly string[] {
  const told = (holds: boolean, what: string) => (holds ? [] : [what]);
  return [
    ...told(unsafe.full === 0, `${unsafe.full} commits were called done before they were written through`),
    ...told(full.lost === 0, `promised commits were lost in ${full.lost} of ${full.crashes} crashes`),
    ...full.faults,
    ...told(
      normal.lost === normal.crashes,
      `under NORMAL only ${normal.lost} of ${normal.crashes} crashes lost something`,
    ),
    ...normal.faults,
    ...told(
      lying.lost === lying.crashes,
      `with a lying sync only ${lying.lost} of ${lying.crashes} crashes lost something`,
    ),
    ...told(
      troubles.lost === 0,
      `promised commits were lost in ${troubles.lost} of ${troubles.trials} troubles of the disk`,
    ),
    ...told(troubles.refused > 0, 'a disk in trouble refused nothing'),
    ...troubles.faults,
    ...told(unsettled.lost > 0, 'a start that settles nothing lost nothing'),
  ];
}
