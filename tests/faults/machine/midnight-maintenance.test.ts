import { expect, test } from 'vitest';
import { openKiosk } from '../../kiosk.ts';
import { lastOrder, leave, openEnds, standAt, tileOf, untilShown, visit } from './hands.ts';

/** 23:50 on Monday, 23 November 2026, in Nanjing. */
const start = Date.UTC(2026, 10, 23, 15, 50);
const minute = 60_000;

test.each([
  ['had the confirmation before it closed: it stands', 'errorAfterActing', 'fulfilled', 36_873, 0],
  ['had not: what was held is over, the money goes back', 'serverError', 'refunded', 0, 36_873],
] as const)(
  'the hospital closes over midnight with a payment under way, and %s',
  async (_, trouble, state, delivered, refunded) => {
    const kiosk = await openKiosk({ start });
    const stand = standAt(kiosk);
    kiosk.world.terminal?.subscribe(() => {});
    await stand.clock.advance(6 * minute);
    await visit(stand, { errand: 'payment', pays: false }, ['pay']);
    kiosk.world.misbehaviour.failUntilCleared('confirm', trouble);
    kiosk.world.misbehaviour.failUntilCleared('getConfirmation', 'serverError');
    stand.hospital.controls.pay(lastOrder(stand.journal).order);
    expect(await untilShown(stand, 'trouble')).toMatchObject({
      trouble: 'lateConfirmation',
      money: { money: 'settling', amount: 36_873 },
    });
    await leave(stand);
    kiosk.world.misbehaviour.failUntilCleared('any', 'serverError');
    await stand.clock.advance(25 * minute);
    expect(stand.shown?.surround.time).toMatch(/^00:2/);
    expect(tileOf(stand, 'registration')).toEqual({ errand: 'registration', open: false, why: 'hospitalSilent' });
    expect(lastOrder(stand.journal).state).toBe('fulfilling');

    kiosk.world.misbehaviour.clear();
    expect(await openEnds(stand)).toEqual([]);
    expect(lastOrder(stand.journal)).toMatchObject({ state });
    expect(stand.hospital.ledgers.accounts()).toMatchObject([{ captured: 36_873, delivered, refunded }]);
    expect(tileOf(stand, 'registration')).toEqual({ errand: 'registration', open: true });
  },
);

test('a number of the old day, chosen before midnight and agreed to after it, is not sold as the new day’s', async () => {
  const kiosk = await openKiosk({ start });
  const stand = standAt(kiosk);
  kiosk.world.terminal?.subscribe(() => {});
  await stand.clock.advance(7 * minute);
  const { appointment } = await visit(stand, { errand: 'registration' }, ['confirmAppointment']);
  expect(appointment.day).toBe('2026-11-23');
  while (stand.shown?.surround.time !== '00:00') {
    await stand.clock.advance(65_000);
    kiosk.tap({ kind: 'moreTime' });
  }
  const trouble = await visit(stand, { errand: 'registration' }, ['trouble']);
  expect(trouble).toMatchObject({ trouble: 'slotTaken', money: { money: 'untouched' } });
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'closed', refusal: 'slotOver' });
  const next = await visit(stand, { errand: 'registration' }, ['confirmAppointment']);
  expect(next.appointment.day).toBe('2026-11-24');
});
