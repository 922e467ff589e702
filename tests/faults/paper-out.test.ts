import { expect, test } from 'vitest';
import { openKiosk } from '../kiosk.ts';

test('paper out before the payment: refused before any money, and the menu says why', async () => {
  const kiosk = await openKiosk();
  await kiosk.identify();
  await kiosk.choose();
  kiosk.world.printer.set({ paperLeft: 0 });
  await kiosk.world.clock.advance(500);
  kiosk.tap({ kind: 'confirm' });
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'paperOut', money: { money: 'untouched' } });
  expect(kiosk.world.hospital.ledgers.payments()).toEqual([]);
  expect(kiosk.world.hospital.ledgers.locks()).toEqual([]);

  kiosk.tap({ kind: 'finish' });
  const { errands } = await kiosk.until('attract');
  expect(errands[0]).toEqual({ errand: 'registration', open: false, why: 'paperOut' });
  kiosk.world.printer.set({ paperLeft: 80_000 });
  await kiosk.world.clock.advance(2000);
  expect((await kiosk.until('attract')).errands[0]).toEqual({ errand: 'registration', open: true });
});

test('paper out after the payment: the registration stands, the slip is kept, and the screen says so', async () => {
  const kiosk = await openKiosk();
  const { orderNumber } = await kiosk.toPayment();
  kiosk.world.printer.set({ paperLeft: 20 });
  kiosk.world.hospital.controls.pay(orderNumber);
  const farewell = await kiosk.until('farewell');
  expect(farewell).toMatchObject({ orderNumber, slip: { printed: false, fault: 'paperOut' } });
  expect(kiosk.order()).toMatchObject({ state: 'fulfilled', slip: 'kept' });
  expect(kiosk.world.hospital.ledgers.registrations()).toHaveLength(1);
  expect(kiosk.world.printer.state().slips).toEqual([]);
});

test('a cover opened while the slip is printed: kept, with that reason', async () => {
  const kiosk = await openKiosk();
  const { orderNumber } = await kiosk.toPayment();
  kiosk.world.hospital.controls.pay(orderNumber);
  await kiosk.until('printing');
  kiosk.world.printer.set({ cover: 'open' });
  expect(await kiosk.until('farewell')).toMatchObject({ slip: { printed: false, fault: 'coverOpen' } });
});
