import { expect, test } from 'vitest';
import { type Kiosk, openKiosk } from '../../kiosk.ts';
import { openEnds } from '../money/open-ends.ts';

async function tryCode(kiosk: Kiosk, code: string) {
  kiosk.begin('collection');
  await kiosk.type('booking', code);
  const { trouble } = await kiosk.until('trouble');
  await kiosk.leave();
  return trouble;
}

test('five wrong codes, and no code is looked at any more, the right one neither; after ten minutes it is', async () => {
  const kiosk = await openKiosk();
  for (let guess = 1; guess <= 5; guess++) {
    expect(await tryCode(kiosk, String(99_000_000 + guess))).toBe('bookingUnknown');
  }
  expect(await tryCode(kiosk, '99000006')).toBe('tooManyTries');
  expect(await tryCode(kiosk, '20260002')).toBe('tooManyTries');
  await kiosk.world.clock.advance(10 * 60_000);
  expect((await kiosk.toBooking('20260002')).options).toContain('collect');
  expect(kiosk.orders()).toEqual([]);
  expect(openEnds(kiosk)).toEqual([]);
});

test('the card still serves whoever cannot show a code', async () => {
  const kiosk = await openKiosk();
  for (let guess = 1; guess <= 6; guess++) await tryCode(kiosk, String(99_000_000 + guess));
  kiosk.comeFor('collection');
  expect((await kiosk.until('chooseOne')).choices.length).toBeGreaterThan(0);
});

test('a number pad’s typing error is asked again, and is no guess at the hospital', async () => {
  const kiosk = await openKiosk();
  kiosk.begin('collection');
  await kiosk.type('booking', '123');
  expect(await kiosk.until('enterNumber')).toMatchObject({ what: 'bookingCode', again: 'notANumber' });
  expect(kiosk.asked('findPatient')).toEqual([]);
});

test('the code of a booking is in no journal record and no log line', async () => {
  const kiosk = await openKiosk();
  await kiosk.toBooking('20260002');
  kiosk.pick('collect');
  await kiosk.until('farewell');
  const written = JSON.stringify([[...kiosk.world.journal.read(0, 1000)], kiosk.log]);
  expect(written).not.toContain('20260002');
});
