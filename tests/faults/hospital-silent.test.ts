import { expect, test } from 'vitest';
import { openKiosk } from '../kiosk.ts';

test('the reply to the confirmation is lost: asked about, found, and the slip printed', async () => {
  const kiosk = await openKiosk();
  const { orderNumber } = await kiosk.toPayment();
  kiosk.world.misbehaviour.failNext('confirmRegistration', 'lostReply');
  kiosk.world.hospital.controls.pay(orderNumber);
  expect(await kiosk.until('farewell')).toMatchObject({ orderNumber, slip: { printed: true } });
  expect(kiosk.kinds().filter((kind) => kind === 'act.unknown')).toHaveLength(1);
  expect(kiosk.world.hospital.ledgers.registrations()).toHaveLength(1);
});

test('the confirmation never arrives: asked about, not known, sent again under the same number', async () => {
  const kiosk = await openKiosk();
  const { orderNumber } = await kiosk.toPayment();
  kiosk.world.misbehaviour.failNext('confirmRegistration', 'silent');
  kiosk.world.hospital.controls.pay(orderNumber);
  await kiosk.until('farewell');
  expect(kiosk.world.hospital.ledgers.registrations()).toMatchObject([{ orderNumber }]);
});

test('a hospital silent for long: the patient is told that it goes on by itself, and it does', async () => {
  const kiosk = await openKiosk();
  const { orderNumber, amount } = await kiosk.toPayment();
  kiosk.world.misbehaviour.failUntilCleared('confirmRegistration', 'silent');
  kiosk.world.misbehaviour.failUntilCleared('getRegistration', 'silent');
  kiosk.world.hospital.controls.pay(orderNumber);
  expect(await kiosk.until('trouble')).toMatchObject({
    trouble: 'lateConfirmation',
    money: { money: 'settling', amount },
    reference: orderNumber,
  });
  kiosk.tap({ kind: 'finish' });
  await kiosk.until('attract');
  kiosk.world.misbehaviour.clear();
  await kiosk.world.clock.advance(300_000);
  expect(kiosk.order()).toMatchObject({ state: 'fulfilled', slip: 'kept' });
  expect(kiosk.world.hospital.ledgers.registrations()).toHaveLength(1);
});

test('a hospital that does not answer at all: the terminal says so before anybody begins, and opens again by itself', async () => {
  const kiosk = await openKiosk();
  kiosk.world.misbehaviour.failUntilCleared('any', 'serverError');
  await kiosk.world.clock.advance(90_000);
  expect((await kiosk.until('attract')).errands[0]).toEqual({
    errand: 'registration',
    open: false,
    why: 'hospitalSilent',
  });
  kiosk.world.misbehaviour.clear();
  await kiosk.world.clock.advance(20_000);
  expect((await kiosk.until('attract')).errands[0]).toEqual({ errand: 'registration', open: true });
});

test('a proxy page in place of an answer tells nothing, and is survived', async () => {
  const kiosk = await openKiosk();
  kiosk.world.misbehaviour.failNext('lockSlot', 'proxyPage');
  kiosk.world.misbehaviour.failNext('createPaymentOrder', 'errorAfterActing');
  const { orderNumber } = await kiosk.toPayment();
  kiosk.world.hospital.controls.pay(orderNumber);
  await kiosk.until('farewell');
  expect(kiosk.world.hospital.ledgers.accounts()).toHaveLength(1);
});
