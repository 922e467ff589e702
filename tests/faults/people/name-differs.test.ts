import { expect, test } from 'vitest';
import { openKiosk, whose } from '../../kiosk.ts';
import { openEnds } from '../money/open-ends.ts';

const person = whose('王晓燕');

test.each(['idCard', 'socialSecurity'] as const)(
  'by %s: the record has another name, and the window is named',
  async (by) => {
    const kiosk = await openKiosk();
    kiosk.comeFor('registration', person, by);
    expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'nameDiffers', money: { money: 'untouched' } });
    const written = JSON.stringify([[...kiosk.world.journal.read(0, 1000)], kiosk.log, kiosk.shown()]);
    expect(written).not.toMatch(/王[晓小]燕/);
    expect(kiosk.orders()).toEqual([]);
    expect(openEnds(kiosk)).toEqual([]);
  },
);

test('a hospital card carries no name, and serves', async () => {
  const kiosk = await openKiosk();
  kiosk.comeFor('registration', person, 'hospital');
  expect(await kiosk.until('chooseOne')).toMatchObject({ patient: '王*燕' });
});
