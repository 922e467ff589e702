import type { Finding, History } from './history.ts';
import { live, type Plan } from './lives.ts';
import type { Luck, Temper } from './survival.ts';
import type { VirtualDisk } from './virtual-disk.ts';
import type { Step } from './workload.ts';

/** What became of a journal whose power went. */
export interface CrashOutcome {
  readonly temper: Temper;
  /** Commits that were promised and are not there; all of them where it cannot be opened. */
  readonly lost: number;
  /** A commit was there that nobody had been told of. */
  readonly unpromised: boolean;
  /** Power cuts while it was recovering from one. */
  readonly cutsAgain: number;
  /** What was found that is no beginning of what was written, or could not be opened or written on. */
  readonly faults: readonly string[];
}

/** A start asks so much of its disk before it has written its first entries; a checkpoint at the end asks more. */
const callsOfRecovery = 60;

/** Cuts the power as the disk stands, starts again, perhaps with more cuts in that, and writes on. */
export async function crash(
  before: { readonly disk: VirtualDisk; readonly history: History },
  work: readonly Step[],
  luck: Luck,
  mayCutAgain: boolean,
): Promise<CrashOutcome> {
  let { disk, temper } = before.disk.afterCut(luck);
  let history = before.history;
  let lost = 0;
  let unpromised = false;
  let cutsAgain = 0;
  const faults: string[] = [];

  function note(finding: Finding | undefined): void {
    if (!finding) return;
    lost += finding.lost;
    unpromised ||= finding.unpromised;
    faults.push(...finding.faults);
  }

  const again = mayCutAgain ? Math.floor(4 * luck()) : 0;
  const plans: Plan[] = Array.from({ length: again }, () => ({
    cut: { call: 1 + Math.floor(callsOfRecovery * luck()), when: luck() < 0.5 ? 'before' : 'after' },
    steps: Math.floor(20 * luck()),
  }));
  for (const plan of [...plans, { steps: 8 }, { steps: 0 }]) {
    const lived = await live({ disk, history }, work, plan, luck);
    note(lived.finding);
    if (lived.broken !== undefined) {
      faults.push(lived.broken);
      if (!lived.finding) lost += history.promised.length;
    }
    if (faults.length > 0) break;
    history = lived.history;
    if (!lived.wasCut) continue;
    cutsAgain += 1;
    disk = disk.afterCut(luck).disk;
  }
  return { temper, lost, unpromised, cutsAgain, faults };
}
