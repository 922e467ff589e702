import { expect, test } from 'vitest';
import type { Entry } from '../../../terminal/journal/entry.ts';
import { genesis } from '../../../terminal/journal/journal.ts';
import type { UsageEvent } from '../../../terminal/usage-event.ts';
import { journalOf } from './trial.ts';
import { cursorIsTold, epochsAreNew, usageArrived } from './usage.ts';

const started = (epoch: string): Entry => ({ kind: 'terminal.started', epoch, after: 0, hash: genesis });
const ended: Entry = {
  kind: 'visit.ended',
  visit: 'v',
  ending: 'completed',
  screen: 'farewell',
  seconds: 9,
  errand: 'payment',
  firstTry: true,
};
const day = { at: 0, businessDay: '1970-01-01', hour: 0 };
const atStart = (sequence: number): UsageEvent => ({ ...day, sequence, kind: 'started' });
const visit = {
  ...day,
  sequence: 2,
  kind: 'visitEnded',
  flow: 'payment',
  ending: 'completed',
  step: 'farewell',
  seconds: 9,
  firstTry: true,
} as const;

test('sees usage that did not arrive, or arrived changed, or under another epoch', () => {
  const look = (...atHub: (readonly [string, readonly UsageEvent[]])[]) =>
    usageArrived([journalOf(started('A'), ended)], 'UTC', new Map(atHub));
  expect(look(['A', [atStart(1), visit]])).toEqual([]);
  expect(look()).toHaveLength(1);
  expect(look(['A', [atStart(1), visit, visit]])).toHaveLength(1);
  expect(look(['A', [atStart(1), { ...visit, seconds: 8 }]])).toHaveLength(1);
  expect(look(['B', [atStart(1), visit]])).toHaveLength(2);
});

test('of a disk that was restored, every epoch counts as far as it went', () => {
  const journals = [journalOf(started('A'), ended), journalOf(started('A'), started('B'))];
  const all = new Map([
    ['A', [atStart(1), visit]],
    ['B', [atStart(2)]],
  ]);
  expect(usageArrived(journals, 'UTC', all)).toEqual([]);
  expect(usageArrived(journals, 'UTC', new Map([...all, ['A', [atStart(1)]]]))).toHaveLength(1);
});

test('sees an epoch that is begun twice', () => {
  expect(epochsAreNew(journalOf(started('A'), started('B')))).toEqual([]);
  expect(epochsAreNew(journalOf(started('A'), started('B'), started('A')))).toHaveLength(1);
});

test('sees a cursor that is ahead of the hub', () => {
  const journal = journalOf(started('A'), ended);
  const atHub = new Map([['A', [atStart(1)]]]);
  expect(cursorIsTold(journal, atHub)).toEqual([]);
  journal.setUploaded({ epoch: 'A', sequence: 1, hash: '' });
  expect(cursorIsTold(journal, atHub)).toEqual([]);
  journal.setUploaded({ epoch: 'A', sequence: 2, hash: '' });
  expect(cursorIsTold(journal, atHub)).toHaveLength(1);
});
