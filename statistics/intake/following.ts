import type { UsageBatch, UsageCursor } from '../../terminal/hub-contract.ts';
import { nextHash, noEventsHash, type UsageEvent } from '../../terminal/usage-event.ts';
import type { EpochMark, Standing } from '../store/hub-store.ts';
import type { Seals } from './seals.ts';

/** How a batch stands to what the hub has of its terminal. */
export type Following =
  /** `mark` is how far its epoch is heard with it; `restored` says, in one word, why the journal must have gone back. */
  | {
      readonly is: 'next';
      readonly mark: EpochMark;
      readonly fresh: readonly UsageEvent[];
      readonly restored?: string;
    }
  /** The hub has every event of it. */
  | { readonly is: 'repeat' }
  /** The cursor that has to be followed first. */
  | { readonly is: 'gap'; readonly expected: UsageCursor | null }
  /** Its events are not those the hub has under the same numbers. */
  | { readonly is: 'fork' };

/** Nothing can be chained to a mark without a hash: the terminal begins anew, and the hub drops what it has. */
const cursorOf = ({ epoch, sequence, hash }: EpochMark): UsageCursor | null =>
  hash === '' ? null : { epoch, sequence, hash };

const fits = (mark: EpochMark, hash: string | undefined): boolean => mark.hash === '' || mark.hash === hash;

/** The chain's hash after each event, beginning from the cursor the batch follows. */
const chainOf = ({ epoch, previous, events }: UsageBatch, sha256: Seals['sha256']): string[] => {
  let hash = previous?.hash ?? noEventsHash;
  return events.map((event) => {
    hash = nextHash(sha256, hash, epoch, event);
    return hash;
  });
};

/** A batch of an epoch the hub has not heard. What its epoch follows says whether the journal went on or went back. */
const opening = (batch: UsageBatch, standing: Standing): Following | { readonly restored?: string } => {
  const { epoch, previous } = batch;
  const { current, known, followed } = standing;
  if (previous === null) return current ? { restored: 'journalReplaced' } : {};
  const before = previous.epoch === epoch ? undefined : known.get(previous.epoch);
  if (!before) return { is: 'gap', expected: current ? cursorOf(current) : null };
  if (before.sequence < previous.sequence) return { is: 'gap', expected: cursorOf(before) };
  if (before.sequence > previous.sequence) return { restored: 'journalWentBack' };
  if (!fits(before, previous.hash)) return { restored: 'journalDiffers' };
  return followed.has(before.epoch) ? { restored: 'journalTwice' } : {};
};

/**
 * How a batch follows what the hub has. Events up to the mark of their epoch are repeats; the chain computed through them
 * must come to the mark's own hash, or somebody wrote other events under the same numbers.
 */
export const followingOf = (batch: UsageBatch, standing: Standing, sha256: Seals['sha256']): Following => {
  const { epoch, previous, events } = batch;
  const after = previous?.sequence ?? 0;
  const last = events.at(-1)?.sequence ?? after;
  const mark = standing.known.get(epoch);

  if (!mark) {
    const opened = opening(batch, standing);
    if ('is' in opened) return opened;
    const follows = previous && { epoch: previous.epoch, sequence: previous.sequence };
    const hash = chainOf(batch, sha256).at(-1) ?? noEventsHash;
    return { is: 'next', mark: { epoch, sequence: last, hash, follows }, fresh: events, ...opened };
  }

  if (after > mark.sequence) return { is: 'gap', expected: cursorOf(mark) };
  if (last < mark.sequence) return { is: 'repeat' };
  const chain = chainOf(batch, sha256);
  // A hub put back from an old backup asks for what the terminal's journal has dropped since: it begins where it begins.
  if (previous === null && events.every(({ sequence }) => sequence > mark.sequence)) {
    const shortened = { ...mark, sequence: last, hash: chain.at(-1) ?? mark.hash };
    return { is: 'next', mark: shortened, fresh: events, restored: 'journalShortened' };
  }
  const atMark =
    after === mark.sequence ? previous?.hash : chain[events.findIndex(({ sequence }) => sequence === mark.sequence)];
  if (!fits(mark, atMark)) return { is: 'fork' };
  const fresh = events.filter(({ sequence }) => sequence > mark.sequence);
  if (fresh.length === 0) return { is: 'repeat' };
  return {
    is: 'next',
    mark: { ...mark, sequence: last, hash: chain.at(-1) ?? mark.hash },
    fresh,
    // Only one start of a terminal can be running: events of another than the last one heard come from a second machine.
    ...(standing.current?.epoch !== epoch && { restored: 'journalTwice' }),
  };
};
