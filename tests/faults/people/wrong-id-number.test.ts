import { expect, test } from 'vitest';
import { openKiosk } from '../../kiosk.ts';

test('a card whose number has a wrong check digit is not taken, and the hospital never hears of it', async () => {
  const kiosk = await openKiosk();
  const wrong = kiosk.card.number.endsWith('1') ? '2' : '1';
  kiosk.begin('registration');
  kiosk.world.reader.put({ ...kiosk.card, number: kiosk.card.number.slice(0, 17) + wrong });
  await kiosk.world.clock.runUntil(() => JSON.stringify(kiosk.shown().screen).includes('again'), 10_000);
  expect(kiosk.shown().screen).toMatchObject({ name: 'presentCredential', again: 'cardUnreadable' });
  expect(kiosk.asked('findPatient')).toEqual([]);
});

test.each([
  ['a digit wrong', '320100198503129912'],
  ['too short', '32010019850312991'],
  ['a day that does not exist', '320100198502309911'],
])('a typed number with %s is asked for again, and the hospital never hears of it', async (_, number) => {
  const kiosk = await openKiosk();
  kiosk.begin('collection');
  await kiosk.type('typedId', number);
  expect(await kiosk.until('enterNumber')).toMatchObject({ what: 'idNumber', again: 'wrongDigits' });
  expect(kiosk.asked('findPatient')).toEqual([]);
});

test('where the policy has no typed numbers, none is offered', async () => {
  const kiosk = await openKiosk();
  kiosk.begin('registration');
  const { ways } = await kiosk.until('presentCredential');
  expect(ways).not.toContain('typedId');
  expect(ways).not.toContain('booking');
});
