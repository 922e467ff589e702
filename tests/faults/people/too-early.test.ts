import { expect, test } from 'vitest';
import { mondayMorning } from '../../../simulator/world/world.ts';
import { hospitalWith, openKiosk, whose } from '../../kiosk.ts';
import { openEnds } from '../money/open-ends.ts';

const minute = 60_000;
/** B-window-1 is for 23:00; the world begins at 8:05. */
const opens = mondayMorning + (22 * 60 + 30 - (8 * 60 + 5)) * minute;

test('by the code of a booking for later that day: it can be given back, not collected', async () => {
  const kiosk = await openKiosk();
  expect((await kiosk.toBooking('20260005')).options).toEqual(['cancelBooking']);
  kiosk.pick('collect');
  expect(kiosk.log).toContainEqual({ event: 'tap.dropped', why: 'notOffered' });
  expect(kiosk.orders()).toEqual([]);
});

test('in the list it says so', async () => {
  const kiosk = await openKiosk();
  kiosk.comeFor('collection', whose('陈静'));
  const { choices } = await kiosk.until('chooseOne');
  expect(choices.find(({ id }) => id === 'B-window-1')).toMatchObject({ mark: 'tooEarly' });
});

test('where bookings are not given back, it ends with the reason', async () => {
  const kiosk = await openKiosk({
    hospital: hospitalWith({ collection: { opensMinutesBefore: 30, cancel: false, checkIn: true } }),
  });
  kiosk.begin('collection');
  await kiosk.type('booking', '20260005');
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'tooEarly', money: { money: 'untouched' } });
  expect(openEnds(kiosk)).toEqual([]);
});

test.each([
  { minutes: -1, options: ['cancelBooking'] },
  { minutes: 0, options: ['collect', 'cancelBooking'] },
])('$minutes minutes from the opening of the window: $options', async ({ minutes, options }) => {
  const kiosk = await openKiosk({ start: opens - 5 * minute });
  await kiosk.world.clock.advance(opens + minutes * minute - kiosk.world.clock.now());
  expect((await kiosk.toBooking('20260005')).options).toEqual(options);
});

test('the window closes while the patient reads: said, and nothing is held', async () => {
  const kiosk = await openKiosk();
  await kiosk.toBooking('20260001');
  // B-app-1 is until 8:30; now and then a tap keeps the visit.
  while (kiosk.world.clock.now() < mondayMorning + 25 * minute) {
    kiosk.pick('collect');
    await kiosk.world.clock.advance(50_000);
    kiosk.tap({ kind: 'back' });
    await kiosk.world.clock.advance(1000);
  }
  kiosk.pick('collect');
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'tooLate', money: { money: 'untouched' } });
  expect(kiosk.orders()).toEqual([]);
  expect(openEnds(kiosk)).toEqual([]);
});
