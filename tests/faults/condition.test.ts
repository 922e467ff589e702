/** What a terminal says of itself to whoever looks after it, while patients and faults come and go. */
import { expect, test } from 'vitest';
import type { Condition } from '../../terminal/condition.ts';
import { healthOf } from '../../terminal/health.ts';
import { type Kiosk, openKiosk } from '../kiosk.ts';

const identity = { terminal: 'T-1', version: '0.1.0', since: 0 };

function conditionOf({ world }: Kiosk): Condition {
  const condition = world.terminal?.condition();
  if (!condition) throw new Error('the terminal has no power');
  return condition;
}

test('it is visited while somebody is here, and has an order open while money is under way', async () => {
  const kiosk = await openKiosk();
  await kiosk.until('attract');
  expect(conditionOf(kiosk)).toMatchObject({ phase: 'waiting', journal: true, inService: true, openOrders: 0 });
  expect(conditionOf(kiosk).hospital).toMatchObject({ answers: true, answeredAt: expect.any(Number) });
  expect(conditionOf(kiosk).devices).toContainEqual({ device: 'receiptPrinter', state: 'online' });
  await kiosk.toPayment();
  expect(conditionOf(kiosk)).toMatchObject({ phase: 'visited', openOrders: 1 });
  kiosk.pay();
  await kiosk.until('farewell');
  await kiosk.leave();
  await kiosk.quiet();
  expect(conditionOf(kiosk)).toMatchObject({ phase: 'waiting', openOrders: 0 });
});

test('nothing that a patient showed is in it, nor in what is made of it', async () => {
  const kiosk = await openKiosk();
  await kiosk.until('attract');
  await kiosk.toPayment();
  const said = JSON.stringify(healthOf(conditionOf(kiosk), true, identity, 0));
  const secrets = [kiosk.card.name, kiosk.card.number, kiosk.order().order];
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(1);
    expect(said).not.toContain(secret);
  }
  expect(said).toContain('"openOrders":1');
});

test('a printer without paper is named with its fault', async () => {
  const kiosk = await openKiosk();
  await kiosk.until('attract');
  kiosk.world.printer.set({ paperLeft: 0 });
  await kiosk.world.clock.advance(500);
  expect(conditionOf(kiosk).devices).toContainEqual({ device: 'receiptPrinter', state: 'offline', fault: 'paperOut' });
  expect(healthOf(conditionOf(kiosk), true, identity, 0)).toMatchObject({
    status: 'degraded',
    reasons: ['receiptPrinter'],
  });
});
