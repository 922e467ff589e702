/** The welcome tells when the clinic is open, and turns by itself. */
import { expect, test } from 'vitest';
import { mondayMorning } from '../simulator/world/world.ts';
import { hospitalWith, openKiosk } from './kiosk.ts';

const minute = 60_000;
const workdays = [1, 2, 3, 4, 5];
const morning = { from: '08:00', to: '11:30' };
const afternoon = { from: '13:30', to: '17:00' };
const clinicHours = {
  week: [
    { weekdays: workdays, ...morning },
    { weekdays: workdays, ...afternoon },
  ],
  specialDays: [{ day: '2026-11-24', hours: [] }],
};

/** A terminal that starts on Monday at 07:56, and what its page is told. */
async function watched() {
  const kiosk = await openKiosk({ start: mondayMorning - 9 * minute, hospital: hospitalWith({ clinicHours }) });
  const revisions = new Set<number>();
  kiosk.world.terminal?.subscribe(({ revision }) => revisions.add(revision));
  const hours = async () => (await kiosk.until('attract')).hours;
  return { kiosk, revisions, hours, pass: (minutes: number) => kiosk.world.clock.advance(minutes * minute) };
}

test('it opens at the minute without a tap, and nothing else changes what can be tapped', async () => {
  const { hours, pass, revisions } = await watched();
  const next = { day: '2026-11-23', ahead: 0, from: '08:00' };
  expect(await hours()).toEqual({ today: [morning, afternoon], open: false, next });
  revisions.clear();
  await pass(10);
  expect(await hours()).toEqual({ today: [morning, afternoon], open: true });
  expect(revisions.size).toBe(2);
  revisions.clear();
  await pass(180);
  expect((await hours())?.open).toBe(true);
  expect(revisions.size).toBe(1);
});

test('the evening says the next day the clinic is open, and midnight takes today away', async () => {
  const { hours, pass } = await watched();
  await pass(16 * 60);
  const next = { day: '2026-11-25', from: '08:00' };
  expect(await hours()).toEqual({ today: [morning, afternoon], open: false, next: { ...next, ahead: 2 } });
  await pass(10);
  expect(await hours()).toEqual({ today: [], open: false, next: { ...next, ahead: 1 } });
});

test('a hospital that tells no hours leaves them out', async () => {
  const kiosk = await openKiosk({ hospital: hospitalWith({ clinicHours: null }) });
  expect(await kiosk.until('attract')).not.toHaveProperty('hours');
});
