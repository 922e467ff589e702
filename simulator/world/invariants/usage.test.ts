import { expect, test } from 'vitest';
import { journalOf } from './trial.ts';
import { usageArrived } from './usage.ts';

test('sees usage that did not arrive, or arrived changed', () => {
  const journal = journalOf({ kind: 'visit.ended', visit: 'v', ending: 'completed', screen: 'farewell', seconds: 9 });
  const event = {
    sequence: 1,
    at: 0,
    businessDay: '1970-01-01',
    kind: 'visitEnded',
    ending: 'completed',
    step: 'farewell',
    seconds: 9,
  } as const;
  expect(usageArrived(journal, 'UTC', [event])).toEqual([]);
  expect(usageArrived(journal, 'UTC', [])).toHaveLength(1);
  expect(usageArrived(journal, 'UTC', [event, event])).toHaveLength(1);
  expect(usageArrived(journal, 'UTC', [{ ...event, seconds: 8 }])).toHaveLength(1);
});
