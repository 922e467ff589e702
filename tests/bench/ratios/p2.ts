import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { straceOrSkip } from '../../kill/syncs.ts';
import { countSyncs } from '../journal/counted-syncs.ts';
import { type JournalSide, journalSide, rawSide, sealedSide } from '../journal/sides.ts';
import type { Beside, Finding, Measurement, Ratio } from '../ratio.ts';
import { inRounds, usualRounds } from '../rounds.ts';
import { atLeast, atMost, beyond, medianOf, roundByRound, spreadOf } from '../statistics.ts';

/** Of each side in a round. */
const usualCommits = 150;
/** Until the log has its full length and is written over. */
const warming = 1_500;
/** Several fillings of the log. */
const watched = 3_000;

/** Where a terminal's journal is by default: a folder for temporary files may be none on a disk. */
const disk = resolve(import.meta.dirname, '../../../var');

const sum = (samples: readonly number[]) => samples.reduce((all, sample) => all + sample, 0);

async function timed(folder: string, rounds: number, commits: number, warm: number) {
  const sides: JournalSide[] = [];
  const side = (it: JournalSide) => {
    sides.push(it);
    return it.commit;
  };
  try {
    const journal = side(journalSide(join(folder, 'journal.sqlite')));
    const sealed = side(sealedSide(join(folder, 'sealed.sqlite')));
    const raw = side(rawSide(join(folder, 'raw'), 'fdatasync'));
    const again = side(rawSide(join(folder, 'again'), 'fdatasync'));
    const whole = side(rawSide(join(folder, 'whole'), 'fsync'));
    for (const commit of [journal, sealed]) for (let done = 0; done < warm; done++) commit();
    return await inRounds({ journal, sealed, raw, again, whole }, rounds * commits);
  } finally {
    for (const { close } of sides) close();
  }
}

function counted(folder: string, commits: number): { findings: readonly Finding[]; beside: readonly Beside[] } {
  const { syncs, unsynced, unexplained, checkpoints, commits: seen } = countSyncs(folder, commits);
  return {
    findings: [
      { of: 'syncs a commit', spread: spreadOf([syncs / seen]), target: atLeast(1) },
      { of: 'commits without a sync', spread: spreadOf([unsynced]), target: atMost(0) },
      { of: 'syncs nothing explains', spread: spreadOf([unexplained]), target: atMost(0) },
    ],
    beside: [
      { name: 'syncs beyond one a commit, in 1,000', spread: spreadOf([((syncs - seen) * 1_000) / seen]) },
      { name: `checkpoints in ${seen} commits`, spread: spreadOf([checkpoints]) },
    ],
  };
}

export async function measureJournal(
  rounds = usualRounds,
  commits = usualCommits,
  warm = warming,
  watch = watched,
): Promise<Measurement> {
  mkdirSync(disk, { recursive: true });
  const folder = mkdtempSync(join(disk, 'bench-'));
  try {
    const taken = await timed(folder, rounds, commits, warm);
    const medians = (samples: readonly number[]) =>
      Array.from({ length: rounds }, (_, round) => medianOf(samples.slice(round * commits, (round + 1) * commits)));
    const [journal, sealed, raw] = [medians(taken.journal), medians(taken.sealed), medians(taken.raw)];
    const { skip, title } = straceOrSkip();
    const syncs = skip ? undefined : counted(folder, watch);
    return {
      findings: [
        { of: 'commit ÷ write', spread: spreadOf(roundByRound(journal, raw)), target: atMost(1.1) },
        ...(syncs?.findings ?? []),
      ],
      beside: [
        { name: 'write ÷ write', spread: spreadOf(roundByRound(raw, medians(taken.again))), control: true },
        {
          name: 'all commits ÷ all writes, checkpoints and all',
          spread: spreadOf([sum(taken.journal) / sum(taken.raw)]),
        },
        { name: 'sealed commit ÷ write', spread: spreadOf(roundByRound(sealed, raw)) },
        { name: 'sealed commit − commit, ms', spread: spreadOf(beyond(sealed, journal)) },
        { name: 'commit ÷ write with fsync', spread: spreadOf(roundByRound(journal, medians(taken.whole))) },
        { name: 'commit, ms', spread: spreadOf(journal) },
        { name: 'write and fdatasync, ms', spread: spreadOf(raw) },
        { name: 'commit − write, ms', spread: spreadOf(beyond(journal, raw)) },
        ...(syncs?.beside ?? []),
      ],
      ...(skip && { without: `the syncs, which are not counted here${title}` }),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const journalCommit: Ratio = {
  name: 'P2',
  about: 'time of a journal commit ÷ time to write the same entry and fdatasync it; and the syncs, counted',
  measure: () => measureJournal(),
};
