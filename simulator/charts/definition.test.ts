import { describe, expect, test } from 'vitest';
import { type AnyStateNode, assign, setup } from 'xstate';
import { cardMachine } from '../../terminal/flows/card/card-machine.ts';
import { identifyMachine } from '../../terminal/flows/identify/identify-machine.ts';
import { settlementMachine } from '../../terminal/flows/settlement/settlement-machine.ts';
import { technicianMachine } from '../../terminal/flows/technician/technician-machine.ts';
import { visitMachine } from '../../terminal/visit/visit-machine.ts';
import type { ChartState } from './charts-view.ts';
import { readMachine } from './definition.ts';
import { eventWords } from './event-words.ts';
import { leavesOf } from './state-paths.ts';

const door = setup({
  guards: { isShut: () => true },
  actions: { knock: () => {} },
  delays: { patience: 1000 },
}).createMachine({
  id: 'door',
  type: 'parallel',
  states: {
    leaf: {
      initial: 'shut',
      states: {
        shut: {
          entry: ['knock', assign({})],
          on: { push: [{ guard: 'isShut', target: 'open' }, { actions: 'knock' }], lock: '#door.bolt.in' },
        },
        open: { after: { patience: 'shut' }, always: { guard: () => false, target: 'gone' } },
        gone: { type: 'final' },
      },
    },
    bolt: { initial: 'out', states: { out: {}, in: {} } },
  },
});

test('a machine as plain data', () => {
  const { definition } = readMachine(door);
  expect(JSON.parse(JSON.stringify(definition))).toEqual(definition);
  const leaf = definition.root.states[0];
  expect(definition.root).toMatchObject({ key: 'door', path: '', type: 'parallel' });
  expect(leaf).toMatchObject({ key: 'leaf', path: 'leaf', type: 'compound', initial: 'leaf.shut' });
  expect(leaf?.states).toEqual([
    {
      key: 'shut',
      path: 'leaf.shut',
      type: 'atomic',
      entry: ['knock', 'assign'],
      invokes: [],
      transitions: [
        { event: 'push', targets: ['leaf.open'], guard: 'isShut' },
        { event: 'push', targets: [] },
        { event: 'lock', targets: ['bolt.in'] },
      ],
      states: [],
    },
    {
      key: 'open',
      path: 'leaf.open',
      type: 'atomic',
      entry: [],
      invokes: [],
      transitions: [
        { event: 'always', targets: ['leaf.gone'], guard: 'if' },
        { event: 'after patience', targets: ['leaf.shut'] },
      ],
      states: [],
    },
    { key: 'gone', path: 'leaf.gone', type: 'final', entry: [], invokes: [], transitions: [], states: [] },
  ]);
});

test('it is read once, with whatever actors it is given', () => {
  expect(readMachine(door.provide({ guards: { isShut: () => false } }))).toBe(readMachine(door));
});

describe.each([visitMachine, identifyMachine, settlementMachine, cardMachine, technicianMachine])('$id', (machine) => {
  const all = (state: ChartState): readonly ChartState[] => [state, ...state.states.flatMap(all)];
  const states = all(readMachine(machine).definition.root);

  test('has every state, and its transitions lead to states', () => {
    expect(states).toHaveLength(nodesIn(machine.root));
    const paths = states.map(({ path }) => path);
    const targets = states.flatMap(({ transitions }) => transitions.flatMap((it) => it.targets));
    expect(targets.filter((target) => !paths.includes(target))).toEqual([]);
    expect(targets.length).toBeGreaterThan(10);
  });

  test('has events in words', () => {
    const events = states.flatMap(({ transitions }) => transitions.map(({ event }) => event));
    expect(events.filter((event) => /xstate|\d\.|^$/.test(event))).toEqual([]);
  });
});

test('an id under which several things run keeps its name', () => {
  const { sourceOf } = readMachine(visitMachine);
  expect(sourceOf('errand')).toBe('errand');
  expect(sourceOf('0.visit.starting')).toBe('recover');
});

function nodesIn(node: AnyStateNode): number {
  return Object.values(node.states).reduce((sum, inside) => sum + nodesIn(inside), 1);
}

test.each([
  ['tap.choose', 'tap.choose'],
  ['', 'always'],
  ['xstate.init', 'init'],
  ['xstate.done.actor.0.visit.starting', 'done <0.visit.starting>'],
  ['xstate.error.actor.deliver', 'error <deliver>'],
  ['xstate.snapshot.errand', 'snapshot <errand>'],
  ['xstate.after.inactivity.visit.present.watch.quiet', 'after inactivity'],
  ['xstate.done.state.visit.present', 'done state visit present'],
])('%s is %s', (type, words) => expect(eventWords(type, (id) => `<${id}>`)).toBe(words));

test.each([
  ['attract', ['attract']],
  [{ present: { doing: { paying: 'open' }, watch: 'quiet' } }, ['present.doing.paying.open', 'present.watch.quiet']],
  [{ present: {} }, ['present']],
  [{}, []],
])('%j: %j', (value, leaves) => expect(leavesOf(value)).toEqual(leaves));
