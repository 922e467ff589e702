import { expect, test } from 'vitest';
import { journalOf } from './trial.ts';
import { visitsEnded } from './visits.ts';

const started = { kind: 'visit.started', visit: 'v' } as const;
const ended = {
  kind: 'visit.ended',
  visit: 'v',
  ending: 'completed',
  screen: 'farewell',
  seconds: 9,
} as const;

test('sees a visit that never ended, and one that ended twice', () => {
  expect(visitsEnded(journalOf(started, ended))).toEqual([]);
  expect(visitsEnded(journalOf(started))).toHaveLength(1);
  expect(visitsEnded(journalOf(started, ended, ended))).toHaveLength(1);
  expect(visitsEnded(journalOf(ended))).toHaveLength(1);
});
