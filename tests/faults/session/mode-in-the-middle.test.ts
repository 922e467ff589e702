import { expect, test } from 'vitest';
import type { Mode } from '../../../terminal/screen/modes.ts';
import { openKiosk } from '../../kiosk.ts';
import { entries, personAt, standAt, untilShown, visit } from '../machine/hands.ts';

const mode = (of: Mode) => ({ kind: 'mode', mode: of, on: true }) as const;

test('a mode tapped in the middle of a list: the same list, fewer on a page, the errand where it was', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, { errand: 'registration' }, ['chooseDepartment']);
  kiosk.tap({ kind: 'nextPage' });
  const asked = kiosk.asked('listDepartments', 'listDoctors');
  const before = await untilShown(stand, 'chooseDepartment');
  const { revision } = kiosk.shown();
  kiosk.tap(mode('elder'));
  const after = await untilShown(stand, 'chooseDepartment');
  expect(after.departments).toEqual(before.departments.slice(0, 4));
  expect(after.page).toMatchObject({ at: 3 });
  expect(after.page.of).toBeGreaterThan(before.page.of);
  expect(kiosk.shown().surround.modes).toMatchObject({ elder: true, voice: true });
  expect(kiosk.asked('listDepartments', 'listDoctors')).toEqual(asked);

  // A finger that was on its way to the older layout lands on nothing.
  const id = before.departments.at(-1)?.id ?? '';
  kiosk.world.terminal?.tap({ tap: { kind: 'choose', id }, revision });
  expect(kiosk.log).toContainEqual({ event: 'tap.dropped', why: 'olderScreen' });
  expect(await untilShown(stand, 'chooseDepartment')).toEqual(after);

  kiosk.tap({ kind: 'choose', id: after.departments[0]?.id ?? '' });
  await untilShown(stand, 'chooseDoctor');
});

test('a letter looked for is a step of the same visit, and gone with it', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, { errand: 'registration' }, ['chooseDepartment']);
  const { progress } = kiosk.shown().surround;
  await stand.clock.advance(59_000);
  kiosk.tap({ kind: 'initials' });
  const { letters } = await untilShown(stand, 'chooseInitial');
  expect(kiosk.shown().surround.progress).toEqual(progress);
  await stand.clock.advance(59_000);
  expect(kiosk.shown().surround.warning).toBeUndefined();
  kiosk.tap({ kind: 'choose', id: letters[0] ?? '' });
  expect(await untilShown(stand, 'chooseDepartment')).toMatchObject({ page: { byInitial: { letter: letters[0] } } });
  expect(entries(stand.journal)).toContainEqual(
    expect.objectContaining({ kind: 'visit.step', screen: 'chooseInitial' }),
  );
  kiosk.tap({ kind: 'cancel' });
  await visit(stand, { errand: 'registration', person: personAt(2) }, ['chooseDepartment']);
  expect(await untilShown(stand, 'chooseDepartment')).toMatchObject({ page: { at: 1, byInitial: {} } });
});

test('two pages of errands for the elder, and the next patient sees one', async () => {
  const kiosk = await openKiosk();
  kiosk.tap(mode('elder'));
  const menu = await kiosk.until('menu');
  expect(menu).toMatchObject({ page: { at: 1, of: 2 } });
  expect(menu.errands).toHaveLength(4);
  kiosk.tap({ kind: 'nextPage' });
  expect(await kiosk.until('menu')).toMatchObject({ page: { at: 2, of: 2 } });
  kiosk.tap({ kind: 'cancel' });
  kiosk.tap({ kind: 'begin' });
  expect(await kiosk.until('menu')).toMatchObject({ page: { at: 1, of: 1 } });
  expect(kiosk.shown().surround.modes.elder).toBe(false);
});
