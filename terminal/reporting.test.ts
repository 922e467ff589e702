/** A whole terminal before a hub in memory: what of its starts, its devices and its technicians the hub is told, and when. */
import { expect, test } from 'vitest';
import { createFate } from '../simulator/world/fate.ts';
import { createWorld, type World, type WorldOptions } from '../simulator/world/world.ts';
import { openKiosk } from '../tests/kiosk.ts';
import { entryOf, recordsAfter } from './journal/journal.ts';
import type { LogEvent } from './log-event.ts';
import type { Tap } from './screen.ts';

async function openWorld(options: Partial<WorldOptions> = {}): Promise<World> {
  const world = createWorld({ fate: createFate(11), ...options });
  world.powerOn();
  await world.clock.runUntil(() => world.shown?.screen.name === 'attract', 60_000);
  return world;
}

const entriesAfter = ({ journal }: World, sequence: number) => [...recordsAfter(journal, sequence)].map(entryOf);
const heartbeat = ({ hub, config }: World) => hub.heartbeats.get(config.terminal);

async function eventsAtHub({ hub, config }: World) {
  const epochs = await hub.intake.epochs(config.terminal);
  const events = epochs.map(({ epoch }) => hub.intake.events(config.terminal, epoch, 0, 1000));
  return (await Promise.all(events)).map((ofEpoch) => ofEpoch.map(({ kind }) => kind));
}

test('the start is the first record of every run, whatever the devices say before', async () => {
  const world = await openWorld();
  world.cutPower();
  world.shelf.unplug('receiptPrinter');
  world.shelf.unplug('idCardReader');
  const before = world.journal.last()?.sequence ?? 0;
  world.powerOn();
  await world.clock.advance(120_000);
  const [first, ...others] = entriesAfter(world, before);
  expect(first?.kind).toBe('terminal.started');
  expect(others).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'device.fault', device: 'receiptPrinter' }),
      { kind: 'device.changed', device: 'receiptPrinter', available: false },
      { kind: 'device.changed', device: 'idCardReader', available: false },
    ]),
  );
  expect((await eventsAtHub(world)).map(([kind]) => kind)).toEqual(['started', 'started']);
});

test('a visit the power ended counts for its errand, and as no first try', async () => {
  const world = await openWorld();
  const tap = (it: Tap) => world.terminal?.tap({ tap: it, revision: world.shown?.revision });
  await world.clock.advance(5_000);
  tap({ kind: 'begin' });
  tap({ kind: 'errand', errand: 'payment' });
  await world.clock.advance(3_000);
  world.cutPower();
  world.powerOn();
  await world.clock.advance(120_000);
  const ended = entriesAfter(world, 0).filter(({ kind }) => kind === 'visit.ended');
  expect(ended).toMatchObject([
    { ending: 'interrupted', errand: 'payment', screen: 'presentCredential', firstTry: false },
  ]);
});

test('a device that fails is told at once, by a heartbeat, and to the minute, by an event', async () => {
  const world = await openWorld();
  await world.clock.advance(10_000);
  expect(heartbeat(world)).toMatchObject({
    terminal: 'T-001',
    inService: true,
    devices: expect.arrayContaining([{ device: 'receiptPrinter', state: 'online' }]),
    supplies: { bin: 0 },
  });
  const began = entriesAfter(world, 0)[0];
  expect(heartbeat(world)?.epoch).toBe(began?.kind === 'terminal.started' && began.epoch);
  world.shelf.unplug('receiptPrinter');
  const isTold = () => heartbeat(world)?.devices.some(({ device, fault }) => device === 'receiptPrinter' && fault);
  expect(await world.clock.runUntil(() => isTold() === true, 10_000)).toBe(true);
  await world.clock.advance(60_000);
  expect((await eventsAtHub(world)).flat()).toContain('deviceChanged');
});

test('a journal that somebody wrote into gets no start, and so no visit', async () => {
  const world = await openWorld();
  world.cutPower();
  const before = world.journal.last()?.sequence ?? 0;
  const { read } = world.journal;
  world.journal.read = (after, limit) => read(after, limit).map((it) => ({ ...it, at: it.at + 1 }));
  world.powerOn();
  await world.clock.advance(120_000);
  expect(world.shown?.screen.name).toBe('trouble');
  expect(world.journal.last()?.sequence).toBe(before);
});

test('a terminal that is stopped says nothing of the devices it lets go of', async () => {
  const world = await openWorld();
  const before = world.journal.last()?.sequence ?? 0;
  world.terminal?.stop();
  await world.clock.advance(60_000);
  expect(entriesAfter(world, before)).toEqual([]);
});

test('without a key nothing is told, which is logged once', async () => {
  const log: LogEvent[] = [];
  const asked: string[] = [];
  const world = await openWorld({
    isEnrolled: false,
    onLog: (event) => log.push(event),
    net: (network) => (request) => {
      asked.push(request.url);
      return network(request);
    },
  });
  await world.clock.advance(600_000);
  expect(log.filter(({ event }) => event.startsWith('usage'))).toEqual([{ event: 'usage.kept', why: 'no key' }]);
  expect(asked.filter((url) => url.startsWith(world.config.hubUrl ?? ''))).toEqual([]);
});

test('reports are counted, however many are printed in one go', async () => {
  const kiosk = await openKiosk();
  kiosk.comeFor('report', 4);
  const { choices } = await kiosk.until('chooseSome');
  const ids = choices.filter(({ open }) => open).map(({ id }) => id);
  for (const id of ids.slice(0, 2)) kiosk.tap({ kind: 'choose', id });
  kiosk.tap({ kind: 'confirm' });
  await kiosk.until('farewell');
  await kiosk.quiet();
  expect(entriesAfter(kiosk.world, 0)).toContainEqual(
    expect.objectContaining({ kind: 'order.confirmed', purpose: 'reports', reports: 2 }),
  );
});
