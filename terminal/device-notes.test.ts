import { beforeEach, expect, test } from 'vitest';
import type { DeviceEvent } from '../device-drivers/contract/device-event.ts';
import { createMemoryJournal } from '../simulator/world/memory-journal.ts';
import { createVirtualClock } from '../simulator/world/virtual-clock.ts';
import { ability } from './device-ability.ts';
import { createDeviceNotes, type DeviceNotes } from './device-notes.ts';
import { createJournal, entryOf, genesis, recordsAfter } from './journal/journal.ts';
import type { JournalStore } from './journal/store.ts';
import type { LogEvent } from './log-event.ts';
import { type BookedJournal, withBooks } from './technician/books.ts';
import type { DeviceStatuses } from './technician/device-state.ts';

const online = { device: 'online' } as const;
const out = { device: 'userError', fault: 'paperOut' } as const;
const fault: DeviceEvent = { event: 'device.fault', device: 'receiptPrinter', fault: 'paperOut' };

let store: JournalStore;
let journal: BookedJournal;
let statuses: DeviceStatuses;
let log: LogEvent[];
let notes: DeviceNotes;

beforeEach(() => {
  store = createMemoryJournal();
  statuses = { receiptPrinter: { ...online, paper: 'full' } };
  log = [];
  openNotes();
});

/** As after a start on the same disk. */
function openNotes(): void {
  const clock = createVirtualClock(0);
  journal = withBooks(
    createJournal(store, clock, () => {}),
    clock,
  );
  for (const record of recordsAfter(store, 0)) journal.takeUp(record);
  notes = createDeviceNotes(
    journal,
    (event) => log.push(event),
    () => statuses,
  );
}

function begin(): void {
  journal.append({ kind: 'terminal.started', epoch: 'E1', after: 0, hash: genesis });
  notes.begin();
}

const entries = () => store.read(0, 100).map((record) => entryOf(record));
const changed = (available: boolean) => ({ kind: 'device.changed', device: 'receiptPrinter', available });
const started = { kind: 'terminal.started', epoch: 'E1', after: 0, hash: genesis };

test('what is heard before the start is written comes after it', () => {
  statuses = { receiptPrinter: out };
  notes.hear(fault);
  notes.look('receiptPrinter');
  expect(entries()).toEqual([]);
  expect(log).toEqual([fault]);
  begin();
  notes.hear({ event: 'device.noise', device: 'receiptPrinter', bytes: 3 });
  expect(entries()).toEqual([
    started,
    { kind: 'device.fault', device: 'receiptPrinter', fault: 'paperOut' },
    changed(false),
  ]);
});

test('a device that can do its work, and always could, is not noted', () => {
  begin();
  notes.look('receiptPrinter');
  expect(entries()).toEqual([started]);
});

test('every change is noted once, over starts too', () => {
  begin();
  statuses = { receiptPrinter: out };
  notes.look('receiptPrinter');
  notes.look('receiptPrinter');
  expect(entries()).toEqual([started, changed(false)]);

  openNotes();
  statuses = { receiptPrinter: { device: 'starting' } };
  begin();
  expect(entries().slice(2)).toEqual([started]);
  statuses = { receiptPrinter: { ...online, paper: 'low' } };
  notes.look('receiptPrinter');
  expect(entries().slice(3)).toEqual([changed(true)]);
});

const cards = { ...online, media: 'notPresent', dispense: 'ok', retain: 'ok' } as const;

test.each([
  ['one that is starting', 'cardDispenser', { cardDispenser: { device: 'starting' } }, undefined],
  ['one that is not there', 'cardDispenser', {}, undefined],
  ['one that runs low', 'cardDispenser', { cardDispenser: { ...cards, dispense: 'low' } }, true],
  ['an empty stack', 'cardDispenser', { cardDispenser: { ...cards, dispense: 'empty' } }, false],
  ['a full bin', 'cardDispenser', { cardDispenser: { ...cards, retain: 'full' } }, false],
  ['paper that is out', 'receiptPrinter', { receiptPrinter: out }, false],
  ['paper that runs low', 'receiptPrinter', { receiptPrinter: { ...online, paper: 'low' } }, true],
] as const satisfies [string, string, DeviceStatuses, boolean | undefined][])('%s', (_, kind, its, able) => {
  expect(ability(kind, its)).toBe(able);
});
