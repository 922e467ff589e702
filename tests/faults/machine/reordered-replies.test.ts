import { expect, test } from 'vitest';
import type { Clock } from '../../../device-drivers/contract/clock.ts';
import { createFate } from '../../../simulator/world/fate.ts';
import type { Network } from '../../../terminal/hospital/network.ts';
import { openKiosk } from '../../kiosk.ts';
import { lastOrder, leave, openEnds, ordersOf, type Plan, personAt, standAt, untilShown, visit } from './hands.ts';

/** Every request acts, some of them twice; every reply takes its own time, so that later ones overtake. */
function shuffling(seed: number) {
  const fate = createFate(seed);
  return (network: Network, clock: Clock): Network => {
    const wait = (ms: number) => new Promise<void>((resolve) => clock.after(ms, resolve));
    const forever = new AbortController().signal;
    return async (request) => {
      const again = { ...request, signal: forever };
      await wait(2000 * fate.draw('there'));
      if (fate.draw('twice') < 0.3) clock.after(20_000 * fate.draw('later'), () => void network(again).catch(() => {}));
      const reply = await network(again);
      await wait(9000 * fate.draw('back') ** 3);
      return reply;
    };
  };
}

const plans: readonly Plan[] = [
  { errand: 'payment' },
  { errand: 'payment', insured: true },
  { errand: 'registration' },
  { errand: 'card', person: personAt(1) },
  { errand: 'collection', choose: ['B-account-1', 'cancelBooking'] },
  { errand: 'refund' },
];

test.each([1, 2, 3])(
  'answers that overtake each other and requests that come twice change no end (%i)',
  async (seed) => {
    for (const plan of plans) {
      const kiosk = await openKiosk({ net: shuffling(seed) });
      const stand = standAt(kiosk);
      const end = await visit(stand, plan, ['farewell', 'trouble'], 600_000);
      await leave(stand);
      expect(await openEnds(stand), JSON.stringify(plan)).toEqual([]);
      if (end.name === 'farewell') expect(['fulfilled', 'refunded']).toContain(lastOrder(stand.journal).state);
    }
  },
);

test('a lock whose request comes after it was given back holds nothing', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, { errand: 'registration' }, ['confirmAppointment']);
  kiosk.world.misbehaviour.failUntilCleared('lock', 'straggler', 120_000);
  kiosk.tap({ kind: 'confirm' });
  await stand.clock.advance(20_000);
  kiosk.world.cutPower();
  kiosk.world.misbehaviour.clear();
  kiosk.world.powerOn();
  await untilShown(stand, 'attract');
  expect(await openEnds(stand)).toEqual([]);
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'closed', lock: 'released' });
});

test('an order whose opening comes once more after it was closed stays closed', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  kiosk.world.misbehaviour.failNext('createPaymentOrder', 'lateDuplicate', 60_000);
  await visit(stand, { errand: 'payment', pays: false }, ['pay']);
  kiosk.tap({ kind: 'cancel' });
  await untilShown(stand, 'chooseSome');
  const [{ order } = { order: '' }] = ordersOf(stand.journal);
  expect(await openEnds(stand)).toEqual([]);
  expect(stand.hospital.controls.pay(order)).toEqual({ ok: false, why: 'closed' });
});
