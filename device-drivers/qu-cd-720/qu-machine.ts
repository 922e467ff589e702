import { type Act, type Look, type Machine, type Sight, stuck, type Trouble } from '../card-dispenser/machine.ts';
import { type Clock, sleep } from '../contract/clock.ts';
import { failed } from '../contract/fault.ts';
import type { Flags } from './codec.ts';
import type { Conversation } from './conversation.ts';

/**
 * Milliseconds between two looks at a movement; until one has begun, or its ENQ was lost; until it is over. How often to
 * begin it.
 */
const patience = { look: 200, begun: 1_500, over: 15_000, tries: 3 };

/** How far a movement is, by the flags. `notBegun` also says that it may safely be asked for again. */
type Progress = 'done' | 'underWay' | 'notBegun' | Trouble;
type Movement = Parameters<Conversation['act']>[0];
type Seen = { readonly ok: true; readonly flags: Flags } | Trouble;

const holdsCard = (flags: Flags) => flags.atReader || flags.atGate;
const moves = (flags: Flags) => flags.dispensing || flags.capturing;

/** An empty hopper fails to bring the next card to the ready place as well: that is no jam. */
function jamIn(flags: Flags): Trouble | undefined {
  if (flags.jammed) return stuck('cardJammed', 'card jammed');
  return flags.dispenseFailed && !flags.hopperEmpty ? stuck('cardJammed', 'dispensing failed') : undefined;
}

export function sightOf(flags: Flags): Sight {
  const spent = flags.hopperEmpty && !flags.ready;
  return {
    media: flags.atGate ? 'entering' : flags.atReader ? 'present' : 'notPresent',
    // The last card waits at the ready place when the hopper is empty already.
    dispense: spent ? 'empty' : flags.hopperLow || flags.hopperEmpty ? 'low' : 'ok',
    retain: flags.binFull ? 'full' : 'ok',
  };
}

export function createQuMachine(talk: Conversation, clock: Clock): Machine {
  const seeOnce = (): Promise<Seen> => talk.flags('flags');

  /** Looks until `enough` of the flags, a jam, or too long. */
  async function seeUntil(enough: (flags: Flags) => boolean, signal?: AbortSignal): Promise<Seen> {
    const until = clock.now() + patience.over;
    for (;;) {
      const seen = await seeOnce();
      if (!seen.ok) return seen;
      const jam = jamIn(seen.flags);
      if (jam) return jam;
      if (enough(seen.flags)) return seen;
      if (signal?.aborted) return failed('cancelled');
      if (clock.now() >= until) return stuck('hardwareError', 'the machine does not become ready');
      await sleep(clock, patience.look, talk.over, signal);
    }
  }

  async function carryOut(movement: Movement, progress: (flags: Flags) => Progress): Promise<Look> {
    for (let attempt = 1; attempt <= patience.tries; attempt++) {
      const begun = await talk.act(movement);
      if (!begun.ok) return begun;
      const lostBy = clock.now() + patience.begun;
      const until = clock.now() + patience.over;
      let goes = true;
      while (goes) {
        await sleep(clock, patience.look, talk.over);
        const seen = await seeOnce();
        if (!seen.ok) return seen;
        const now = progress(seen.flags);
        if (now === 'done') return { ok: true, sight: sightOf(seen.flags) };
        if (clock.now() >= until) return stuck('cardJammed', `${movement} does not come to an end`);
        // What was wrong before the movement may still be flagged in its first moments.
        if (now !== 'underWay' && clock.now() >= lostBy) {
          if (now !== 'notBegun') return now;
          goes = false;
        }
      }
    }
    return stuck('hardwareError', `${movement} does not begin`);
  }

  const settled = (flags: Flags) => !moves(flags) && (flags.ready || holdsCard(flags) || flags.hopperEmpty);

  const look = async (): Promise<Look> => {
    const seen = await seeOnce();
    if (!seen.ok) return seen;
    return jamIn(seen.flags) ?? { ok: true, sight: sightOf(seen.flags) };
  };

  return {
    async begin(): Promise<Act> {
      const seen = await seeUntil(settled);
      return seen.ok ? { ok: true } : seen;
    },
    look,
    async takeFromStack(signal) {
      // After a card went out, the next one first comes to the ready place.
      const seen = await seeUntil((flags) => flags.ready || (flags.hopperEmpty && !moves(flags)), signal);
      if (!seen.ok) return seen;
      if (!seen.flags.ready) return failed('stackEmpty');
      if (signal?.aborted) return failed('cancelled');
      return carryOut('toReader', (flags) => {
        if (flags.atReader) return 'done';
        return jamIn(flags) ?? (flags.dispensing ? 'underWay' : 'notBegun');
      });
    },
    async offer() {
      const cleared = await talk.flags('clearFlags');
      if (!cleared.ok) return cleared;
      return carryOut('toGate', (flags) => {
        if (flags.atGate || flags.taken) return 'done';
        if (jamIn(flags)) return jamIn(flags) ?? 'underWay';
        if (flags.dispensing) return 'underWay';
        // Asked again without its card at the reader, it would offer the next one.
        return flags.atReader ? 'notBegun' : failed('cardRemoved');
      });
    },
    async retain() {
      const cleared = await talk.flags('clearFlags');
      if (!cleared.ok) return cleared;
      if (cleared.flags.binFull) return failed('retainBinFull');
      return carryOut('capture', (flags) => {
        if (flags.captured && !holdsCard(flags)) return 'done';
        if (jamIn(flags)) return jamIn(flags) ?? 'underWay';
        if (flags.capturing) return 'underWay';
        if (flags.binFull) return failed('retainBinFull');
        return holdsCard(flags) ? 'notBegun' : failed('cardRemoved');
      });
    },
    async reset(to): Promise<Act> {
      const seen = await talk.flags('clearFlags');
      if (!seen.ok) return seen;
      // Its reset always retains.
      if (to === 'stay' && jamIn(seen.flags)) return failed('cardJammed');
      if (to === 'stay' && holdsCard(seen.flags)) return { ok: true };
      return carryOut('reset', (flags) => {
        if (moves(flags)) return 'underWay';
        const jam = jamIn(flags);
        if (jam) return jam;
        if (holdsCard(flags)) return flags.binFull ? failed('retainBinFull') : 'notBegun';
        return settled(flags) ? 'done' : 'underWay';
      });
    },
    end: talk.end,
    ended: talk.ended,
    over: talk.over,
  };
}
