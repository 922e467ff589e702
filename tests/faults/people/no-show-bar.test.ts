import { expect, test } from 'vitest';
import { openKiosk, whose } from '../../kiosk.ts';
import { openEnds } from '../money/open-ends.ts';

const person = whose('林浩然');

async function chooseOn(day: string) {
  const kiosk = await openKiosk();
  kiosk.comeFor('registration', person);
  await kiosk.chooseDay(day);
  await kiosk.pickNumber('cardiology');
  return kiosk;
}

test('three bookings not kept in half a year: no day ahead, said before any money', async () => {
  const kiosk = await chooseOn('2026-11-24');
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'noShowBar', money: { money: 'untouched' } });
  expect(kiosk.orders()).toEqual([]);
  expect(openEnds(kiosk)).toEqual([]);
});

test('whoever is there today may register for today', async () => {
  const kiosk = await chooseOn('2026-11-23');
  await kiosk.until('confirmAppointment');
  kiosk.tap({ kind: 'confirm' });
  await kiosk.until('pay');
  kiosk.pay();
  expect(await kiosk.until('farewell')).toMatchObject({ done: 'registered' });
  await kiosk.quiet();
  expect(openEnds(kiosk)).toEqual([]);
});
