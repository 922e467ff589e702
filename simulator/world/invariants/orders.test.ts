import { expect, test } from 'vitest';
import { entriesOf, joined, ordersOf } from './orders.ts';
import { journalOf, opened } from './trial.ts';

test('the journals of several terminals are read as one, however alike their sequences are', () => {
  const one = journalOf(opened);
  const other = journalOf({ ...opened, order: 'o2' }, { kind: 'order.abandoned', order: 'o2', why: 'patient' });
  const both = joined([one, other]);
  expect(entriesOf(both)).toEqual([...entriesOf(one), ...entriesOf(other)]);
  expect(ordersOf(both).map(({ order, abandoned }) => [order, abandoned])).toEqual([
    ['o1', undefined],
    ['o2', 'patient'],
  ]);
  expect(both.order('o9')).toBeUndefined();
  expect(entriesOf(joined([]))).toEqual([]);
});
