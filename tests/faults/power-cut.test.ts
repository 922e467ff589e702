import { describe, expect, test } from 'vitest';
import { journalIsWhole, moneyIsAccountedFor, nothingHappenedTwice } from '../../simulator/world/invariants.ts';
import { openKiosk } from '../kiosk.ts';

/** A registration of which one write, the n-th after the payment was shown, meets a power cut; then a restart. */
async function cutAndRestart(which: 'before' | 'after', write: number) {
  const kiosk = await openKiosk();
  await kiosk.identify();
  await kiosk.choose();
  kiosk.cutAtWrite(which, write);
  kiosk.tap({ kind: 'confirm' });
  const { world } = kiosk;
  await world.clock.runUntil(() => {
    for (const { orderNumber } of world.hospital.controls.ordersWaiting()) world.hospital.controls.pay(orderNumber);
    return !world.terminal || world.shown?.screen.name === 'farewell';
  }, 60_000);
  const cut = world.terminal === undefined;
  if (cut) expect(journalIsWhole(world.journal, world.acknowledged)).toEqual([]);
  world.powerOn();
  await kiosk.until(cut ? 'attract' : 'farewell');
  await world.clock.advance(600_000);
  return { kiosk, cut };
}

describe.each(['before', 'after'] as const)('the power goes %s the n-th journal write of a registration', (which) => {
  test('and in every case the money is accounted for, nothing happens twice, and the terminal opens again', async () => {
    let cuts = 0;
    for (let write = 0; ; write++) {
      const { kiosk, cut } = await cutAndRestart(which, write);
      if (!cut) break;
      cuts += 1;
      const { ledgers } = kiosk.world.hospital;
      expect(moneyIsAccountedFor(ledgers, kiosk.world.journal), `write ${write}`).toEqual([]);
      expect(nothingHappenedTwice(ledgers), `write ${write}`).toEqual([]);
      expect(kiosk.world.journal.openOrders(), `write ${write}`).toEqual([]);
    }
    expect(cuts).toBeGreaterThan(10);
  });
});

test('what was printing when the power went does not come out in front of the next patient', async () => {
  const kiosk = await openKiosk();
  const { orderNumber } = await kiosk.toPayment();
  kiosk.world.hospital.controls.pay(orderNumber);
  await kiosk.until('printing');
  kiosk.world.cutPower();
  await kiosk.world.clock.advance(5000);
  kiosk.world.powerOn();
  await kiosk.until('attract');
  expect(kiosk.order()).toMatchObject({ state: 'fulfilled', slip: 'kept' });
  kiosk.world.printer.take();
  await kiosk.world.clock.advance(60_000);
  expect(kiosk.world.printer.state().slips).toEqual([]);
});
