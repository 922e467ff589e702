import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readScenario } from '../scenario/format.ts';
import { rehearse } from '../scenario/rehearse.ts';
import { createWorkshopTrial } from './workshop-trial.ts';

let trial: ReturnType<typeof createWorkshopTrial>;
beforeEach(async () => {
  trial = createWorkshopTrial();
  await trial.pass(5_000);
});
afterEach(() => trial.workshop.stop());

const screen = () => trial.glass()?.screen.name;

test('who comes is told the world, its time, and everything that happened', () => {
  expect(trial.told[0]).toMatchObject({ kind: 'world', scenarios: [{ file: 'a-tap', failure: 'double-tap' }] });
  expect(trial.of('time').at(-1)?.time).toMatchObject({ pace: 1 });
  expect(trial.of('view').at(-1)?.view.terminals[0]).toMatchObject({ name: 'T-001', power: 'on', screen: 'attract' });
  const events = trial.of('events').flatMap((it) => it.events);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  expect(events.some(({ kind, words }) => kind === 'screen' && words === 'attract')).toBe(true);
  expect(trial.of('frames').flatMap((it) => it.frames).length).toBeGreaterThan(10);
  expect(trial.of('charts').length).toBeGreaterThan(0);
});

test('nobody is told what has not changed, and nobody who has left is told anything', async () => {
  trial.ask({ kind: 'pace', pace: 0 });
  await trial.pass(200);
  const before = trial.told.length;
  await trial.pass(1_000);
  expect(trial.told.length).toBe(before);
  trial.leave();
  trial.ask({ kind: 'pace', pace: 1 });
  await trial.pass(1_000);
  expect(trial.told.length).toBe(before);
});

test('a finger on the page and a hand at a device move the terminal', async () => {
  trial.tap({ kind: 'begin' });
  await trial.pass(100);
  trial.tap({ kind: 'errand', errand: 'registration' } as never);
  await trial.pass(100);
  trial.hand({ do: 'putCard', person: 0 } as never);
  await trial.pass(3_000);
  expect(screen()).toBe('chooseOne');
});

describe('what cannot be done is told to who asked', () => {
  test.each([
    [{ kind: 'dance' }, /nothing to ask of a bench/],
    [{ kind: 'do', terminal: 'T-001', command: { do: 'dance' } }, /no command of the bench/],
    [{ kind: 'do', terminal: 'T-009', command: { do: 'takeCard' } }, /there is no terminal T-009/],
    [{ kind: 'do', command: { do: 'pay' } }, /no order waits/],
    [{ kind: 'do', command: { do: 'pay', order: 'K1' } }, /K1: orderUnknown/],
    [{ kind: 'do', command: { do: 'putCard', person: 999 } }, /no person 999/],
    [{ kind: 'do', command: { do: 'powerOn' } }, /has power/],
    [
      { kind: 'do', command: { do: 'fault', device: 'idCardReader', fault: 'jam', until: 'once' } },
      /device has no such fault/,
    ],
    [{ kind: 'begin', scenario: 'no-such' }, /no scenario no-such/],
    [{ kind: 'record', on: false }, /nothing is being recorded/],
    [{ kind: 'restartPage', terminal: 'T-009' }, /there is no terminal/],
    [{ kind: 'moment', terminal: 'T-001', at: 0 }, /nothing is kept/],
  ])('%o', async (request, why) => {
    trial.ask(request as never);
    await trial.pass(200);
    expect(trial.of('refused').map((it) => it.why)).toEqual([expect.stringMatching(why)]);
    expect(screen()).toBe('attract');
  });
});

describe('time', () => {
  const now = () => trial.of('time').at(-1)?.time.now ?? 0;
  const lookedNow = () => {
    trial.workshop.look();
    return now();
  };

  test('stands still, and goes a hundred times as fast', async () => {
    trial.ask({ kind: 'pace', pace: 0 });
    await trial.pass(1_000);
    const stood = now();
    await trial.pass(1_000);
    expect(now()).toBe(stood);
    trial.ask({ kind: 'pace', pace: 100 });
    await trial.pass(1_000);
    expect(now() - stood).toBe(100_000);
  });

  test('is run to a minute before midnight, through everything in between', async () => {
    trial.tap({ kind: 'begin' });
    await trial.pass(100);
    expect(screen()).toBe('menu');
    trial.ask({ kind: 'runTo', to: 'beforeMidnight' });
    await expect.poll(lookedNow, { timeout: 25_000 }).toBe(Date.UTC(2026, 10, 23, 15, 59));
    // Whoever was there has long been asked whether they still are.
    expect(screen()).toBe('attract');
  });

  test('is run on by minutes', async () => {
    const before = now();
    trial.ask({ kind: 'runFor', minutes: 1 });
    await expect.poll(lookedNow).toBeGreaterThanOrEqual(before + 60_000);
  });
});

describe('power', () => {
  test('cut, the page is gone; switched on, the terminal recovers and the page is there', async () => {
    trial.hand({ do: 'cutPower' });
    await trial.pass(100);
    expect(trial.glass()).toBeUndefined();
    expect(trial.view().terminals[0]).toMatchObject({ power: 'off' });
    trial.hand({ do: 'powerOn' });
    await trial.pass(5_000);
    expect(screen()).toBe('attract');
  });

  test('cut at the next journal write', async () => {
    trial.hand({ do: 'cutAtWrite', record: 'lost', after: 0 } as never);
    await trial.pass(100);
    expect(trial.view().terminals[0]).toMatchObject({ power: 'on', cut: { record: 'lost', after: 0 } });
    trial.tap({ kind: 'begin' });
    await trial.pass(100);
    expect(trial.view().terminals[0]).toMatchObject({ power: 'off' });
  });

  test('only the page is restarted', async () => {
    trial.tap({ kind: 'begin' });
    await trial.pass(100);
    trial.ask({ kind: 'restartPage', terminal: 'T-001' });
    await trial.pass(100);
    expect(screen()).toBe('menu');
  });
});

test('a moment of the past is as it was', async () => {
  trial.hand({ do: 'openCover' });
  await trial.pass(200);
  const open = trial.of('time').at(-1)?.time.now ?? 0;
  trial.hand({ do: 'closeCover' });
  await trial.pass(2_000);
  trial.ask({ kind: 'moment', terminal: 'T-001', at: open });
  expect(trial.of('moment').at(-1)?.moment.terminal.printer.cover).toBe('open');
  trial.ask({ kind: 'moment', terminal: 'T-001', at: open + 1_500 });
  expect(trial.of('moment').at(-1)?.moment.terminal.printer.cover).toBe('closed');
});

test('a scenario runs in a world of its own, and its outcome is told', async () => {
  trial.ask({ kind: 'begin', scenario: 'a-tap' });
  await trial.pass(1_000);
  expect(trial.view().scenario).toMatchObject({ file: 'a-tap', state: 'running' });
  trial.ask({ kind: 'pace', pace: 100 });
  await trial.pass(3_000);
  expect(trial.view().scenario).toMatchObject({ state: 'passed', done: 4, of: 4, failures: [] });
  expect(trial.of('world')).toHaveLength(2);
});

test('what is recorded does the same again: the same end, the same bytes', async () => {
  trial.ask({ kind: 'record', on: true });
  await trial.pass(4_000);
  trial.tap({ kind: 'begin' });
  await trial.pass(333);
  trial.tap({ kind: 'errand', errand: 'registration' } as never);
  trial.hand({ do: 'fault', device: 'idCardReader', fault: 'badChecksum', until: 'once' } as never);
  trial.hand({ do: 'setLines', noise: 0.2, flips: 0, chunks: true } as never);
  trial.hand({ do: 'putCard', person: 0 } as never);
  await trial.pass(4_000);
  trial.hand({ do: 'cutPower' });
  await trial.pass(1_000);
  trial.hand({ do: 'powerOn' });
  await trial.pass(6_000);
  expect(trial.view().recording?.steps).toBe(7);
  trial.ask({ kind: 'record', on: false });
  await trial.pass(100);
  const yaml = trial.of('recorded').at(-1)?.yaml ?? '';
  expect(yaml).toContain('张明远');

  const again = readScenario(yaml, 'recording');
  expect(again.must.bytes).toMatch(/^[0-9a-f]{64}$/);
  expect((await rehearse(again)).failures).toEqual([]);

  const other = readScenario(yaml.replace('person: 张明远', 'person: 陈静'), 'recording');
  expect((await rehearse(other)).failures.join()).toContain('bytes');
});

test('terminals stand side by side and do not disturb each other', async () => {
  trial.workshop.stop();
  trial = createWorkshopTrial({ terminals: 3 });
  await trial.pass(5_000);
  trial.tap({ kind: 'begin' }, 'T-002');
  await trial.pass(100);
  expect(trial.view().terminals.map((it) => [it.name, it.screen])).toEqual([
    ['T-001', 'attract'],
    ['T-002', 'menu'],
    ['T-003', 'attract'],
  ]);
});
