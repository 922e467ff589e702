import { expect, test } from 'vitest';
import { hospitalWith, openKiosk, whose } from '../../kiosk.ts';
import { openEnds } from '../money/open-ends.ts';

test('by the code of a booking whose period is over: it ends with the reason', async () => {
  const kiosk = await openKiosk();
  kiosk.begin('collection');
  await kiosk.type('booking', '20260006');
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'tooLate', money: { money: 'untouched' } });
  expect(kiosk.orders()).toEqual([]);
  expect(openEnds(kiosk)).toEqual([]);
});

test('in the list it cannot be chosen, and says why', async () => {
  const kiosk = await openKiosk();
  kiosk.comeFor('collection', whose('欧阳若澜'));
  const { choices } = await kiosk.until('chooseOne');
  expect(choices.find(({ id }) => id === 'B-website-2')).toMatchObject({ open: false, mark: 'tooLate' });
});

test('a booking collected before is not collected again', async () => {
  const kiosk = await openKiosk({
    hospital: hospitalWith({ collection: { opensMinutesBefore: 30, cancel: false, checkIn: false } }),
  });
  kiosk.begin('collection');
  await kiosk.type('booking', '20260007');
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'alreadyCollected', money: { money: 'untouched' } });
  expect(kiosk.orders()).toEqual([]);
});
