import { expect, test } from 'vitest';
import { Actor, assign, createActor, fromPromise, setup } from 'xstate';
import { openKiosk } from '../../tests/kiosk.ts';
import { createChartRecorder } from './recorder.ts';
import { createStatelyLines } from './stately-lines.ts';

type Line = Readonly<Record<string, unknown>>;

const linesOf = (text: string): readonly Line[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

const door = setup({
  types: {
    context: {} as { pushes: number; picture: string },
    events: {} as { type: 'push'; by: string } | { type: 'stay' },
  },
  actors: { motor: fromPromise(() => new Promise<void>(() => {})) },
  actions: { count: assign({ pushes: ({ context }) => context.pushes + 1 }) },
}).createMachine({
  id: 'door',
  context: { pushes: 0, picture: 'x'.repeat(5000) },
  initial: 'shut',
  states: {
    shut: { on: { push: { target: 'open', actions: 'count', guard: ({ event }) => event.by !== '' } } },
    open: { invoke: { src: 'motor' }, on: { push: { target: 'shut', actions: 'count' } } },
  },
});

function openDoor(limit: number) {
  const recorder = createChartRecorder({ now: () => 1234, limit });
  const actor = createActor(door, { inspect: recorder.inspect }).start();
  return { actor, lines: () => linesOf(recorder.exportLines()) };
}

const each = { id: null, _version: '0.7.2', createdAt: '1234' };

test('an actor, an event and a snapshot, field by field', () => {
  const { actor, lines } = openDoor(100);
  actor.send({ type: 'push', by: 'hand' });
  const root = { ...each, sessionId: actor.sessionId, rootId: actor.sessionId };
  const [introduced, init, began, pushed, ...rest] = lines();
  const context = { pushes: 0, picture: '(5002 characters left out)' };
  const { definition, ...actorLine } = introduced ?? {};
  expect(actorLine).toEqual({
    type: '@xstate.actor',
    ...root,
    name: 'door',
    snapshot: { status: 'active', value: 'shut', context, children: {}, historyValue: {}, tags: [] },
  });
  expect(init).toEqual({ type: '@xstate.event', ...root, event: { type: 'xstate.init' } });
  expect(began).toEqual({
    type: '@xstate.snapshot',
    ...root,
    event: { type: 'xstate.init' },
    snapshot: actorLine.snapshot,
  });
  expect(pushed).toEqual({ type: '@xstate.event', ...root, event: { type: 'push', by: 'hand' } });

  const [motor, motorInit, , opened] = rest;
  const child = { ...each, rootId: actor.sessionId, sessionId: String(motor?.sessionId) };
  expect(motor).toEqual({
    type: '@xstate.actor',
    ...child,
    name: '0.door.open',
    parentId: actor.sessionId,
    definition: '{"id":"0.door.open"}',
    snapshot: { status: 'active' },
  });
  expect(motorInit).toEqual({
    type: '@xstate.event',
    ...child,
    sourceId: actor.sessionId,
    event: { type: 'xstate.init' },
  });
  expect(opened).toMatchObject({
    type: '@xstate.snapshot',
    ...root,
    event: { type: 'push', by: 'hand' },
    snapshot: { value: 'open', context: { pushes: 1 }, children: { '0.door.open': { id: '0.door.open' } } },
  });
  expect(rest).toHaveLength(4);

  expect(JSON.parse(String(definition))).toEqual({
    id: 'door',
    context: { pushes: 0, picture: 'x'.repeat(5000) },
    initial: 'shut',
    states: {
      shut: { on: { push: { target: 'open', actions: 'count', guard: { type: 'guard' } } } },
      open: { invoke: { src: 'motor' }, on: { push: { target: 'shut', actions: 'count' } } },
    },
  });
});

test('of many lines the newest are kept, and the introduction says how things stood before them', () => {
  const { actor, lines } = openDoor(3);
  for (let at = 0; at < 20; at++) actor.send({ type: 'push', by: 'hand' });
  actor.send({ type: 'stay' });
  const told = lines();
  expect(told.map(({ type }) => type)).toEqual([
    '@xstate.actor',
    '@xstate.snapshot',
    '@xstate.event',
    '@xstate.snapshot',
  ]);
  const pushes = told.map((line) => (line.snapshot as { context?: { pushes: number } } | undefined)?.context?.pushes);
  expect(pushes).toEqual([19, 20, undefined, 20]);
});

/** Fails where something is said of an actor, or of its parent, that was not introduced before. */
function expectIntroduced(lines: readonly Line[]): void {
  const introduced = new Set<unknown>();
  for (const { type, sessionId, parentId, rootId } of lines) {
    for (const id of [parentId, rootId]) if (id !== undefined && id !== sessionId) expect(introduced).toContain(id);
    if (type === '@xstate.actor') introduced.add(sessionId);
    expect(introduced).toContain(sessionId);
  }
}

test('however few lines are kept, each actor is introduced before it is spoken of, after the one it runs in', async () => {
  const recorder = createChartRecorder({ now: () => 0, limit: 2 });
  let checked = 0;
  const kiosk = await openKiosk({
    inspect(event) {
      recorder.inspect(event);
      expectIntroduced(linesOf(recorder.exportLines()));
      checked += 1;
    },
  });
  await kiosk.toPayment();
  expect(checked).toBeGreaterThan(200);
});

test('a whole registration, in lines none of which is long', async () => {
  const recorder = createChartRecorder({ now: () => 0, limit: 150 });
  const kiosk = await openKiosk({ inspect: recorder.inspect });
  await kiosk.toPayment();
  const told = linesOf(recorder.exportLines());
  const names = told.filter(({ type }) => type === '@xstate.actor').map(({ name }) => name);
  const others = told.filter(({ type }) => type !== '@xstate.actor');
  expect(names).toEqual(expect.arrayContaining(['visit', 'errand', 'settlement', 'followOrder']));
  expect(others).toHaveLength(150);
  expect(others.at(-1)).toMatchObject({ snapshot: { value: { ordering: { paying: 'open' } } } });
  expect(Math.max(...others.map((line) => JSON.stringify(line).length))).toBeLessThan(5000);
});

test('no actor is remembered that nothing kept speaks of, not after failed power either', async () => {
  const lines = createStatelyLines({ now: () => 0, limit: 3 });
  const kiosk = await openKiosk({
    inspect(event) {
      if (event.actorRef instanceof Actor) lines.take(event, event.actorRef);
    },
  });
  let most = 0;
  for (let at = 0; at < 30; at++) {
    kiosk.begin('registration');
    most = Math.max(most, lines.actors);
    if (at > 15) {
      kiosk.world.cutPower();
      kiosk.world.powerOn();
    } else kiosk.tap({ kind: 'back' });
    await kiosk.until('attract');
  }
  expect(most).toBeGreaterThan(2);
  expect(most).toBeLessThan(9);
});
