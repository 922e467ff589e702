import { beforeEach, expect, test } from 'vitest';
import { createActor, fromCallback, fromPromise } from 'xstate';
import { createVirtualClock, type VirtualClock } from '../../simulator/world/virtual-clock.ts';
import { identifyMachine } from '../flows/identify-machine.ts';
import { registrationMachine } from '../flows/registration-machine.ts';
import { screenOf } from './screen-of.ts';
import { visitMachine } from './visit-machine.ts';

const patience = { inactivity: 60_000, warning: 20_000, farewell: 25_000 };
const open = { errands: [{ errand: 'registration', open: true }], cardOnReader: false } as const;
const closed = { errands: [{ errand: 'registration', open: false, why: 'paperOut' }], cardOnReader: false } as const;

let clock: VirtualClock;

/** A visit whose reader never sees a card and whose recovery is instant. */
async function visit() {
  const machine = visitMachine.provide({
    actors: {
      recover: fromPromise(async () => {}),
      registration: registrationMachine.provide({
        actors: { identify: identifyMachine.provide({ actors: { readIdCard: fromCallback(() => {}) } }) },
      }),
    },
  });
  const actor = createActor(machine, {
    clock: { setTimeout: (task, delay) => clock.after(delay, task), clearTimeout: (cancel: () => void) => cancel?.() },
    input: { now: clock.now, today: () => '2026-11-21', patience, services: open },
  }).start();
  await clock.advance(0);
  const screen = () => screenOf(actor.getSnapshot()).name;
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
  expect(screen()).toBe('presentIdCard');
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

test('a journal that cannot be taken up keeps the terminal closed', async () => {
  const machine = visitMachine.provide({
    actors: {
      recover: fromPromise<void>(async () => {
        throw new Error('chain broken');
      }),
    },
  });
  const actor = createActor(machine, {
    input: { now: clock.now, today: () => '2026-11-21', patience, services: open },
  });
  actor.start();
  await clock.advance(0);
  expect(screenOf(actor.getSnapshot())).toMatchObject({ name: 'trouble', trouble: 'terminalFault' });
  actor.send({ type: 'tap.begin' });
  expect(actor.getSnapshot().value).toBe('broken');
});
