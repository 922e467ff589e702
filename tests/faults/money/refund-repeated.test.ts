import { expect, test } from 'vitest';
import { type Kiosk, openKiosk } from '../../kiosk.ts';
import { openEnds } from './open-ends.ts';

const transaction = 'T-app-900101';

async function askBack(kiosk: Kiosk): Promise<void> {
  await kiosk.toRefund(transaction);
  kiosk.tap({ kind: 'confirm' });
  await kiosk.until('review');
  kiosk.pick('refund');
}

test.each(['lostReply', 'silent', 'errorAfterActing', 'duplicate', 'lateDuplicate', 'straggler'] as const)(
  'the refund’s answer %s: given back once',
  async (way) => {
    const kiosk = await openKiosk();
    kiosk.world.misbehaviour.failNext('refundPayment', way);
    await askBack(kiosk);
    expect((await kiosk.until('farewell')).done).toMatch(/^refund/);
    await kiosk.quiet();
    expect(kiosk.world.hospital.ledgers.refunds()).toMatchObject([{ orderNumber: transaction, amount: 1860 }]);
    expect(kiosk.orders()).toMatchObject([{ state: 'refunded', refund: 'arrived' }]);
    expect(openEnds(kiosk)).toEqual([]);
  },
);

test('what was given back cannot be asked for again', async () => {
  const kiosk = await openKiosk();
  await askBack(kiosk);
  await kiosk.until('farewell');
  await kiosk.leave();
  kiosk.comeFor('refund');
  const { choices } = await kiosk.until('chooseOne');
  expect(choices.find(({ id }) => id === transaction)).toMatchObject({ open: false, mark: 'given' });
  kiosk.pick(transaction);
  expect(kiosk.log).toContainEqual({ event: 'tap.dropped', why: 'notOffered' });
  expect(kiosk.world.hospital.ledgers.refunds()).toHaveLength(1);
});

test('a hospital silent for long: the patient is told that it goes on by itself, and it does', async () => {
  const kiosk = await openKiosk();
  kiosk.world.misbehaviour.failUntilCleared('refundPayment', 'silent');
  await askBack(kiosk);
  expect(await kiosk.until('trouble')).toMatchObject({
    trouble: 'lateConfirmation',
    money: { money: 'refunding', amount: 1860 },
  });
  await kiosk.leave();
  kiosk.world.misbehaviour.clear();
  await kiosk.quiet();
  expect(kiosk.orders()).toMatchObject([{ state: 'refunded' }]);
  expect(kiosk.world.hospital.ledgers.refunds()).toHaveLength(1);
  expect(openEnds(kiosk)).toEqual([]);
});
