/** What every card dispenser must do, whatever its protocol and its line. Imported by tests only. */
import { afterEach, describe, expect, test } from 'vitest';
import type { CardDispenser, CardDispenserStatus } from '../contract/card-dispenser.ts';
import type { Outcome } from '../contract/fault.ts';

/** Where the cards are. */
export interface CardCount {
  /** In the stack, or waiting at a ready place. */
  readonly stack: number;
  readonly inside: number;
  readonly gate: number;
  readonly bin: number;
  readonly taken: number;
}

export type SuiteFault =
  | 'jamAtStack'
  | 'jamOnTheWay'
  | 'jamAtGate'
  | 'powerCut'
  | 'silent'
  | 'nak'
  | 'answerLost'
  | 'badChecksum'
  | 'noise'
  | 'late';

/** A driver, the machine it drives as hands see it, and time. */
export interface DispenserBench {
  readonly dispenser: CardDispenser;
  readonly statuses: readonly CardDispenserStatus[];
  cards(): CardCount;
  load(count: number): void;
  take(): void;
  emptyBin(): void;
  /** Takes a stuck card out by hand. */
  free(): void;
  moving(): boolean;
  failNext(fault: SuiteFault): void;
  failUntilCleared(fault: SuiteFault): void;
  clear(): void;
  /** Lets time pass until `work` is settled. */
  settle<T>(work: Promise<T>): Promise<T>;
  until(condition: () => boolean): Promise<void>;
  close(): Promise<void>;
}

export interface BenchPlan {
  readonly cards: number;
  readonly binCapacity?: number;
}

/** The stack counts as low below this many cards. */
export const lowBelow = 3;
const many = 10;

const ok: Outcome = { ok: true };
const total = (cards: CardCount) => cards.stack + cards.inside + cards.gate + cards.bin + cards.taken;

/** `time` says whether minutes cost nothing; on a real line only what takes seconds is tried. */
export function dispenserContract(time: 'virtual' | 'real', open: (plan: BenchPlan) => Promise<DispenserBench>): void {
  let bench: DispenserBench | undefined;
  const never = () => new AbortController().signal;

  async function ready(plan: BenchPlan = { cards: many }) {
    const opened = await open(plan);
    bench = opened;
    await opened.until(() => opened.dispenser.status().device !== 'starting');
    return opened;
  }
  afterEach(async () => {
    await bench?.close();
    bench = undefined;
  });

  test.each([
    ['many cards', many, 'ok'],
    ['few cards', 1, 'low'],
    ['none', 0, 'empty'],
  ] as const)('%s: online, nothing inside, the stack is told', async (_, cards, dispense) => {
    const { dispenser } = await ready({ cards });
    expect(dispenser.status()).toEqual({ device: 'online', media: 'notPresent', dispense, retain: 'ok' });
  });

  test('a card is taken from the stack, offered, left for a while, and taken', async () => {
    const { dispenser, statuses, cards, take, settle } = await ready();
    expect(await settle(dispenser.takeFromStack())).toEqual(ok);
    expect(dispenser.status()).toMatchObject({ device: 'online', media: 'present' });
    expect(cards()).toMatchObject({ inside: 1, gate: 0, stack: many - 1 });
    expect(await settle(dispenser.offer())).toEqual(ok);
    expect(cards()).toMatchObject({ inside: 0, gate: 1 });
    expect(await settle(dispenser.waitUntilTaken(never(), 700))).toEqual({ ok: true, taken: false });
    expect(dispenser.status()).toMatchObject({ media: 'entering' });
    const waiting = dispenser.waitUntilTaken(never(), 30_000);
    take();
    expect(await settle(waiting)).toEqual({ ok: true, taken: true });
    expect(cards()).toMatchObject({ stack: many - 1, taken: 1 });
    const media = statuses.flatMap((status) => (status.device === 'online' ? [status.media] : []));
    expect(media).toEqual(['notPresent', 'present', 'entering', 'notPresent']);
  });

  test('one card after another', async () => {
    const { dispenser, cards, take, settle } = await ready();
    for (let round = 1; round <= 3; round++) {
      expect(await settle(dispenser.takeFromStack())).toEqual(ok);
      expect(await settle(dispenser.offer())).toEqual(ok);
      take();
      expect(await settle(dispenser.waitUntilTaken(never(), 5_000))).toEqual({ ok: true, taken: true });
      expect(cards()).toMatchObject({ stack: many - round, taken: round });
    }
  });

  test('an empty machine offers and retains nothing, least of all a card from the stack', async () => {
    const { dispenser, cards, settle } = await ready();
    expect(await settle(dispenser.offer())).toEqual({ ok: false, fault: 'cardRemoved' });
    expect(await settle(dispenser.retain())).toEqual({ ok: false, fault: 'cardRemoved' });
    expect(cards()).toEqual({ stack: many, inside: 0, gate: 0, bin: 0, taken: 0 });
    expect(await settle(dispenser.waitUntilTaken(never(), 1_000))).toEqual({ ok: true, taken: true });
  });

  test('a second card is not taken while one is in the machine', async () => {
    const { dispenser, cards, settle } = await ready();
    const both = [dispenser.takeFromStack(), dispenser.takeFromStack()];
    expect(await settle(Promise.all(both))).toEqual([ok, { ok: false, fault: 'cardInvalid' }]);
    expect(cards()).toMatchObject({ stack: many - 1, inside: 1 });
  });

  test('a card is retained from inside and from the gate', async () => {
    const { dispenser, cards, settle } = await ready();
    await settle(dispenser.takeFromStack());
    expect(await settle(dispenser.retain())).toEqual(ok);
    expect(cards()).toMatchObject({ inside: 0, bin: 1 });
    await settle(dispenser.takeFromStack());
    await settle(dispenser.offer());
    expect(await settle(dispenser.retain())).toEqual(ok);
    expect(cards()).toMatchObject({ gate: 0, bin: 2, taken: 0 });
    expect(dispenser.status()).toMatchObject({ device: 'online', media: 'notPresent' });
  });

  test('the last card, then stackEmpty, then new cards', async () => {
    const { dispenser, load, settle, until, cards } = await ready({ cards: 1 });
    expect(await settle(dispenser.takeFromStack())).toEqual(ok);
    expect(dispenser.status()).toMatchObject({ dispense: 'empty' });
    await settle(dispenser.retain());
    expect(await settle(dispenser.takeFromStack())).toEqual({ ok: false, fault: 'stackEmpty' });
    expect(dispenser.status()).toMatchObject({ device: 'online', dispense: 'empty' });
    load(many);
    await until(() => cards().stack === many);
    expect(await settle(dispenser.takeFromStack())).toEqual(ok);
    expect(dispenser.status()).toMatchObject({ dispense: 'ok' });
  });

  test('a full bin: the card stays, until the bin was emptied', async () => {
    const { dispenser, cards, emptyBin, settle } = await ready({ cards: many, binCapacity: 1 });
    await settle(dispenser.takeFromStack());
    expect(await settle(dispenser.retain())).toEqual(ok);
    expect(dispenser.status()).toMatchObject({ retain: 'full' });
    await settle(dispenser.takeFromStack());
    expect(await settle(dispenser.retain())).toEqual({ ok: false, fault: 'retainBinFull' });
    expect(dispenser.status()).toMatchObject({ device: 'online', media: 'present', retain: 'full' });
    emptyBin();
    expect(await settle(dispenser.retain())).toEqual(ok);
    expect(cards()).toMatchObject({ inside: 0, bin: 1 });
    // The bin holds one: it is full again.
    expect(dispenser.status()).toMatchObject({ retain: 'full' });
  });

  test('reset: the card inside stays, or is retained', async () => {
    const { dispenser, cards, settle } = await ready();
    await settle(dispenser.takeFromStack());
    expect(await settle(dispenser.reset('stay'))).toEqual(ok);
    expect(dispenser.status()).toMatchObject({ device: 'online', media: 'present' });
    expect(await settle(dispenser.reset('retain'))).toEqual(ok);
    expect(dispenser.status()).toMatchObject({ device: 'online', media: 'notPresent' });
    expect(cards()).toMatchObject({ inside: 0, bin: 1, stack: many - 1 });
  });

  test('what is called off before it begins moves nothing; waiting can be called off', async () => {
    const { dispenser, cards, settle } = await ready();
    expect(await settle(dispenser.takeFromStack(AbortSignal.abort()))).toEqual({ ok: false, fault: 'cancelled' });
    expect(cards()).toMatchObject({ stack: many });
    await settle(dispenser.takeFromStack());
    await settle(dispenser.offer());
    const stop = new AbortController();
    const waiting = dispenser.waitUntilTaken(stop.signal, 60_000);
    stop.abort();
    expect(await settle(waiting)).toEqual({ ok: false, fault: 'cancelled' });
  });

  test('called off in the middle of a movement it ends at rest, and the card can be retained', async () => {
    const { dispenser, cards, moving, settle, until } = await ready();
    const stop = new AbortController();
    const taking = dispenser.takeFromStack(stop.signal);
    await until(() => moving() && cards().inside === 1);
    stop.abort();
    const outcome = await settle(taking);
    expect([ok, { ok: false, fault: 'cancelled' }]).toContainEqual(outcome);
    expect(moving()).toBe(false);
    expect(dispenser.status()).toMatchObject({ device: 'online', media: 'present' });
    expect(await settle(dispenser.retain())).toEqual(ok);
    expect(cards()).toMatchObject({ inside: 0, bin: 1 });
  });

  test.each(['nak', 'silent', 'badChecksum', 'noise'] as const)('one %s on the line is mended', async (fault) => {
    const { dispenser, cards, failNext, settle } = await ready();
    failNext(fault);
    expect(await settle(dispenser.takeFromStack())).toEqual(ok);
    failNext(fault);
    expect(await settle(dispenser.offer())).toEqual(ok);
    failNext(fault);
    expect(await settle(dispenser.retain())).toEqual(ok);
    expect(cards()).toMatchObject({ stack: many - 1, bin: 1 });
  });

  test('closed, it is offline for good', async () => {
    const { dispenser, settle } = await ready();
    dispenser.close();
    expect(dispenser.status()).toEqual({ device: 'offline', fault: 'offline' });
    expect(await settle(dispenser.takeFromStack())).toEqual({ ok: false, fault: 'offline' });
  });

  if (time === 'real') return;

  describe('trouble that takes its time', () => {
    test('a passing jam is told, the card goes to the bin by itself, the next one comes', async () => {
      const { dispenser, cards, statuses, failNext, settle } = await ready();
      failNext('jamOnTheWay');
      const first = dispenser.takeFromStack();
      expect(await settle(first)).toEqual({ ok: false, fault: 'cardJammed' });
      expect(dispenser.status()).toEqual({ device: 'userError', fault: 'cardJammed' });
      expect(await settle(dispenser.takeFromStack())).toEqual(ok);
      expect(cards()).toMatchObject({ inside: 1, bin: 1, stack: many - 2 });
      expect(statuses.at(-1)).toMatchObject({ device: 'online', media: 'present' });
    });

    test('a jam at the gate, too', async () => {
      const { dispenser, cards, failNext, settle } = await ready();
      await settle(dispenser.takeFromStack());
      failNext('jamAtGate');
      expect(await settle(dispenser.offer())).toEqual({ ok: false, fault: 'cardJammed' });
      expect(await settle(dispenser.takeFromStack())).toEqual(ok);
      expect(cards()).toMatchObject({ inside: 1, gate: 0, bin: 1 });
    });

    test('a jam that a reset does not clear: out of service, without grinding on, until it is cleared by hand', async () => {
      const { dispenser, cards, failUntilCleared, clear, free, settle, until } = await ready();
      failUntilCleared('jamOnTheWay');
      expect(await settle(dispenser.takeFromStack())).toEqual({ ok: false, fault: 'cardJammed' });
      expect(await settle(dispenser.takeFromStack())).toEqual({ ok: false, fault: 'cardJammed' });
      expect(dispenser.status()).toEqual({ device: 'userError', fault: 'cardJammed' });
      clear();
      free();
      await until(() => dispenser.status().device === 'online');
      expect(await settle(dispenser.takeFromStack())).toEqual(ok);
      expect(total(cards())).toBe(many);
    });

    test('a technician who cleared it need not wait: reset', async () => {
      const { dispenser, failUntilCleared, clear, free, settle } = await ready();
      failUntilCleared('jamOnTheWay');
      await settle(dispenser.takeFromStack());
      await settle(dispenser.takeFromStack());
      clear();
      free();
      expect(await settle(dispenser.reset('retain'))).toEqual(ok);
      expect(dispenser.status()).toMatchObject({ device: 'online', media: 'notPresent' });
    });

    test('a power cut in mid-movement: no card is lost, and the next one comes when the way is cleared', async () => {
      const { dispenser, cards, failNext, settle, until } = await ready();
      failNext('powerCut');
      const outcome = await settle(dispenser.takeFromStack());
      await until(() => dispenser.status().device === 'online');
      expect(total(cards())).toBe(many);
      const status = dispenser.status();
      expect(status).toMatchObject({ media: cards().inside === 1 ? 'present' : 'notPresent' });
      if (!outcome.ok && cards().inside === 1) expect(await settle(dispenser.retain())).toEqual(ok);
      if (cards().inside === 0) expect(await settle(dispenser.takeFromStack())).toEqual(ok);
      expect(await settle(dispenser.offer())).toEqual(ok);
      expect(cards()).toMatchObject({ gate: 1, taken: 0 });
      expect(total(cards())).toBe(many);
    });

    test('a machine that falls silent is offline, and comes back by itself', async () => {
      const { dispenser, failUntilCleared, clear, settle, until } = await ready();
      failUntilCleared('silent');
      expect(await settle(dispenser.takeFromStack())).toEqual({ ok: false, fault: 'timeOut' });
      await until(() => dispenser.status().device === 'offline');
      expect(dispenser.status()).toEqual({ device: 'offline', fault: 'timeOut' });
      clear();
      await until(() => dispenser.status().device === 'online');
      expect(await settle(dispenser.takeFromStack())).toEqual(ok);
    });

    test.each(['answerLost', 'late'] as const)(
      'one %s: the machine is found again, and so is the card',
      async (fault) => {
        const { dispenser, cards, failNext, moving, settle, until } = await ready();
        const taking = dispenser.takeFromStack();
        await until(() => moving() && cards().inside === 1);
        failNext(fault);
        const outcome = await settle(taking);
        await until(() => dispenser.status().device === 'online');
        if (!outcome.ok) expect(outcome.fault).toBe('timeOut');
        expect(cards()).toMatchObject({ stack: many - 1, inside: 1 });
        expect(dispenser.status()).toMatchObject({ media: 'present' });
        expect(await settle(dispenser.offer())).toEqual(ok);
      },
    );

    test('a card that nobody fetched is seen while nobody asks', async () => {
      const { dispenser, take, settle, until } = await ready();
      await settle(dispenser.takeFromStack());
      await settle(dispenser.offer());
      take();
      await until(() => {
        const status = dispenser.status();
        return status.device === 'online' && status.media === 'notPresent';
      });
    });
  });
}
