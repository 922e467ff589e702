import { describe, expect, test } from 'vitest';
import { verbs } from '../../terminal/hospital/contract.ts';
import { call, chosen, open, terminal, upToPayment, value, ways } from './opened.ts';
import { writes } from './writes.ts';

test('every write has a query on its own path, and is in the table of writes', () => {
  const puts = Object.entries(verbs).filter(([, { method }]) => method === 'PUT');
  expect(writes.map(({ verb }) => verb).sort()).toEqual(puts.map(([name]) => name).sort());
  const gets = Object.values(verbs).flatMap((verb) => (verb.method === 'GET' ? [verb.path] : []));
  // A charge is asked about under its order.
  for (const [, { path }] of puts) expect(gets).toContain(path.replace(/\/charge$/, ''));
});

describe.each(ways)('%s', (way) => {
  describe.each(writes)('$verb', ({ verb, prepare, query }) => {
    test('the same id again has the same answer, and the query knows it', async () => {
      const world = await open(way);
      const { input } = await prepare(world);
      const first = value(await call(world, verb, input));
      expect(value(await call(world, verb, input))).toEqual(first);
      expect(value(await call(world, ...query))).toEqual(first);
    });

    test('the same id with another body is a conflict, and changes nothing', async () => {
      const world = await open(way);
      const { input, other } = await prepare(world);
      const first = value(await call(world, verb, input));
      expect(await call(world, verb, other)).toEqual({ ok: false, failure: 'refused', code: 'conflict' });
      expect(value(await call(world, ...query))).toEqual(first);
    });

    test('before it was ever asked for, the query knows nothing of it', async () => {
      const world = await open(way);
      const reply = await call(world, ...query);
      expect(reply).toMatchObject({ ok: false, failure: 'refused', code: expect.stringMatching(/Unknown$/) });
    });
  });

  describe('giving back before taking', () => {
    test('a lock released before it was made cannot be held any more', async () => {
      const world = await open(way);
      const { recordId, subject } = await chosen(world);
      expect(value(await world.hospital.call('releaseLock', { lockId: 'L-1' })).state).toBe('released');
      const late = await world.hospital.call('lock', { lockId: 'L-1', terminal, recordId, subject });
      expect(value(late).state).toBe('released');
      expect(world.model.ledgers.slots().every(({ held }) => held === 0)).toBe(true);
    });

    test('an order closed before it was opened cannot be paid any more', async () => {
      const world = await open(way);
      const { order } = await upToPayment(world);
      const late = { ...order, orderNumber: 'O-2' };
      expect(value(await world.hospital.call('closePaymentOrder', { orderNumber: 'O-2' })).state).toBe('CLOSED');
      expect(value(await world.hospital.call('createPaymentOrder', late)).state).toBe('CLOSED');
      expect(world.model.controls.pay('O-2')).toEqual({ ok: false, why: 'closed' });
    });

    test('a settlement undone before it was made is never made', async () => {
      const world = await open(way);
      const { settlement } = await upToPayment(world);
      world.model.controls.pay('O-1');
      expect(value(await world.hospital.call('undoInsurance', { settlementId: 'S-1' })).state).toBe('undone');
      expect(value(await world.hospital.call('settleInsurance', settlement)).state).toBe('undone');
      expect(world.model.ledgers.insuranceAccounts()).toMatchObject([{ settled: 0, carried: 0 }]);
    });
  });
});
