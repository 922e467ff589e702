import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMemoryJournal } from '../../simulator/world/memory-journal.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { Entry } from '../journal/entry.ts';
import { createJournal, genesis, JournalError, recordsAfter } from '../journal/journal.ts';
import { withBooks } from './books.ts';
import { accessFrom } from './lock-out.ts';
import { serviceFrom } from './service.ts';
import { suppliesAfter, suppliesFrom } from './supplies.ts';
import { uncounted } from './supply-state.ts';

const order = '20261123-7K3M9Q2XAB';
const suppliesOf = (entries: readonly Entry[]) => entries.reduce(suppliesAfter, uncounted);
const cards = (count: number): Entry => ({ kind: 'supply.counted', device: 'cardDispenser', count });
const sheets = (count: number): Entry => ({ kind: 'supply.counted', device: 'reportPrinter', count });
const handedOver: Entry = { kind: 'card.delivered', order, state: 'handedOver' };
const delivered: Entry = { kind: 'card.delivered', order, state: 'captured' };
const captured: Entry = { kind: 'card.captured', order, why: 'notTaken' };
const pagesOut = (pages: number, of = order): Entry => ({ kind: 'pages.out', order: of, pages });

describe('cards', () => {
  test('before anybody has counted, nothing is known but the bin', () => {
    expect(suppliesOf([handedOver, captured])).toEqual({ ...uncounted, bin: 1 });
  });

  test('what is handed over and what goes into the bin leave the stack, each once', () => {
    expect(suppliesOf([cards(50), handedOver, handedOver, captured, delivered])).toMatchObject({
      cards: { loaded: 50, issued: 2, captured: 1, left: 47 },
      bin: 1,
    });
  });

  test('a refill counts anew; the bin is emptied apart from it', () => {
    const before = [cards(50), handedOver, captured];
    expect(suppliesOf([...before, cards(100)])).toMatchObject({ cards: { loaded: 100, issued: 0, left: 100 }, bin: 1 });
    expect(suppliesOf([...before, { kind: 'bin.emptied', device: 'cardDispenser' }])).toMatchObject({
      cards: { captured: 1, left: 48 },
      bin: 0,
    });
  });

  test('when more come than were counted, the count was too low', () => {
    expect(suppliesOf([cards(1), handedOver, handedOver])).toMatchObject({ cards: { loaded: 2, issued: 2, left: 0 } });
  });
});

describe('sheets', () => {
  test('pages of an order are told as a sum each time and counted once', () => {
    const done: Entry = { kind: 'delivery.done', order, pages: 3 };
    expect(suppliesOf([sheets(500), pagesOut(1), pagesOut(2), done])).toMatchObject({
      sheets: { loaded: 500, printed: 3, left: 497 },
      printing: {},
    });
  });

  test('of a printing that failed, those that came out are gone', () => {
    const failed: Entry = { kind: 'delivery.failed', order, fault: 'paperJammed', pages: 2 };
    expect(suppliesOf([sheets(500), pagesOut(1), failed]).sheets?.left).toBe(498);
  });

  test('two orders do not mix, and a refill between two pages counts the second', () => {
    expect(suppliesOf([sheets(10), pagesOut(2), pagesOut(1, 'other')]).sheets?.left).toBe(7);
    expect(suppliesOf([sheets(10), pagesOut(2), sheets(500), pagesOut(3)]).sheets).toEqual({
      loaded: 500,
      printed: 1,
      left: 499,
    });
  });

  test('a card that was written is no sheet', () => {
    expect(suppliesOf([sheets(10), { kind: 'delivery.done', order, pages: 0 }]).sheets?.left).toBe(10);
  });
});

test('whatever happens, what was loaded is what went out and what is left', () => {
  const anEntry = fc.oneof(
    fc.nat(5).map(cards),
    fc.nat(5).map(sheets),
    fc.constantFrom(handedOver, delivered, captured),
    fc.tuple(fc.nat(9), fc.constantFrom('a', 'b')).map(([pages, of]) => pagesOut(pages, of)),
  );
  fc.assert(
    fc.property(fc.array(anEntry, { maxLength: 40 }), (entries) => {
      const { cards, sheets } = suppliesOf(entries);
      if (cards) expect(cards.loaded).toBe(cards.issued + cards.captured + cards.left);
      if (sheets) expect(sheets.loaded).toBe(sheets.printed + sheets.left);
      expect(cards?.left ?? 0).toBeGreaterThanOrEqual(0);
      expect(sheets?.left ?? 0).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('the books say the same while the terminal runs and after it has started anew', () => {
  const store = createMemoryJournal();
  const clock = createVirtualClock(1_000);
  const journal = withBooks(
    createJournal(store, clock, () => {}),
    clock,
  );
  const written: Entry[] = [
    { kind: 'terminal.started', epoch: 'E1', after: 0, hash: genesis },
    cards(20),
    captured,
    { kind: 'device.changed', device: 'idCardReader', available: false },
    { kind: 'device.changed', device: 'cardDispenser', available: false },
    { kind: 'device.changed', device: 'idCardReader', available: true },
    { kind: 'technician.refused', why: 'pin' },
    { kind: 'service.changed', open: true },
    { kind: 'service.changed', open: false },
  ];
  for (const entry of written) journal.append(entry);

  const reopened = withBooks(
    createJournal(store, clock, () => {}),
    clock,
  );
  for (const record of recordsAfter(store, 0)) reopened.takeUp(record);
  expect(reopened.books).toEqual(journal.books);
  expect(reopened.books).toEqual({
    epoch: 'E1',
    unable: new Set(['cardDispenser']),
    keptSlips: new Set(),
    access: accessFrom(recordsAfter(store, 0)),
    supplies: suppliesFrom(recordsAfter(store, 0)),
    inService: serviceFrom(recordsAfter(store, 0)),
  });
  expect(reopened.books).toMatchObject({ inService: false, access: { wrongTries: 1 }, supplies: { bin: 1 } });
});

test('a terminal nobody closed is in service', () => expect(serviceFrom([])).toBe(true));

test('what was not written is not in the books', () => {
  const store = createMemoryJournal();
  const clock = createVirtualClock(0);
  const journal = withBooks(
    createJournal(store, clock, () => {}),
    clock,
  );
  store.failAppends('disk full');
  expect(() => journal.append({ kind: 'service.changed', open: false })).toThrow(JournalError);
  expect(journal.books.inService).toBe(true);
  expect(journal.broken).toBe('disk full');
});

test('a change of supplies or service is told, and nothing else is', () => {
  const clock = createVirtualClock(1_000);
  let told = 0;
  const journal = withBooks(
    createJournal(createMemoryJournal(), clock, () => {}),
    clock,
    () => {
      told += 1;
    },
  );
  journal.append({ kind: 'technician.entered' });
  expect(told).toBe(0);
  journal.append(cards(20));
  journal.append({ kind: 'service.changed', open: false });
  expect(told).toBe(2);
});
