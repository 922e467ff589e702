import * as v from 'valibot';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Actor, createActor } from 'xstate';
import { deviceKinds } from '../../device-drivers/contract/device-event.ts';
import { createVirtualShelf, type VirtualShelf } from '../../simulator/devices/virtual-shelf.ts';
import { createMemoryJournal, type MemoryJournal } from '../../simulator/world/memory-journal.ts';
import { createVirtualClock, type VirtualClock } from '../../simulator/world/virtual-clock.ts';
import { type DeviceBay, openDevices } from '../device-bay.ts';
import { DeviceConfig } from '../device-config.ts';
import { technicianMachine } from '../flows/technician/technician-machine.ts';
import { technicianScreen } from '../flows/technician/technician-screen.ts';
import { createJournal, entryOf, recordsAfter } from '../journal/journal.ts';
import { TechnicianConfig } from '../technician-config.ts';
import { createAccess } from './access.ts';
import { technicianActors } from './actors.ts';
import { type BookedJournal, withBooks } from './books.ts';
import { kindsOf, statusesOf } from './device-state.ts';
import { codeAt, secretOf } from './one-time-code.ts';
import { hashPin } from './pin.ts';

const minute = 60_000;
const pin = '314159';
const secret = secretOf(new Uint8Array(20).fill(9));
const config = v.parse(TechnicianConfig, { pinHash: hashPin(pin, new Uint8Array(16)), oneTimeSecret: secret });

let clock: VirtualClock;
let shelf: VirtualShelf;
let bay: DeviceBay;
let store: MemoryJournal;
let journal: BookedJournal;
let actor: Actor<typeof technicianMachine>;

beforeEach(async () => {
  clock = createVirtualClock(Date.UTC(2026, 10, 23, 0, 5));
  shelf = createVirtualShelf(clock, () => 0.5);
  bay = openDevices(v.parse(DeviceConfig, shelf.config), { links: shelf.links, clock, log: () => {} });
  store = createMemoryJournal();
  journal = withBooks(
    createJournal(store, clock, () => {}),
    clock,
  );
  const access = createAccess(config, journal, clock);
  const printHead = () => ({ hospital: '示例医院', terminal: 'K-1', printedAt: '2026-11-23 08:05' });
  const actors = technicianActors({ devices: bay, journal, clock, access, printHead });
  actor = createActor(technicianMachine.provide({ actors }), {
    clock: { setTimeout: (task, delay) => clock.after(delay, task), clearTimeout: (cancel: () => void) => cancel?.() },
    input: { devices: kindsOf(bay), patience: config.patience },
  }).start();
  await clock.runUntil(() => deviceKinds.every((kind) => bay[kind]?.status().device === 'online'), minute);
});
afterEach(() => bay.close());

const entries = () => [...recordsAfter(store, 0)].map(entryOf);

/** Taps one after another, each when what the one before began is done. */
async function tap(...events: Parameters<typeof actor.send>[0][]) {
  for (const event of events) {
    actor.send(event);
    await clock.runUntil(() => {
      const snapshot = actor.getSnapshot();
      return snapshot.status === 'done' || snapshot.can({ type: 'tap.back' });
    }, 2 * minute);
  }
}
const choose = (id: string) => ({ type: 'tap.choose', id }) as const;
const enter = (text: string) => ({ type: 'tap.enter', text }) as const;
const goIn = () => tap(enter(pin), enter(codeAt(secret, clock.now())));

test('a whole visit of a technician is in the journal, and in the books', async () => {
  await goIn();
  await tap(
    choose('test:receiptPrinter'),
    choose('cards:cardDispenser'),
    enter('120'),
    choose('sheets:reportPrinter'),
    enter('500'),
    choose('bin:cardDispenser'),
    choose('service'),
    choose('service'),
    choose('leave'),
  );
  expect(entries()).toEqual([
    { kind: 'technician.entered' },
    { kind: 'device.tested', device: 'receiptPrinter' },
    { kind: 'supply.counted', device: 'cardDispenser', count: 120 },
    { kind: 'supply.counted', device: 'reportPrinter', count: 500 },
    { kind: 'bin.emptied', device: 'cardDispenser' },
    { kind: 'service.changed', open: false },
    { kind: 'service.changed', open: true },
    { kind: 'technician.left', timedOut: false },
  ]);
  expect(journal.books.supplies).toMatchObject({ cards: { left: 120 }, sheets: { left: 500 }, bin: 0 });
  expect(actor.getSnapshot().output).toEqual({ kind: 'left' });
});

test('a failed self-test is written down with its fault and shown with it', async () => {
  shelf.receiptPrinter.set({ cover: 'open' });
  await goIn();
  await tap(choose('test:receiptPrinter'));
  expect(entries().at(-1)).toEqual({ kind: 'device.tested', device: 'receiptPrinter', fault: 'coverOpen' });
  const { supplies, inService } = journal.books;
  const facts = { statuses: statusesOf(bay), supplies, inService, openOrders: 0, keptSlips: 0 };
  expect(technicianScreen(actor.getSnapshot(), facts)).toMatchObject({
    name: 'technician',
    outcome: { device: 'receiptPrinter', ok: false, fault: 'coverOpen' },
    devices: expect.arrayContaining([
      { device: 'receiptPrinter', state: 'offline', fault: 'coverOpen', rows: [], actions: ['test'] },
    ]),
  });
});

test('a card the self-test finds in the dispenser is counted as captured', async () => {
  let inside = false;
  void bay.cardDispenser?.takeFromStack().then(() => {
    inside = true;
  });
  await clock.runUntil(() => inside, minute);
  await goIn();
  await tap(choose('cards:cardDispenser'), enter('100'), choose('test:cardDispenser'));
  expect(entries().slice(-2)).toEqual([
    { kind: 'card.captured', why: 'notTaken' },
    { kind: 'device.tested', device: 'cardDispenser' },
  ]);
  expect(journal.books.supplies).toMatchObject({ cards: { captured: 1, left: 99 }, bin: 1 });
});
