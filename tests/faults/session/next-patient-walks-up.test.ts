import { expect, test } from 'vitest';
import { openKiosk } from '../../kiosk.ts';
import { lastOrder, openEnds, ordersOf, personAt, standAt, untilShown, visit } from '../machine/hands.ts';

const second = { errand: 'payment', person: personAt(1) } as const;

test('the next patient begins from nothing, in the first language, with nothing of the one before', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  kiosk.tap({ kind: 'language', language: 'en' });
  await visit(stand, { errand: 'report', person: personAt(0) }, ['chooseSome']);
  stand.shelf.idCardReader.take();
  await untilShown(stand, 'attract');
  const seen: string[] = [];
  const stop = kiosk.world.terminal?.subscribe((shown) => seen.push(JSON.stringify(shown)));
  await visit(stand, second, ['farewell']);
  stop?.();
  expect(stand.shown?.surround.language).toBe('zh');
  expect(seen.join()).not.toContain('张');
  expect(seen.join()).toContain('陈*');
});

test('an order of the one before goes on behind the next patient, and neither sees the other’s', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  kiosk.world.misbehaviour.failUntilCleared('confirm', 'silent');
  kiosk.world.misbehaviour.failUntilCleared('getConfirmation', 'silent');
  await visit(stand, { errand: 'payment', person: personAt(0) }, ['trouble']);
  const first = lastOrder(stand.journal);
  stand.shelf.idCardReader.take();
  kiosk.tap({ kind: 'finish' });
  await stand.clock.advance(3000);

  await visit(stand, { ...second, pays: false }, ['pay']);
  kiosk.world.misbehaviour.clear();
  await stand.clock.runUntil(() => stand.journal.order(first.order)?.state === 'fulfilled', 100_000);
  expect(stand.journal.order(first.order)).toMatchObject({ state: 'fulfilled', slip: 'kept' });
  expect(stand.shown?.screen).toMatchObject({ name: 'pay', orderNumber: lastOrder(stand.journal).order });
  const farewell = await visit(stand, second, ['farewell']);
  expect(farewell).toMatchObject({ orderNumber: lastOrder(stand.journal).order, slip: { printed: true } });
  expect(kiosk.world.printer.state().slips).toHaveLength(1);
  expect(await openEnds(stand)).toEqual([]);
  expect(ordersOf(stand.journal).map(({ state, recordId }) => [recordId, state])).toEqual([
    ['R900001', 'fulfilled'],
    ['R900002', 'fulfilled'],
  ]);
});

test('a last screen goes by itself, and a tap of the next patient before that begins nothing of the other’s', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, { errand: 'payment', person: personAt(0) }, ['farewell']);
  kiosk.tap({ kind: 'begin' });
  kiosk.tap({ kind: 'confirm' });
  expect(stand.shown?.screen.name).toBe('farewell');
  expect(stand.shown?.surround.secondsLeft).toBeGreaterThan(20);
  await stand.clock.advance(25_000);
  expect(stand.shown?.screen.name).toBe('attract');
  expect(ordersOf(stand.journal)).toHaveLength(1);
});
