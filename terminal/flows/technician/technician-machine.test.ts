import { beforeEach, describe, expect, test } from 'vitest';
import { type Actor, createActor, fromPromise } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { type DeviceKind, deviceKinds } from '../../../device-drivers/contract/device-event.ts';
import { failed, type Outcome } from '../../../device-drivers/contract/fault.ts';
import { createVirtualClock, type VirtualClock } from '../../../simulator/world/virtual-clock.ts';
import type { AccessAnswer } from '../../technician/access.ts';
import { type Count, type Credentials, type Departure, technicianMachine } from './technician-machine.ts';
import { type TechnicianFacts, technicianScreen } from './technician-screen.ts';

const input = { devices: deviceKinds, patience: { asking: 60_000, inside: 180_000 } };

let clock: VirtualClock;
let actor: Actor<typeof technicianMachine>;
let answer: AccessAnswer;
let tested: Outcome | 'never';
let told: unknown[];
let isJournalWhole: boolean;

beforeEach(() => {
  clock = createVirtualClock(0);
  answer = 'entered';
  tested = { ok: true };
  told = [];
  isJournalWhole = true;
  const tell = (what: string, with_?: unknown) => {
    if (!isJournalWhole) throw new Error('disk full');
    told.push(with_ === undefined ? what : [what, with_]);
  };
  const machine = technicianMachine.provide({
    actors: {
      checkAccess: fromPromise<AccessAnswer, Credentials>(async ({ input }) => {
        tell('checkAccess', input);
        return answer;
      }),
      testDevice: fromPromise<Outcome, { readonly device: DeviceKind }>(async ({ input }) => {
        tell('testDevice', input);
        return tested === 'never' ? new Promise(() => {}) : tested;
      }),
      countSupply: fromPromise<void, Count>(async ({ input }) => tell('countSupply', input)),
      emptyBin: fromPromise<Outcome, { readonly device: DeviceKind }>(async ({ input }) => {
        tell('emptyBin', input);
        return { ok: true };
      }),
      changeService: fromPromise<void>(async () => tell('changeService')),
      leave: fromPromise<void, Departure>(async ({ input }) => tell('leave', input)),
    },
  });
  actor = createActor(machine, {
    clock: { setTimeout: (task, delay) => clock.after(delay, task), clearTimeout: (cancel: () => void) => cancel?.() },
    input,
  }).start();
});

type Event = Parameters<typeof actor.send>[0];
const value = () => actor.getSnapshot().value;
const output = () => actor.getSnapshot().output;
const screen = () => technicianScreen(actor.getSnapshot(), facts);

async function send(...events: Event[]) {
  for (const event of events) {
    actor.send(event);
    await clock.advance(0);
  }
}
const enter = (text: string): Event => ({ type: 'tap.enter', text });
const choose = (id: string): Event => ({ type: 'tap.choose', id });
const goIn = async () => {
  await send(enter('314159'), enter('287082'));
  told = [];
};

const facts: TechnicianFacts = {
  statuses: {
    idCardReader: { device: 'online', media: 'notPresent' },
    receiptPrinter: { device: 'online', paper: 'low' },
    cardDispenser: { device: 'online', media: 'notPresent', dispense: 'ok', retain: 'ok' },
    reportPrinter: { device: 'offline', fault: 'tonerOut' },
  },
  supplies: {
    cards: { loaded: 100, issued: 10, captured: 1, left: 89 },
    sheets: { loaded: 500, printed: 20, left: 480 },
    bin: 3,
    printing: {},
  },
  inService: true,
  openOrders: 2,
  keptSlips: 1,
};

describe('the door', () => {
  test('PIN, then code, then both are looked at together, once', async () => {
    expect(screen()).toEqual({ name: 'enterNumber', what: 'pin' });
    await send(enter('314159'));
    expect(screen()).toEqual({ name: 'enterNumber', what: 'oneTimeCode' });
    await send(enter('287082'));
    expect(told).toEqual([['checkAccess', { pin: '314159', code: '287082' }]]);
    expect(value()).toEqual({ inside: 'overview' });
  });

  test('a refusal asks for both again and says no more than that', async () => {
    answer = 'refused';
    await send(enter('1'), enter('2'));
    expect(screen()).toEqual({ name: 'enterNumber', what: 'pin', again: 'wrongCode' });
    await send(enter('1'));
    expect(screen()).toEqual({ name: 'enterNumber', what: 'oneTimeCode' });
  });

  test('a locked one ends the errand', async () => {
    answer = 'locked';
    await send(enter('1'), enter('2'));
    expect(output()).toMatchObject({ kind: 'trouble', trouble: 'tooManyTries' });
  });

  test.each([
    ['at the PIN', []],
    ['at the code', [enter('314159')]],
  ])('whoever goes away %s has not been here', async (_, events) => {
    await send(...events);
    await clock.advance(59_999);
    expect(output()).toBeUndefined();
    await clock.advance(1);
    expect(output()).toEqual({ kind: 'left' });
    expect(told).toEqual([]);
  });

  test('one step back asks for the PIN anew', async () => {
    await send(enter('314159'), { type: 'tap.back' });
    expect(actor.getSnapshot()).toMatchObject({ value: 'askingPin', context: { pin: '' } });
  });
});

describe('inside', () => {
  beforeEach(goIn);

  test.each([
    ['leave', choose('leave')],
    ['back', { type: 'tap.back' } as const],
    ['cancel', { type: 'tap.cancel' } as const],
  ])('%s leaves, and that is written down', async (_, event) => {
    await send(event);
    expect(told).toEqual([['leave', { timedOut: false }]]);
    expect(output()).toEqual({ kind: 'left' });
  });

  test('without a tap it leaves by itself, and every tap that is taken gives three minutes more', async () => {
    await clock.advance(179_999);
    await send(choose('service'));
    await clock.advance(179_999);
    expect(told).toEqual(['changeService']);
    await clock.advance(1);
    expect(told).toEqual(['changeService', ['leave', { timedOut: true }]]);
    expect(output()).toEqual({ kind: 'left' });
  });

  test('a device is tested while nothing else can be tapped, and what came of it stands in the overview', async () => {
    tested = failed('paperOut');
    actor.send(choose('test:receiptPrinter'));
    expect(screen()).toEqual({ name: 'working', work: 'testingDevice' });
    expect(actor.getSnapshot().can({ type: 'tap.cancel' })).toBe(false);
    await clock.advance(0);
    expect(told).toEqual([['testDevice', { device: 'receiptPrinter' }]]);
    expect(screen()).toMatchObject({
      name: 'technician',
      outcome: { device: 'receiptPrinter', ok: false, fault: 'paperOut' },
    });
  });

  test.each([
    ['cards', 'cardDispenser'],
    ['sheets', 'reportPrinter'],
  ])('%s are counted in digits, or asked for again', async (what, device) => {
    await send(choose(`${what}:${device}`));
    expect(screen()).toEqual({ name: 'enterNumber', what });
    await send(enter('12345'));
    expect(screen()).toEqual({ name: 'enterNumber', what, again: 'notANumber' });
    await send(enter('0120'));
    expect(told).toEqual([['countSupply', { device, count: 120 }]]);
    expect(screen()).toMatchObject({ name: 'technician', outcome: { device, ok: true } });
  });

  test('a second count begins without the complaint about the first', async () => {
    await send(choose('cards:cardDispenser'), enter('x'), { type: 'tap.back' }, choose('cards:cardDispenser'));
    expect(screen()).toEqual({ name: 'enterNumber', what: 'cards' });
  });

  test('whoever goes away while counting has left, and nothing is counted', async () => {
    await send(choose('cards:cardDispenser'));
    await clock.advance(180_000);
    expect(told).toEqual([['leave', { timedOut: true }]]);
  });

  test('the bin is emptied', async () => {
    await send(choose('bin:cardDispenser'));
    expect(told).toEqual([['emptyBin', { device: 'cardDispenser' }]]);
    expect(value()).toEqual({ inside: 'overview' });
  });

  test.each(['cards:receiptPrinter', 'bin:reportPrinter', 'test:coffeeMachine', 'test:', '', 'sheets:cardDispenser'])(
    '“%s” is nothing to choose',
    (id) => expect(actor.getSnapshot().can(choose(id))).toBe(false),
  );

  test('a journal that fails meanwhile ends the errand', async () => {
    tested = 'never';
    await send(choose('test:receiptPrinter'), { type: 'journalFailed' });
    expect(output()).toMatchObject({ kind: 'trouble', trouble: 'terminalFault' });
  });

  test('so does one that cannot be written at the next act', async () => {
    isJournalWhole = false;
    await send(choose('service'));
    expect(output()).toMatchObject({ kind: 'trouble', trouble: 'terminalFault' });
  });
});

test('a journal that cannot be written lets nobody in', async () => {
  isJournalWhole = false;
  await send(enter('314159'), enter('287082'));
  expect(output()).toMatchObject({ kind: 'trouble', trouble: 'terminalFault' });
});

test('a device this terminal has not cannot be tested', async () => {
  const other = createActor(technicianMachine, { input: { ...input, devices: ['idCardReader'] } });
  const { context } = other.getSnapshot();
  const inside = technicianMachine.resolveState({ value: { inside: 'overview' }, context });
  expect(inside.can(choose('test:idCardReader'))).toBe(true);
  expect(inside.can(choose('test:cardDispenser'))).toBe(false);
});

describe('walked through by every way', () => {
  /** What may come from outside: taps, ends of what was invoked, and silence. */
  const done = (state: string, output?: unknown) =>
    ({ type: `xstate.done.actor.0.technician.${state}`, output }) as unknown as Event;
  const broken = (state: string) =>
    ({ type: `xstate.error.actor.0.technician.${state}`, error: new Error('disk full') }) as unknown as Event;
  const silence = (delay: string, state: string) =>
    ({ type: `xstate.after.${delay}.technician.${state}` }) as unknown as Event;
  const invoking = ['inside.testing', 'inside.noting', 'inside.emptyingBin', 'inside.changingService', 'leaving'];
  const entered = done('checking', 'entered');
  const events: Event[] = [
    enter('1234'),
    enter('x'),
    ...[
      'test:cardDispenser',
      'cards:cardDispenser',
      'sheets:reportPrinter',
      'bin:cardDispenser',
      'service',
      'leave',
    ].map(choose),
    { type: 'tap.back' },
    { type: 'tap.cancel' },
    { type: 'journalFailed' },
    entered,
    ...['refused', 'locked'].map((output) => done('checking', output)),
    ...[...invoking, 'checking'].map(broken),
    ...invoking.map((state) => done(state, { ok: true })),
    ...['askingPin', 'askingCode'].map((state) => silence('asking', state)),
    ...['overview', 'counting', 'emptyingBin'].map((state) => silence('inside', `inside.${state}`)),
  ];
  const paths = getShortestPaths(technicianMachine, {
    input,
    events,
    serializeState: ({ value, context: { again, ending, last, chosen, timedOut, pin, code } }) =>
      JSON.stringify([value, again, ending, last, chosen, timedOut, pin, code]),
  });

  test('every state is reached', () => {
    const reached = new Set(paths.map(({ state }) => JSON.stringify(state.value)));
    const inside = Object.keys(technicianMachine.states.inside?.states ?? {}).map((state) => ({ inside: state }));
    const outside = Object.keys(technicianMachine.states).filter((state) => state !== 'inside');
    for (const state of [...inside, ...outside]) expect(reached).toContain(JSON.stringify(state));
    expect(reached.size).toBe(inside.length + outside.length);
  });

  test('nobody is inside whom the check has not let in', () => {
    const within = paths.filter(({ state }) => state.matches('inside') || state.matches('leaving'));
    expect(within.length).toBeGreaterThan(10);
    for (const { steps } of within) expect(steps.map(({ event }) => event)).toContainEqual(entered);
  });

  test('what was typed to get in is kept only until it has been looked at', () => {
    const asking = (state: (typeof paths)[number]['state']) => state.matches('askingCode') || state.matches('checking');
    for (const { state } of paths) {
      if (!asking(state)) expect(state.context).toMatchObject({ pin: '', code: '' });
    }
  });

  test('from everywhere there is a screen, and a digit of PIN or code is on none', () => {
    for (const { state } of paths) expect(JSON.stringify(technicianScreen(state, facts))).not.toContain('1234');
  });

  test('every end is leaving or a trouble that has words', () => {
    const ends = paths.filter(({ state }) => state.status === 'done').map(({ state }) => state.output);
    expect(new Set(ends.map((it) => (it?.kind === 'trouble' ? it.trouble : it?.kind)))).toEqual(
      new Set(['left', 'tooManyTries', 'terminalFault']),
    );
  });
});
