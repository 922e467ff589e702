import { expect, test } from 'vitest';
import { opened } from '../money/order.ts';
import type { JournalStore } from './store.ts';

const order = (number: string) =>
  opened({
    order: number,
    visit: 'v1',
    lockId: 'l1',
    refundNumber: 'r1',
    settlementId: 'i1',
    recordId: 'p1',
    purpose: { kind: 'slot', slotId: 's1' },
    price: 2500,
    self: 2500,
    settle: 'afterPayment',
  });

const record = (sequence: number) => ({
  sequence,
  at: 1000 + sequence,
  text: `{"n":${sequence}}`,
  hash: `h${sequence}`,
});

/** What every journal store does. `make` gives a fresh, empty one. */
export function journalStoreContract(make: () => JournalStore): void {
  test('an empty store has no last record and nothing uploaded', () => {
    const store = make();
    expect(store.last()).toBeUndefined();
    expect(store.read(0, 10)).toEqual([]);
    expect(store.uploaded()).toBeNull();
    store.close();
  });

  test('records come back in order, by pages, exactly as written', () => {
    const store = make();
    for (let n = 1; n <= 5; n++) store.append(record(n), undefined);
    expect(store.read(0, 2)).toEqual([record(1), record(2)]);
    expect(store.read(2, 10)).toEqual([record(3), record(4), record(5)]);
    expect(store.last()).toEqual(record(5));
    store.close();
  });

  test('a sequence cannot be written twice, and the order that came with it is not changed by the attempt', () => {
    const store = make();
    store.append(record(1), { state: order('a'), open: true });
    expect(() => store.append(record(1), { state: { ...order('a'), state: 'closed' }, open: false })).toThrow();
    expect(store.order('a')).toEqual(order('a'));
    expect(store.openOrders()).toEqual([order('a')]);
    store.close();
  });

  test('an order is open until a record says that it is not', () => {
    const store = make();
    store.append(record(1), { state: order('a'), open: true });
    store.append(record(2), { state: order('b'), open: true });
    store.append(record(3), { state: { ...order('a'), state: 'closed' }, open: false });
    expect(store.openOrders()).toEqual([order('b')]);
    expect(store.order('a')?.state).toBe('closed');
    expect(store.order('c')).toBeUndefined();
    store.close();
  });

  test('what is dropped is gone up to the anchor, with the orders that are named, and it goes on from there', () => {
    const store = make();
    for (let n = 1; n <= 4; n++) store.append(record(n), { state: order(`order-${n}`), open: n > 2 });
    const anchor = { ...record(3), text: '{"anchor":true}', hash: 'h3' };
    store.drop(anchor, ['order-1', 'order-2']);
    expect(store.read(0, 10)).toEqual([anchor, record(4)]);
    expect(store.read(3, 10)).toEqual([record(4)]);
    expect([1, 2, 3, 4].map((n) => store.order(`order-${n}`)?.order)).toEqual([
      undefined,
      undefined,
      'order-3',
      'order-4',
    ]);
    expect(store.openOrders().map(({ order }) => order)).toEqual(['order-3', 'order-4']);
    store.append(record(5), undefined);
    expect(store.read(3, 10)).toEqual([record(4), record(5)]);
    store.drop(record(5), []);
    expect(store.read(0, 10)).toEqual([record(5)]);
    expect(store.last()).toEqual(record(5));
    store.close();
  });

  test('an anchor in no place changes nothing', () => {
    const store = make();
    for (let n = 1; n <= 2; n++) store.append(record(n), { state: order(`order-${n}`), open: false });
    expect(() => store.drop(record(3), ['order-1'])).toThrow('there is no record 3');
    expect(store.read(0, 10)).toEqual([record(1), record(2)]);
    expect(store.order('order-1')).toEqual(order('order-1'));
    store.close();
  });

  test('the upload cursor is kept', () => {
    const store = make();
    const cursor = { epoch: 'E1', sequence: 7, hash: 'ab'.repeat(32) };
    store.setUploaded({ ...cursor, sequence: 3 });
    store.setUploaded(cursor);
    expect(store.uploaded()).toEqual(cursor);
    store.setUploaded(null);
    expect(store.uploaded()).toBeNull();
    store.close();
  });
}
