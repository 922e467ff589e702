import { describe, expect, test } from 'vitest';
import { getShortestPaths } from 'xstate/graph';
import { failed } from '../../../device-drivers/contract/fault.ts';
import { fold } from '../../money/order.ts';
import {
  at,
  card,
  clinicCancelled,
  closed,
  confirmationOf,
  confirmed,
  confirming,
  givenUp,
  held,
  type Moving,
  openedFor,
  paid,
  released,
  type Short,
  settled,
  toPaying,
} from './scripted-settlement.ts';
import { settlementMachine } from './settlement-machine.ts';
import { settlementScreen } from './settlement-screen.ts';
import type { SettlementEvent } from './settlement-setup.ts';

describe('walked through by every way', () => {
  const watchedAfter = (...entries: readonly Short[]): SettlementEvent => {
    const moved = entries.map((it) => ({ ...it, order: 'o1' }) as Moving).reduce(fold, openedFor(card));
    const confirmation = confirmationOf({ kind: 'card', replaced: false });
    return { type: 'order', watched: { order: moved, payerBusy: false, charge: 'none', confirmation } };
  };
  const written: readonly Short[] = [...toPaying, paid, settled, { kind: 'delivery.done', pages: 0 }];
  const orders = [
    watchedAfter(held),
    watchedAfter(...toPaying),
    watchedAfter(...toPaying, givenUp),
    watchedAfter(...toPaying, givenUp, closed),
    watchedAfter(...toPaying, givenUp, closed, released),
    watchedAfter(...toPaying, paid, settled),
    watchedAfter(...written),
    watchedAfter(...written, confirming, clinicCancelled),
    watchedAfter(...written, confirming, confirmed),
    watchedAfter(...written, confirming, confirmed, { kind: 'card.delivered', state: 'handedOver' }),
    watchedAfter(...written, confirming, confirmed, { kind: 'card.delivered', state: 'captured' }),
  ];
  const ended = (id: string, output?: unknown) =>
    ({ type: `xstate.done.actor.${id}`, output }) as unknown as SettlementEvent;
  const events: SettlementEvent[] = [
    ...orders,
    { type: 'tap.cancel' },
    { type: 'tap.back' },
    { type: 'tap.confirm' },
    { type: 'scanned', outcome: { ok: true, payerCode: '1' } },
    { type: 'scanned', outcome: failed('barcodeInvalid') },
    { type: 'scanned', outcome: failed('offline') },
    { type: 'cardAtGate' },
    { type: 'journalFailed' },
    ended('0.settlement.checking', { ok: true }),
    ended('0.settlement.checking', failed('stackEmpty')),
    ended('0.settlement.ordering.fulfilled.printing', { ok: true }),
  ];
  const paths = getShortestPaths(settlementMachine, {
    input: card,
    events,
    serializeState: ({ value, status, context: { watched, again, cardAtGate, ending } }) =>
      JSON.stringify([value, status, watched?.order, again, cardAtGate, ending]),
  });
  const keysOf = (value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : Object.entries(value as object).flatMap(([key, inner]) => [key, ...keysOf(inner)]);

  test('every state in which a card’s order can stand is reached', () => {
    const reached = new Set(paths.flatMap(({ state }) => keysOf(state.value)));
    for (const state of ['checking', 'ordering', 'opening', 'paying', 'open', 'charged', 'unscanned', 'cancelling']) {
      expect(reached).toContain(state);
    }
    for (const state of ['delivering', 'confirming', 'handing', 'refunding', 'fulfilled', 'printing', 'done']) {
      expect(reached).toContain(state);
    }
  });

  test('everywhere there is a screen, and taps do nothing but give an open payment up', () => {
    for (const { state } of paths) {
      if (state.status !== 'active') continue;
      expect(settlementScreen(state, at).name).toMatch(/^(working|pay|confirming|takeCard|printing)$/);
      expect(state.can({ type: 'tap.cancel' })).toBe(state.matches({ ordering: 'paying' }));
      expect(state.can({ type: 'tap.back' })).toBe(false);
    }
  });

  test('nobody is back at the list while what they gave up is still held', () => {
    const back = paths.filter(({ state }) => state.output?.kind === 'givenUp');
    expect(back.length).toBeGreaterThan(0);
    for (const { state } of back) expect(state.context.watched?.order.lock).toBe('released');
  });

  test('nobody is told that nothing was taken while an order stands paid', () => {
    const ends = paths.filter(({ state }) => state.status === 'done');
    expect(ends.length).toBeGreaterThan(8);
    for (const { state } of ends) {
      const paidFor = state.context.watched?.order.payment === 'paid';
      expect(state.output?.kind === 'givenUp' && paidFor).toBe(false);
      if (state.output?.kind === 'trouble' && paidFor) expect(state.output.money.money).not.toBe('untouched');
    }
  });
});
