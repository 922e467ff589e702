import { expect, test } from 'vitest';
import { openKiosk } from '../kiosk.ts';

test('a card whose number has a wrong check digit is not taken, and the hospital never hears of it', async () => {
  const kiosk = await openKiosk();
  const wrong = kiosk.card.number.endsWith('1') ? '2' : '1';
  kiosk.tap({ kind: 'begin' });
  kiosk.tap({ kind: 'errand', errand: 'registration' });
  kiosk.world.reader.put({ ...kiosk.card, number: kiosk.card.number.slice(0, 17) + wrong });
  await kiosk.world.clock.runUntil(() => JSON.stringify(kiosk.shown().screen).includes('again'), 10_000);
  expect(kiosk.shown().screen).toEqual({ name: 'presentIdCard', again: 'cardUnreadable' });
  expect(kiosk.log.filter(({ event }) => event.startsWith('hospital'))).toEqual([]);
});
