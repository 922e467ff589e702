import type { System } from './disk-vfs.ts';
import { type Finding, type History, lookThrough } from './history.ts';
import { createMovedClock, createWriter, cutAt, openStore, PowerCut, soundSystem } from './journal-on-disk.ts';
import type { Luck } from './survival.ts';
import type { VirtualDisk } from './virtual-disk.ts';
import type { Step } from './workload.ts';

/** What a start finds: a disk, and what was written to it by those before. */
export interface Inheritance {
  readonly disk: VirtualDisk;
  readonly history: History;
}

/** How long a start lives. */
export interface Plan {
  /** The call at which the power goes, counted from the start; none for one that stops by itself. */
  readonly cut?: { readonly call: number; readonly when: 'before' | 'after' };
  /** Steps written before it stops. */
  readonly steps: number;
}

export interface Lived {
  /** What was found at the start; nothing when the power went before it was looked through. */
  readonly finding: Finding | undefined;
  /** What it left, if the power went. */
  readonly wasCut: boolean;
  readonly history: History;
  /** What came in between, and was no power cut: it could not be opened, or not be written to. */
  readonly broken: string | undefined;
}

const words = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Whether somewhere behind an error stands a power cut: the journal wraps what its store throws. */
const isPowerCut = (error: unknown): boolean =>
  error instanceof PowerCut || (error instanceof Error && error.cause !== undefined && isPowerCut(error.cause));

/** One start of a terminal's journal: it is opened, looked through, written on and closed, or the power goes in between. */
export async function live(
  { disk, history: inherited }: Inheritance,
  work: readonly Step[],
  plan: Plan,
  luck: Luck,
): Promise<Lived> {
  const sound = soundSystem(disk, luck);
  const system: System = plan.cut ? cutAt(sound, plan.cut.call, plan.cut.when) : sound;
  let finding: Finding | undefined;
  let history = inherited;
  const lived = (broken?: string, wasCut = false): Lived => ({ finding, wasCut, history, broken });
  try {
    const store = await openStore(system);
    finding = lookThrough(store, inherited);
    if (finding.faults.length > 0) return lived();
    const writer = createWriter(store, finding.kept, disk, createMovedClock());
    history = writer.history;
    for (const step of work.slice(finding.kept.length, finding.kept.length + plan.steps)) writer.write(step);
    store.close();
    return lived();
  } catch (error) {
    return isPowerCut(error) ? lived(undefined, true) : lived(words(error));
  }
}
