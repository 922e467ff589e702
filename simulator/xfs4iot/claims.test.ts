import { expect, test } from 'vitest';
import { createIdCardReader } from '../../device-drivers/id-card-reader/driver.ts';
import { createVirtualShelf } from '../devices/virtual-shelf.ts';
import { createVirtualClock } from '../world/virtual-clock.ts';
import { createClaims } from './claims.ts';
import { shelfPlans } from './face.ts';
import { createService } from './service.ts';

test('a terminal loses its reader to a client that connects, and has it back when the client has gone', async () => {
  const clock = createVirtualClock(0);
  const shelf = createVirtualShelf(clock, () => 0.5);
  const { claim, others } = createClaims(shelf.links);
  const driver = createIdCardReader({ ...others, ...shelf.config.idCardReader, clock, log: () => {} });
  await clock.runUntil(() => driver.status().device === 'online', 10_000);

  const plan = shelfPlans({ shelf, clock, claim }).find(({ name }) => name === 'IdCardReader');
  if (!plan) throw new Error('no such service');
  const heard: string[] = [];
  const connection = createService(plan, clock).connect((text) => heard.push(text));
  const isOnline = () => heard.at(-1)?.includes('"online"') === true;
  expect(await clock.runUntil(isOnline, 10_000)).toBe(true);
  await clock.advance(120_000);
  expect(driver.status()).toMatchObject({ fault: 'noDevice' });
  expect(isOnline()).toBe(true);

  connection.close();
  expect(await clock.runUntil(() => driver.status().device === 'online', 60_000)).toBe(true);
  driver.close();
});

test('a claimed device says why it cannot be opened; others can', async () => {
  const shelf = createVirtualShelf(createVirtualClock(0), () => 0.5);
  const { claim, others } = createClaims(shelf.links);
  const letGo = claim('memory:id-card-reader');
  await expect(others.openLink('memory:id-card-reader')).rejects.toThrow('in use by a client of XFS4IoT');
  await expect(others.openLink('memory:receipt-printer')).resolves.toBeDefined();
  letGo();
  await expect(others.openLink('memory:id-card-reader')).resolves.toBeDefined();
});
