import { expect, test } from 'vitest';
import { mondayMorning } from '../../../simulator/world/world.ts';
import { hospitalWith, openKiosk } from '../../kiosk.ts';
import { openEnds } from '../money/open-ends.ts';

const today = '2026-11-23';
const tomorrow = '2026-11-24';
const minute = 60_000;
const lateEvening = mondayMorning + (15 * 60 + 53) * minute;

test('off from today on: the menu says so, and today is no choice', async () => {
  const kiosk = await openKiosk({ hospital: hospitalWith({ sameDay: [{ from: today, mode: 'off' }] }) });
  expect((await kiosk.until('attract')).errands[0]).toEqual({ errand: 'registration', open: true, note: 'sameDayOff' });
  kiosk.comeFor('registration');
  const { choices } = await kiosk.until('chooseOne');
  expect(choices[0]).toMatchObject({ id: tomorrow });
  kiosk.pick(today);
  expect(kiosk.log).toContainEqual({ event: 'tap.dropped', why: 'notOffered' });
});

test('off, and no days ahead: the errand is closed before anybody begins', async () => {
  const kiosk = await openKiosk({ hospital: hospitalWith({ sameDay: [{ from: today, mode: 'off' }], daysAhead: 0 }) });
  expect((await kiosk.until('attract')).errands[0]).toEqual({ errand: 'registration', open: false, why: 'notOffered' });
});

test('emergencies only: today’s departments are those, other days have all', async () => {
  const kiosk = await openKiosk({ hospital: hospitalWith({ sameDay: [{ from: today, mode: 'emergencyOnly' }] }) });
  expect((await kiosk.until('attract')).errands[0]).toMatchObject({ note: 'emergencyOnly' });
  kiosk.comeFor('registration');
  expect((await kiosk.until('chooseOne')).choices[0]).toMatchObject({ id: today, mark: 'emergencyOnly' });
  expect((await kiosk.chooseDay(today)).departments.map(({ id }) => id)).toEqual(['emergency']);
  kiosk.tap({ kind: 'back' });
  expect((await kiosk.chooseDay(tomorrow)).departments.length).toBeGreaterThan(1);
});

test('off from tomorrow on, and the night falls while the patient pays: what is held is theirs', async () => {
  const kiosk = await openKiosk({
    start: lateEvening,
    hospital: hospitalWith({ sameDay: [{ from: tomorrow, mode: 'off' }] }),
  });
  await kiosk.identify();
  await kiosk.choose(0);
  kiosk.tap({ kind: 'confirm' });
  await kiosk.until('pay');
  await kiosk.world.clock.advance(118_000);
  kiosk.pay();
  await kiosk.until('farewell');
  await kiosk.leave();
  await kiosk.quiet();
  expect(kiosk.order()).toMatchObject({ state: 'fulfilled' });
  expect((await kiosk.until('attract')).errands[0]).toMatchObject({ note: 'sameDayOff' });
  expect(openEnds(kiosk)).toEqual([]);
});

test('off from tomorrow on, and the night falls before a number is held: said before any money', async () => {
  const kiosk = await openKiosk({
    start: lateEvening,
    hospital: hospitalWith({ sameDay: [{ from: tomorrow, mode: 'off' }] }),
  });
  kiosk.comeFor('registration');
  await kiosk.chooseDay(tomorrow);
  const { appointment } = await kiosk.choose(0);
  expect(appointment.day).toBe(tomorrow);
  for (let at = 0; at < 4; at++) {
    kiosk.tap({ kind: 'back' });
    await kiosk.until('choosePeriod');
    await kiosk.world.clock.advance(40_000);
    const { periods } = await kiosk.until('choosePeriod');
    kiosk.pick(periods.find(({ left }) => left > 0)?.id ?? '');
    await kiosk.world.clock.advance(1000);
    if (kiosk.shown().screen.name === 'trouble') break;
  }
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'sameDayOff', money: { money: 'untouched' } });
  expect(kiosk.orders()).toEqual([]);
  expect(openEnds(kiosk)).toEqual([]);
});
