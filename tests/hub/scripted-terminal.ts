/**
 * A terminal as far as the hub can tell: a journal of events under epochs, and an outbox that keeps to the contract. Its
 * disk can be copied, put back, and set up a second time.
 */
import { deviceKinds } from '../../device-drivers/contract/device-event.ts';
import { zoneClock } from '../../statistics/calendar.ts';
import type { Arrival } from '../../statistics/intake/collecting.ts';
import type { inventedOutbox } from '../../statistics/intake/invented-usage-outbox.ts';
import { nodeSeals } from '../../statistics/intake/node-seals.ts';
import type { UsageCursor } from '../../terminal/hub-contract.ts';
import { nextHash, noEventsHash, type UsageEvent, visitEndings, visitFlows } from '../../terminal/usage-event.ts';

/** Chance that is the same for the same seed. */
export const seededChance = (seed: number) => {
  let state = seed >>> 0;
  const below = (count: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
  const pick = <T>(them: readonly [T, ...T[]]): T => them[below(them.length)] ?? them[0];
  return { below, pick, percent: (share: number): boolean => below(100) < share };
};
export type Chance = ReturnType<typeof seededChance>;

export interface Written {
  readonly epoch: string;
  readonly event: UsageEvent;
  readonly hash: string;
}

/** What stands on a terminal's disk. */
export interface Disk {
  readonly written: readonly Written[];
  readonly cursor: UsageCursor | null;
}

const emptyDisk: Disk = { written: [], cursor: null };
const { sha256 } = nodeSeals();
const clock = zoneClock('Asia/Shanghai');
const began = Date.UTC(2026, 9, 28, 1);

const factOf = (chance: Chance): object => {
  switch (chance.below(6)) {
    case 0:
      return { kind: 'registrationConfirmed', amount: chance.below(50_000) };
    case 1:
      return { kind: 'bookingCollected', amount: chance.below(5_000), paidHere: chance.percent(50) };
    case 2:
      return { kind: 'deviceFault', device: chance.pick(deviceKinds), fault: chance.pick(['paperOut', 'cardJam']) };
    case 3:
      return { kind: 'deviceChanged', device: chance.pick(deviceKinds), available: chance.percent(50) };
    case 4:
      return { kind: 'pagesPrinted', pages: chance.below(20) };
    default:
      return {
        kind: 'visitEnded',
        flow: chance.pick(visitFlows),
        ending: chance.pick(visitEndings),
        step: chance.pick(['identify', 'pay', 'farewell']),
        seconds: chance.below(400),
        firstTry: chance.percent(70),
      };
  }
};

const cursorOf = ({ epoch, event, hash }: Written): UsageCursor => ({ epoch, sequence: event.sequence, hash });

/** What the hub answered: a receipt, or with a gap the cursor it waits for, or another refusal. */
export type Reply =
  | { readonly receipt: { readonly upTo: number } }
  | { readonly expected: UsageCursor | null }
  | { readonly refused: string };

export const scriptedTerminal = (outbox: ReturnType<typeof inventedOutbox>, chance: Chance, disk: Disk = emptyDisk) => {
  let written = [...disk.written];
  let { cursor } = disk;
  let epoch = '';

  const write = (fact: object): void => {
    const last = written.at(-1);
    const at = (last?.event.at ?? began) + 1_000 * chance.below(3_600);
    const { day, time } = clock(at);
    const sequence = (last?.event.sequence ?? 0) + 1 + chance.below(3);
    const event = { sequence, at, businessDay: day, hour: Number(time.slice(0, 2)), ...fact } as UsageEvent;
    written.push({ epoch, event, hash: nextHash(sha256, last?.hash ?? noEventsHash, epoch, event) });
  };

  const start = (): void => {
    epoch = `e${chance.below(1_000_000_000)}`;
    write({ kind: 'started' });
  };
  start();

  /** The events of one epoch after the cursor, a few at a time. */
  const unsent = (): readonly Written[] => {
    const after = written.filter(({ event }) => event.sequence > (cursor?.sequence ?? 0));
    const count = 1 + chance.below(30);
    return after.filter((it) => it.epoch === after[0]?.epoch).slice(0, count);
  };

  return {
    terminal: outbox.terminal,
    start,
    live: (events: number) => {
      for (let count = 0; count < events; count += 1) write(factOf(chance));
    },
    disk: (): Disk => ({ written: [...written], cursor }),
    /** The disk is put back to what it was, and the terminal started from it. */
    restore: (earlier: Disk) => {
      written = [...earlier.written];
      cursor = earlier.cursor;
      start();
    },
    /** The cursor runs ahead of what was sent. */
    skip: () => {
      const last = written.at(-1);
      cursor = last ? cursorOf(last) : null;
    },
    written: (): readonly Written[] => written,
    next: (): { arrival: Arrival; epoch: string; events: readonly UsageEvent[] } | undefined => {
      const batch = unsent();
      const [first] = batch;
      if (!first) return undefined;
      const events = batch.map(({ event }) => event);
      return { arrival: outbox.batch(first.epoch, cursor, events), epoch: first.epoch, events };
    },
    heard: (reply: Reply, events: readonly UsageEvent[]) => {
      if ('receipt' in reply) {
        const last = written.find(({ event }) => event.sequence === events.at(-1)?.sequence);
        if (last) cursor = cursorOf(last);
      } else if ('expected' in reply) {
        // Only what is its own can be followed: another machine may have gone on in an epoch both of them know.
        const own = written.find(({ event }) => event.sequence === reply.expected?.sequence);
        cursor = own && own.epoch === reply.expected?.epoch && own.hash === reply.expected.hash ? cursorOf(own) : null;
      }
    },
  };
};
export type ScriptedTerminal = ReturnType<typeof scriptedTerminal>;
