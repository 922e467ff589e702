/** What a terminal tells the hub, byte by byte, while patients are there: no person is in it, and no field could hold one. */
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { people } from '../../seeds/people.ts';
import { nobodyIsNamed, secretsOfPeople } from '../../simulator/world/invariants/privacy.ts';
import { Heartbeat, hubPaths, UsageBatch } from '../../terminal/hub-contract.ts';
import { UsageEvent } from '../../terminal/usage-event.ts';
import { openKiosk } from '../kiosk.ts';

const [person] = people;
if (!person?.record) throw new Error('the seeds hold nobody with a record');
const { name, number } = person.card;
const { recordId } = person.record;

/** A registration, a payment given up, and a stranger: everything that was sent to the hub meanwhile. */
async function toldOfVisits(): Promise<{ readonly path: string; readonly body: string }[]> {
  const told: { path: string; body: string }[] = [];
  const kiosk = await openKiosk({
    net: (network) => (request) => {
      const { pathname } = new URL(request.url);
      if (request.url.startsWith('https://hub.invalid')) told.push({ path: pathname, body: request.body ?? '' });
      return network(request);
    },
  });
  await kiosk.toPayment();
  kiosk.pay();
  await kiosk.until('farewell');
  await kiosk.leave();
  kiosk.comeFor('payment');
  await kiosk.until('chooseSome');
  await kiosk.until('attract');
  kiosk.world.reader.take();
  kiosk.world.shelf.unplug('receiptPrinter');
  await kiosk.quiet();
  return told;
}

const told = await toldOfVisits();
const bodiesOf = (of: string) => told.filter(({ path }) => path === of).map(({ body }) => JSON.parse(body));
const batches = bodiesOf(hubPaths.usage);
const beats = bodiesOf(hubPaths.heartbeats);

test('neither usage nor heartbeats name anybody, or hold more than the contract has', () => {
  expect(batches.length + beats.length).toBe(told.length);
  expect(batches.flatMap(({ events }) => events).map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['started', 'visitEnded', 'registrationConfirmed', 'slipPrinted', 'deviceChanged']),
  );
  expect(beats.length).toBeGreaterThan(3);
  for (const batch of batches) expect(v.parse(UsageBatch, batch)).toEqual(batch);
  for (const beat of beats) expect(v.parse(Heartbeat, beat)).toEqual(beat);
  const all = JSON.stringify(told);
  expect(nobodyIsNamed(all, 'the hub', secretsOfPeople)).toEqual([]);
  expect(all).not.toContain(recordId);
  // The search finds what is there.
  expect(nobodyIsNamed(all + number, 'the hub', secretsOfPeople)).not.toEqual([]);
});

test('no text of an event can be a name or a number of somebody', () => {
  for (const event of batches.flatMap(({ events }) => events)) {
    expect(v.is(UsageEvent, event)).toBe(true);
    const texts = Object.entries(event).filter(([, value]) => typeof value === 'string');
    for (const [field] of texts) {
      for (const personal of [name, number, person.card.address, '13800138025']) {
        expect(v.is(UsageEvent, { ...event, [field]: personal }), `${event.kind}.${field}`).toBe(false);
      }
    }
  }
});
