import { expect, test } from 'vitest';
import { openKiosk } from '../kiosk.ts';

test('a card taken away while it is read is asked for again, with that reason, and then read', async () => {
  const kiosk = await openKiosk();
  kiosk.tap({ kind: 'begin' });
  kiosk.tap({ kind: 'errand', errand: 'registration' });
  kiosk.world.reader.put(kiosk.card);
  await kiosk.until('readingIdCard');
  kiosk.world.reader.take();
  expect(await kiosk.until('presentIdCard')).toEqual({ name: 'presentIdCard', again: 'cardRemoved' });
  kiosk.world.reader.put(kiosk.card);
  await kiosk.until('chooseDepartment');
});

test('a card that cannot be read is asked for again until it was lifted and laid down', async () => {
  const kiosk = await openKiosk();
  kiosk.world.reader.failNext('cardUnreadable');
  kiosk.tap({ kind: 'begin' });
  kiosk.tap({ kind: 'errand', errand: 'registration' });
  kiosk.world.reader.put(kiosk.card);
  await kiosk.world.clock.runUntil(() => JSON.stringify(kiosk.shown().screen).includes('again'), 10_000);
  expect(kiosk.shown().screen).toEqual({ name: 'presentIdCard', again: 'cardUnreadable' });
  await kiosk.world.clock.advance(5000);
  expect(kiosk.shown().screen.name).toBe('presentIdCard');
  kiosk.world.reader.take();
  await kiosk.world.clock.advance(1000);
  kiosk.world.reader.put(kiosk.card);
  await kiosk.until('chooseDepartment');
});
