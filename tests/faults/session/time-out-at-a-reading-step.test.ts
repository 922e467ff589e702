import { expect, test } from 'vitest';
import { openKiosk } from '../../kiosk.ts';
import { entries, ordersOf, personAt, standAt, untilShown, visit } from '../machine/hands.ts';

const plan = { errand: 'report', person: personAt(0) } as const;

test('a report on the screen is warned about, and cleared away', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  const list = await visit(stand, plan, ['chooseSome']);
  kiosk.tap({ kind: 'choose', id: `read:${list.choices.find(({ readable }) => readable)?.id}` });
  await untilShown(stand, 'readReport');
  await stand.clock.advance(59_000);
  expect(stand.shown?.surround.warning).toBeUndefined();
  await stand.clock.advance(1000);
  expect(stand.shown?.surround.warning).toEqual({ secondsLeft: 20 });
  await stand.clock.advance(20_000);
  expect(stand.shown?.screen.name).toBe('attract');
  expect(JSON.stringify(stand.shown)).not.toContain('张');
  expect(entries(stand.journal).at(-1)).toMatchObject({
    kind: 'visit.ended',
    ending: 'timedOut',
    screen: 'readReport',
  });
  expect(ordersOf(stand.journal)).toEqual([]);
});

test('whoever asks for more time gets the whole of it', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, plan, ['chooseSome']);
  await stand.clock.advance(75_000);
  kiosk.tap({ kind: 'moreTime' });
  expect(stand.shown?.surround.warning).toBeUndefined();
  await stand.clock.advance(59_000);
  expect(stand.shown?.screen.name).toBe('chooseSome');
  expect(stand.shown?.surround.warning).toBeUndefined();
});

test('a touch that turns a page counts as somebody there', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, plan, ['chooseSome']);
  for (const kind of ['nextPage', 'previousPage', 'nextPage'] as const) {
    await stand.clock.advance(55_000);
    kiosk.tap({ kind });
    expect(stand.shown?.surround.warning).toBeUndefined();
  }
  expect(stand.shown?.screen).toMatchObject({ name: 'chooseSome', page: { at: 2 } });
});
