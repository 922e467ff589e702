import { expect, test } from 'vitest';
import type { SeedBooking } from '../../../seeds/bookings.ts';
import { demonstrationHospital } from '../../../seeds/hospital.ts';
import { mondayMorning } from '../../../simulator/world/world.ts';
import { openKiosk } from '../../kiosk.ts';
import { openEnds } from '../money/open-ends.ts';

const minute = 60_000;
/** 23:58 on the same Monday. */
const lateEvening = mondayMorning + (15 * 60 + 53) * minute;
const tuesday = '20261124';

/** Booked for 0:40 of Tuesday; collecting begins at 0:10. */
const afterMidnight: SeedBooking = {
  bookingId: 'B-night',
  code: '20260099',
  recordId: 'R900001',
  channel: 'phone',
  payment: 'prepaid',
  doctorId: 'emergency-1',
  when: { dayOffset: 1, from: '00:40', to: '01:00' },
};

test('the wrong day: a booking for tomorrow cannot be collected before midnight, nor right after it, but then', async () => {
  const kiosk = await openKiosk({
    start: lateEvening,
    hospital: { ...demonstrationHospital, bookings: [afterMidnight] },
  });
  const marked = async () => {
    kiosk.comeFor('collection');
    const { choices } = await kiosk.until('chooseOne');
    kiosk.world.reader.take();
    kiosk.tap({ kind: 'back' });
    await kiosk.until('attract');
    return choices.map(({ mark }) => mark);
  };
  expect(await marked()).toEqual(['wrongDay']);
  expect((await kiosk.toBooking('20260099')).options).toEqual(['cancelBooking']);
  kiosk.tap({ kind: 'back' });
  await kiosk.world.clock.advance(5 * minute);
  expect(await marked()).toEqual(['tooEarly']);
  await kiosk.world.clock.advance(10 * minute);
  expect(await marked()).toEqual(['collectNow']);
  await kiosk.toBooking('20260099');
  kiosk.pick('collect');
  expect(await kiosk.until('farewell')).toMatchObject({ done: 'collected' });
  await kiosk.quiet();
  expect(openEnds(kiosk)).toEqual([]);
});

test('days chosen before midnight are yesterday’s after it: a number of a day that is over is not sold', async () => {
  const kiosk = await openKiosk({ start: lateEvening });
  kiosk.comeFor('registration');
  const { choices } = await kiosk.until('chooseOne');
  await kiosk.chooseDay(choices[0]?.id);
  const { appointment } = await kiosk.choose(0);
  expect(appointment.day).toBe('2026-11-23');
  while (kiosk.world.clock.now() < lateEvening + 3 * minute) {
    kiosk.tap({ kind: 'back' });
    const { periods } = await kiosk.until('choosePeriod');
    await kiosk.world.clock.advance(50_000);
    kiosk.pick(periods.find(({ left }) => left > 0)?.id ?? '');
    await kiosk.world.clock.advance(1000);
    if (kiosk.shown().screen.name === 'trouble') break;
  }
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'slotTaken', money: { money: 'untouched' } });
  expect(kiosk.orders()).toEqual([]);
  expect(openEnds(kiosk)).toEqual([]);
});

test('begun on one day and paid on the next: paid once, confirmed, and in the books of its day', async () => {
  const kiosk = await openKiosk({ start: lateEvening });
  await kiosk.identify();
  await kiosk.choose(0);
  kiosk.tap({ kind: 'confirm' });
  const { orderNumber, split } = await kiosk.until('pay');
  expect(orderNumber).toMatch(/^20261123/);
  await kiosk.world.clock.advance(118_000);
  kiosk.pay();
  await kiosk.until('farewell');
  await kiosk.quiet();
  expect(kiosk.order()).toMatchObject({ state: 'fulfilled' });
  expect(kiosk.world.hospital.ledgers.accounts()).toMatchObject([{ captured: split.self, delivered: split.self }]);
  expect(openEnds(kiosk)).toEqual([]);
});

test('a visit that begins after midnight offers the new day', async () => {
  const kiosk = await openKiosk({ start: lateEvening });
  await kiosk.world.clock.advance(3 * minute);
  kiosk.comeFor('registration');
  const { choices } = await kiosk.until('chooseOne');
  expect(choices[0]).toMatchObject({ id: '2026-11-24', details: [{ word: 'today' }] });
  await kiosk.chooseDay();
  const { appointment } = await kiosk.choose(0);
  expect(appointment.day.replaceAll('-', '')).toBe(tuesday);
});
