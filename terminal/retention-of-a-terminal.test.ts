/** A whole terminal in virtual time whose journal is kept for 31 days. */
import { expect, test } from 'vitest';
import { heardOf } from '../simulator/world/invariants/usage.ts';
import { type Kiosk, openKiosk } from '../tests/kiosk.ts';
import { brokenAt, entryOf } from './journal/journal.ts';

const day = 86_400_000;
const config = { retention: { journalDays: 31 } };

async function register(kiosk: Kiosk): Promise<string> {
  const { orderNumber } = await kiosk.toPayment();
  kiosk.pay();
  await kiosk.until('farewell');
  await kiosk.leave();
  await kiosk.quiet();
  return orderNumber;
}
const first = ({ world: { journal } }: Kiosk) => {
  const [record] = journal.read(0, 1);
  return record && entryOf(record).kind;
};
const dropped = ({ log }: Kiosk) => log.filter(({ event }) => event === 'journal.dropped');

test('a start drops what is older, goes on from there, and the hub has every event once', async () => {
  const kiosk = await openKiosk({ config });
  const { world } = kiosk;
  const order = await register(kiosk);
  const before = world.journal.last()?.sequence ?? 0;
  world.cutPower();
  await world.clock.advance(40 * day);
  world.powerOn();
  await kiosk.until('attract');
  expect(dropped(kiosk)).toHaveLength(1);
  expect(first(kiosk)).toBe('journal.anchored');
  expect(world.journal.order(order)).toBeUndefined();
  expect(world.journal.read(0, 1)[0]?.sequence).toBeLessThanOrEqual(before);

  const next = await register(kiosk);
  expect(world.journal.order(next)?.state).toBe('fulfilled');
  world.cutPower();
  world.powerOn();
  await kiosk.until('attract');
  await kiosk.quiet();
  expect(brokenAt(world.journal)).toBeUndefined();
  const heard = await heardOf(world.hub.intake, world.config.terminal);
  const numbers = [...heard.values()].flat().filter(({ kind }) => kind === 'registrationConfirmed');
  expect(numbers).toHaveLength(2);
});

test('a terminal that runs on drops it when the first visit of a day is over', async () => {
  const elevenAtNight = Date.UTC(2026, 10, 23, 15);
  const kiosk = await openKiosk({ config, start: elevenAtNight });
  const { world } = kiosk;
  const pay = async (bill: string) => {
    await kiosk.toBillsPayment([bill]);
    kiosk.pay();
    await kiosk.until('farewell');
    await kiosk.leave();
  };
  await pay('bill-900101');
  world.cutPower();
  await world.clock.advance(31 * day);
  world.powerOn();
  await kiosk.until('attract');
  await world.clock.advance(70 * 60_000);
  expect(dropped(kiosk)).toEqual([]);
  await pay('bill-900102');
  expect(dropped(kiosk)).toHaveLength(1);
  expect(first(kiosk)).toBe('journal.anchored');
  expect(brokenAt(world.journal)).toBeUndefined();
});
