import { beforeEach, expect, test } from 'vitest';
import { createMemoryJournal } from '../simulator/world/memory-journal.ts';
import { createVirtualClock, type VirtualClock } from '../simulator/world/virtual-clock.ts';
import { createJournal, JournalError } from './journal/journal.ts';
import type { LogEvent } from './log-event.ts';
import { type RecoveryPorts, recover } from './recovery.ts';

const patience = 30_000;
let clock: VirtualClock;
let log: LogEvent[];
let life: AbortController;

beforeEach(() => {
  clock = createVirtualClock(Date.UTC(2026, 0, 5));
  log = [];
  life = new AbortController();
});

/** A start whose orders come to their end when `settled` does, and whose devices are silent. */
function startWith(settled: Promise<void>): Promise<void> {
  const store = createMemoryJournal();
  const journal = createJournal(store, clock, () => {});
  const money = { recover: () => settled } as unknown as RecoveryPorts['money'];
  const drain = async () => ({ card: 'none' as const, counted: undefined });
  const chance = { bytes: (count: number) => new Uint8Array(count) };
  const note = (event: LogEvent) => void log.push(event);
  const around = { clock, chance, log: note, life: life.signal };
  const ports = { store, journal, money, drain, takeUp: () => {}, begun: () => {} };
  return recover({ ...ports, ...around }, patience);
}

const opened = () => log.some(({ event }) => event === 'terminal.open');

test('it opens when its patience is over, though an order needs longer', async () => {
  const start = startWith(new Promise(() => {}));
  await clock.advance(patience - 1);
  expect(opened()).toBe(false);
  await clock.advance(1);
  await start;
  expect(opened()).toBe(true);
});

test('a terminal stopped meanwhile does not open, and waits for nothing any more', async () => {
  const start = startWith(new Promise(() => {}));
  await clock.advance(1000);
  life.abort();
  await start;
  expect(opened()).toBe(false);
  expect(clock.pending).toBe(0);
});

test('a journal lost meanwhile ends the start, and leaves nothing waiting', async () => {
  await expect(startWith(Promise.reject(new JournalError('no space left')))).rejects.toThrow('no space left');
  expect(clock.pending).toBe(0);
});
