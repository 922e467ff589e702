import { expect, test } from 'vitest';
import type { Clock } from '../../../device-drivers/contract/clock.ts';
import type { Network } from '../../../terminal/hospital/network.ts';
import { openKiosk } from '../../kiosk.ts';
import { lastOrder, leave, openEnds, type Plan, personAt, standAt, visit } from './hands.ts';

/** A line that is there for some milliseconds of every so many; what is on its way when it goes is lost, both ways. */
const flapping =
  (up: number, of: number) =>
  (network: Network, clock: Clock): Network =>
  async (request) => {
    const isUp = () => clock.now() % of < up;
    const gone = () => Promise.reject(new Error('gone'));
    if (!isUp()) return gone();
    const reply = await network(request);
    await new Promise<void>((resolve) => clock.after(300, resolve));
    return isUp() ? reply : gone();
  };

const plans: readonly (Plan & { readonly about: string })[] = [
  { about: 'a payment', errand: 'payment' },
  { about: 'a registration', errand: 'registration' },
  { about: 'a card', errand: 'card', person: personAt(1) },
  { about: 'a printing', errand: 'report', person: personAt(4) },
];

test.each(plans)('$about, begun over a good line that then comes and goes, comes to its end', async (plan) => {
  let flaps = false;
  const kiosk = await openKiosk({
    net: (network, clock) => {
      const bad = flapping(2500, 4000)(network, clock);
      return (request) => (flaps ? bad(request) : network(request));
    },
  });
  const stand = standAt(kiosk);
  await visit(stand, plan, plan.errand === 'report' ? ['chooseSome'] : ['confirmAppointment', 'review']);
  flaps = true;
  // Whether it is finished or told to go on by itself, it ends well.
  const end = await visit(stand, plan, ['farewell', 'trouble'], 600_000);
  if (end.name === 'trouble') expect(end).toMatchObject({ trouble: 'lateConfirmation' });
  await leave(stand);
  expect(kiosk.log.some(({ event }) => event === 'order.state')).toBe(true);
  expect(await openEnds(stand)).toEqual([]);
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'fulfilled' });
});

test('a line that is gone for half an hour after the payment: everything is made good when it is back', async () => {
  let isDown = false;
  const kiosk = await openKiosk({
    net: (network) => (request) => (isDown ? Promise.reject(new Error('gone')) : network(request)),
  });
  const stand = standAt(kiosk);
  await visit(stand, { errand: 'payment', pays: false }, ['pay']);
  stand.hospital.controls.pay(lastOrder(stand.journal).order);
  isDown = true;
  await visit(stand, { errand: 'payment', pays: false }, ['trouble'], 900_000);
  await leave(stand);
  await stand.clock.advance(1_800_000);
  isDown = false;
  expect(await openEnds(stand)).toEqual([]);
  const { state } = lastOrder(stand.journal);
  // The payer's time was over before anybody could hear that it was paid: then it goes back.
  expect(['fulfilled', 'refunded']).toContain(state);
});
