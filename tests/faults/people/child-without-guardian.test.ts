import { expect, test } from 'vitest';
import { type Kiosk, openKiosk, whose } from '../../kiosk.ts';
import { openEnds } from '../money/open-ends.ts';

const child = whose('周小树');
const guarded = whose('林知夏');
const guardian = whose('林浩然');

async function askedForGuardian(kiosk: Kiosk, person: number) {
  kiosk.comeFor('registration', person);
  const asked = await kiosk.world.clock.runUntil(() => {
    const { screen } = kiosk.shown();
    return screen.name === 'presentCredential' && screen.whose === 'guardian';
  }, 30_000);
  expect(asked).toBe(true);
  kiosk.world.reader.take();
  await kiosk.world.clock.advance(1000);
}

test('a child alone: whoever comes along is asked for, and without anybody nothing is begun', async () => {
  const kiosk = await openKiosk();
  await askedForGuardian(kiosk, child);
  expect(kiosk.shown().screen).toMatchObject({ ways: ['idCard'] });
  kiosk.tap({ kind: 'back' });
  await kiosk.until('attract');
  expect(kiosk.orders()).toEqual([]);
  expect(openEnds(kiosk)).toEqual([]);
});

test('a grown-up’s card beside it serves', async () => {
  const kiosk = await openKiosk();
  await askedForGuardian(kiosk, guarded);
  kiosk.present(guardian);
  expect(await kiosk.until('chooseOne')).toMatchObject({ what: 'day', patient: '林*夏' });
});

test('another child’s card does not', async () => {
  const kiosk = await openKiosk();
  await askedForGuardian(kiosk, child);
  kiosk.present(guarded);
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'guardianUnusable', money: { money: 'untouched' } });
  expect(kiosk.orders()).toEqual([]);
  expect(openEnds(kiosk)).toEqual([]);
});

test('a guardian’s card that cannot be read is asked for again', async () => {
  const kiosk = await openKiosk();
  await askedForGuardian(kiosk, child);
  kiosk.world.reader.failNext('cardUnreadable');
  kiosk.present(guardian);
  await kiosk.world.clock.runUntil(() => JSON.stringify(kiosk.shown().screen).includes('again'), 10_000);
  expect(kiosk.shown().screen).toMatchObject({ whose: 'guardian', again: 'cardUnreadable' });
});

test('the guardian’s number is in no journal record and no log line', async () => {
  const kiosk = await openKiosk();
  await askedForGuardian(kiosk, guarded);
  kiosk.present(guardian);
  await kiosk.until('chooseOne');
  const written = JSON.stringify([[...kiosk.world.journal.read(0, 1000)], kiosk.log, kiosk.shown()]);
  expect(written).not.toContain('19730227');
  expect(written).not.toContain('林浩然');
});
