import { beforeEach, describe, expect, test } from 'vitest';
import { createActor, fromCallback, fromPromise } from 'xstate';
import { demonstrationHospital } from '../../seeds/hospital.ts';
import { capabilitiesOf } from '../../simulator/hospital/capabilities.ts';
import { createVirtualClock, type VirtualClock } from '../../simulator/world/virtual-clock.ts';
import { identifyMachine } from '../flows/identify/identify-machine.ts';
import { registrationMachine } from '../flows/registration/registration-machine.ts';
import { machineClock } from '../machine-clock.ts';
import type { ErrandTile } from '../screen/errands.ts';
import { modeNames, plain } from '../screen/modes.ts';
import type { Way } from '../screen/words.ts';
import { type Facts, screenOf } from './screen-of.ts';
import type { Services, VisitInput } from './visit-context.ts';
import { visitMachine } from './visit-machine.ts';

const patience = { inactivity: 60_000, warning: 20_000, farewell: 25_000, elder: 2 };
const ways = ['idCard'] as const satisfies readonly Way[];
const open: Services = {
  errands: [{ errand: 'registration', open: true }],
  ways: {
    registration: ways,
    collection: ways,
    payment: ways,
    report: ways,
    card: ways,
    refund: ways,
    records: ways,
    reprint: ways,
  },
  policy: capabilitiesOf(demonstrationHospital, '2026-11-23'),
  inService: true,
  thingsLeft: [],
  announcements: [],
};
const withTile = (tile: ErrandTile): Services => ({ ...open, errands: [tile] });
const closed = withTile({ errand: 'registration', open: false, why: 'paperOut' });
const facts: Facts = {
  at: { zone: 'Asia/Shanghai', scan: false },
  technician: () => ({
    statuses: {},
    supplies: { bin: 0, printing: {} },
    inService: true,
    openOrders: 0,
    keptSlips: 0,
  }),
  hours: () => undefined,
  reference: () => 'T-001-ABCDEF',
};

let clock: VirtualClock;

/** A visit whose reader never sees a card and whose recovery is instant. */
async function visit(more: Partial<VisitInput> = {}) {
  const machine = visitMachine.provide({
    actors: {
      recover: fromPromise(async () => {}),
      registration: registrationMachine.provide({
        actors: { identify: identifyMachine.provide({ actors: { readCredential: fromCallback(() => {}) } }) },
      }),
    },
  });
  const actor = createActor(machine, {
    clock: machineClock(clock),
    input: { now: clock.now, today: () => '2026-11-21', patience, services: open, technician: undefined, ...more },
  }).start();
  await clock.advance(0);
  const screen = () => screenOf(actor.getSnapshot(), facts).name;
  return { actor, screen };
}

beforeEach(() => {
  clock = createVirtualClock(1_000_000);
});

test('a start recovers first and welcomes second', async () => {
  const { screen } = await visit();
  expect(screen()).toBe('attract');
});

test('a closed errand is not begun', async () => {
  const { actor, screen } = await visit();
  actor.send({ type: 'tap.begin' });
  actor.send({ type: 'services', services: closed });
  actor.send({ type: 'tap.errand', errand: 'registration' });
  expect(screen()).toBe('menu');
});

test('silence is warned about, then ends the visit as timed out', async () => {
  const { actor, screen } = await visit();
  actor.send({ type: 'tap.begin' });
  actor.send({ type: 'tap.errand', errand: 'registration' });
  expect(screen()).toBe('presentCredential');
  await clock.advance(59_999);
  expect(actor.getSnapshot().matches({ present: { watch: 'quiet' } })).toBe(true);
  await clock.advance(1);
  expect(actor.getSnapshot().matches({ present: { watch: 'warned' } })).toBe(true);
  await clock.advance(20_000);
  expect(screen()).toBe('attract');
  expect(actor.getSnapshot().context.last).toBe('timedOut');
});

test('more time gives the whole time again, and so does any touch', async () => {
  const { actor, screen } = await visit();
  actor.send({ type: 'tap.begin' });
  await clock.advance(70_000);
  actor.send({ type: 'tap.moreTime' });
  await clock.advance(59_999);
  expect(actor.getSnapshot().matches({ present: { watch: 'quiet' } })).toBe(true);
  actor.send({ type: 'touched' });
  await clock.advance(59_999);
  expect(actor.getSnapshot().matches({ present: { watch: 'quiet' } })).toBe(true);
  expect(actor.getSnapshot().context.silentUntil).toBe(clock.now() + 1);
  expect(screen()).toBe('menu');
});

test('language and everything else of a visit are forgotten with it', async () => {
  const { actor, screen } = await visit();
  actor.send({ type: 'tap.language', language: 'en' });
  expect(actor.getSnapshot().context.language).toBe('en');
  expect(screen()).toBe('menu');
  actor.send({ type: 'tap.cancel' });
  expect(screen()).toBe('attract');
  expect(actor.getSnapshot().context).toMatchObject({ language: 'zh', last: 'abandoned', ending: { kind: 'left' } });
});

test('an errand is begun with the day, its ways and the policies of that moment', async () => {
  const { actor } = await visit();
  actor.send({ type: 'tap.begin' });
  actor.send({ type: 'tap.errand', errand: 'registration' });
  expect(actor.getSnapshot().children.errand?.getSnapshot().context).toMatchObject({
    today: '2026-11-21',
    ways: ['idCard'],
    policy: open.policy,
  });
  // A policy that changes under way is the next errand's.
  actor.send({ type: 'services', services: { ...open, policy: undefined } });
  expect(actor.getSnapshot().children.errand?.getSnapshot().context).toMatchObject({ policy: open.policy });
});

test('a terminal that was closed welcomes nobody', async () => {
  const { actor, screen } = await visit({ services: { ...open, inService: false } });
  expect(screen()).toBe('outOfService');
  actor.send({ type: 'tap.begin' });
  actor.send({ type: 'tap.language', language: 'en' });
  expect(screen()).toBe('outOfService');
});

test('without a secret in the configuration no technician gets as far as being asked', async () => {
  const { actor, screen } = await visit();
  actor.send({ type: 'tap.technician' });
  expect(screen()).toBe('attract');
});

test('a technician is asked who they are, also at a closed terminal', async () => {
  const technician = { devices: [], patience: { asking: 60_000, inside: 180_000 } };
  const { actor, screen } = await visit({ technician, services: { ...open, inService: false } });
  actor.send({ type: 'tap.technician' });
  expect(screen()).toBe('enterNumber');
  await clock.advance(60_000);
  expect(screen()).toBe('outOfService');
});

test('a journal that cannot be taken up keeps the terminal closed', async () => {
  const machine = visitMachine.provide({
    actors: {
      recover: fromPromise<void>(async () => {
        throw new Error('chain broken');
      }),
    },
  });
  const actor = createActor(machine, {
    input: { now: clock.now, today: () => '2026-11-21', patience, services: open, technician: undefined },
  });
  actor.start();
  await clock.advance(0);
  expect(screenOf(actor.getSnapshot(), facts)).toMatchObject({
    name: 'trouble',
    trouble: 'terminalFault',
    reference: 'T-001-ABCDEF',
  });
  actor.send({ type: 'tap.begin' });
  expect(actor.getSnapshot().value).toBe('broken');
});

describe('modes', () => {
  const elder = { type: 'tap.mode', mode: 'elder', on: true } as const;

  test.each(modeNames)('%s, tapped on the welcome, begins a visit with it', async (mode) => {
    const { actor, screen } = await visit();
    actor.send({ type: 'tap.mode', mode, on: true });
    expect(screen()).toBe('menu');
    expect(actor.getSnapshot().context.modes[mode]).toBe(true);
  });

  test('a terminal that was closed is begun by none', async () => {
    const { actor, screen } = await visit({ services: { ...open, inService: false } });
    actor.send(elder);
    expect(screen()).toBe('outOfService');
    expect(actor.getSnapshot().context.modes).toEqual(plain);
  });

  test('elder brings the voice along, which can be tapped off by itself', async () => {
    const { actor } = await visit();
    actor.send(elder);
    expect(actor.getSnapshot().context.modes).toEqual({ ...plain, elder: true, voice: true });
    actor.send({ type: 'tap.mode', mode: 'voice', on: false });
    expect(actor.getSnapshot().context.modes).toEqual({ ...plain, elder: true });
    actor.send({ type: 'tap.mode', mode: 'elder', on: false });
    expect(actor.getSnapshot().context.modes).toEqual(plain);
  });

  test('the next patient begins with none', async () => {
    const { actor, screen } = await visit();
    for (const mode of modeNames) actor.send({ type: 'tap.mode', mode, on: true });
    actor.send({ type: 'tap.cancel' });
    expect(screen()).toBe('attract');
    expect(actor.getSnapshot().context.modes).toEqual(plain);
    actor.send({ type: 'tap.begin' });
    expect(actor.getSnapshot().context.modes).toEqual(plain);
  });

  test('silence, its warning and the last screen last longer for the elder', async () => {
    const { actor, screen } = await visit();
    actor.send(elder);
    await clock.advance(119_999);
    expect(actor.getSnapshot().matches({ present: { watch: 'quiet' } })).toBe(true);
    await clock.advance(1);
    expect(actor.getSnapshot().matches({ present: { watch: 'warned' } })).toBe(true);
    expect(actor.getSnapshot().context.silentUntil).toBe(clock.now() + 40_000);
    await clock.advance(39_999);
    expect(screen()).toBe('menu');
    await clock.advance(1);
    expect(screen()).toBe('attract');

    actor.send(elder);
    actor.send({ type: 'tap.errand', errand: 'registration' });
    actor.getSnapshot().children.errand?.send({ type: 'journalFailed' });
    expect(screen()).toBe('trouble');
    await clock.advance(49_999);
    expect(screen()).toBe('trouble');
    await clock.advance(1);
    expect(screen()).toBe('attract');
  });

  test('tapped in the middle of the silence, elder gives the whole of the longer one', async () => {
    const { actor } = await visit();
    actor.send({ type: 'tap.begin' });
    await clock.advance(50_000);
    actor.send(elder);
    expect(actor.getSnapshot().context.silentUntil).toBe(clock.now() + 120_000);
    await clock.advance(119_999);
    expect(actor.getSnapshot().matches({ present: { watch: 'quiet' } })).toBe(true);
  });

  test('a mode tapped in the middle of an errand changes nothing of it', async () => {
    const { actor, screen } = await visit();
    actor.send({ type: 'tap.begin' });
    actor.send({ type: 'tap.errand', errand: 'registration' });
    const { errand } = actor.getSnapshot().children;
    const before = errand?.getSnapshot();
    for (const mode of modeNames) actor.send({ type: 'tap.mode', mode, on: true });
    expect(actor.getSnapshot().children.errand).toBe(errand);
    expect(errand?.getSnapshot()).toBe(before);
    expect(screen()).toBe('presentCredential');
  });
});

test('an errand that ends in trouble without an order is found by the visit’s reference', async () => {
  const { actor } = await visit();
  actor.send({ type: 'tap.begin' });
  actor.send({ type: 'tap.errand', errand: 'registration' });
  actor.getSnapshot().children.errand?.send({ type: 'journalFailed' });
  expect(screenOf(actor.getSnapshot(), facts)).toMatchObject({ name: 'trouble', reference: 'T-001-ABCDEF' });
});
