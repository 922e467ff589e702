import { expect, test } from 'vitest';
import { openKiosk } from '../../kiosk.ts';
import { standAt, untilShown } from '../machine/hands.ts';

test('a card taken away while it is read is asked for again, with that reason, and then read', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  kiosk.begin('payment');
  kiosk.world.reader.put(kiosk.card);
  await untilShown(stand, 'readingCard');
  kiosk.world.reader.take();
  expect(await untilShown(stand, 'presentCredential')).toMatchObject({ whose: 'patient', again: 'cardRemoved' });
  kiosk.world.reader.put(kiosk.card);
  await untilShown(stand, 'chooseSome');
});

test('a card that cannot be read is asked for again until it was lifted and laid down', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  kiosk.world.reader.failNext('cardUnreadable');
  kiosk.begin('payment');
  kiosk.world.reader.put(kiosk.card);
  await stand.clock.runUntil(() => JSON.stringify(stand.shown?.screen).includes('again'), 10_000);
  expect(stand.shown?.screen).toMatchObject({ name: 'presentCredential', again: 'cardUnreadable' });
  await stand.clock.advance(5000);
  expect(stand.shown?.screen.name).toBe('presentCredential');
  kiosk.world.reader.take();
  await stand.clock.advance(1000);
  kiosk.world.reader.put(kiosk.card);
  await untilShown(stand, 'chooseSome');
});
