import { expect, test } from 'vitest';
import {
  createActor,
  createMachine,
  forwardTo,
  fromPromise,
  fromTransition,
  type InspectionEvent,
  isMachineSnapshot,
  pathToStateValue,
  waitFor,
} from 'xstate';
import { people } from '../../seeds/people.ts';
import { type Kiosk, openKiosk } from '../../tests/kiosk.ts';
import type { ChartState, ChartStep } from './charts-view.ts';
import { type ChartRecorder, createChartRecorder } from './recorder.ts';
import { holds } from './state-paths.ts';

type Recorded = { readonly kiosk: Kiosk; readonly recorder: ChartRecorder };

/** A whole terminal with a recorder at its machines; `after` is told of each event when the recorder knows it. */
async function recorded(
  limit: number,
  after?: (event: InspectionEvent, recorder: ChartRecorder) => void,
): Promise<Recorded> {
  let at = 0;
  const recorder = createChartRecorder({ now: () => ++at, limit });
  const inspect = (event: InspectionEvent) => {
    recorder.inspect(event);
    after?.(event, recorder);
  };
  return { kiosk: await openKiosk({ inspect }), recorder };
}

async function register(kiosk: Kiosk): Promise<void> {
  await kiosk.toPayment();
  kiosk.pay();
  await kiosk.until('farewell');
  await kiosk.leave();
}

const said = ({ machine, event, from, to }: ChartStep) =>
  `${machine}: ${from.join(' & ')} → ${to.join(' & ')} (${event})`;

test('a registration: every state in its order, transient ones too', async () => {
  const { kiosk, recorder } = await recorded(2000);
  await register(kiosk);
  expect(recorder.charts().path.map(said)).toEqual([
    'visit: attract → present.doing.menu & present.watch.quiet (tap.begin)',
    'visit: present.doing.menu → present.doing.registration (tap.errand)',
    'registration:  → identifying (init)',
    'identify:  → presenting.waiting (init)',
    'identify: presenting.waiting → presenting.reading (card.found)',
    'identify: presenting.reading → finding (credential.read)',
    'identify: finding → done (done findPatients)',
    'registration: identifying → findingDays (done identify)',
    'registration: findingDays → choosingDay (always)',
    'registration: choosingDay → loadingDepartments (tap.choose)',
    'registration: loadingDepartments → choosingDepartment (done loadDepartments)',
    'registration: choosingDepartment → loadingDoctors (tap.choose)',
    'registration: loadingDoctors → choosingDoctor (done loadDoctors)',
    'registration: choosingDoctor → choosingPeriod (tap.choose)',
    'registration: choosingPeriod → asking (tap.choose)',
    'registration: asking → reviewing (done trial)',
    'registration: reviewing → settling (tap.confirm)',
    'settlement:  → checking (init)',
    'settlement: checking → ordering.opening (done checkDevices)',
    'settlement: ordering.opening → ordering.paying.open (always)',
    'settlement: ordering.paying.open → ordering.confirming (always)',
    'settlement: ordering.confirming → ordering.fulfilled.handing (always)',
    'settlement: ordering.fulfilled.handing → ordering.fulfilled.printing (always)',
    'settlement: ordering.fulfilled.printing → done (done printSlip)',
    'registration: settling → done (done settlement)',
    'visit: present.doing.registration → present.doing.farewell (done errand)',
    'visit: present.doing.farewell & present.watch.quiet → attract (tap.finish)',
  ]);
  const seqs = recorder.path().map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.map((_, at) => at + 1));
  const times = recorder.path().map(({ at }) => at);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

test('at every step what is lit is what the machine is in', async () => {
  let compared = 0;
  const all = (state: ChartState): readonly string[] => [state.path, ...state.states.flatMap(all)];
  const { kiosk } = await recorded(2000, (event, recorder) => {
    if (event.type !== '@xstate.snapshot' || !isMachineSnapshot(event.snapshot)) return;
    const { snapshot } = event;
    const { actors, definitions } = recorder.charts();
    const actor = actors.find((it) => it.actor === event.actorRef.sessionId);
    const root = actor && definitions[actor.machine]?.root;
    if (!actor || !root) throw new Error(`nothing is told of ${event.actorRef.sessionId}`);
    expect(actor.live).toBe(snapshot.status === 'active');
    for (const path of all(root).filter((it) => it !== '')) {
      const lit = actor.active.some((leaf) => holds(path, leaf));
      expect([path, lit]).toEqual([path, snapshot.matches(pathToStateValue(path.split('.')))]);
      compared += 1;
    }
  });
  await register(kiosk);
  expect(compared).toBeGreaterThan(1000);
});

test('what runs: machines, each after the one it runs in, and what they wait for', async () => {
  const { kiosk, recorder } = await recorded(2000);
  await kiosk.toPayment();
  const told = recorder.charts().actors.map(({ actor: _, ...it }) => it);
  expect(told).toEqual([
    {
      machine: 'visit',
      depth: 0,
      live: true,
      active: ['present.doing.registration', 'present.watch.quiet'],
      invoking: [],
    },
    { machine: 'registration', depth: 1, live: true, active: ['settling'], invoking: [] },
    {
      machine: 'settlement',
      depth: 2,
      live: true,
      active: ['ordering.paying.open'],
      invoking: ['followOrder', 'scanPayerCode'],
    },
    { machine: 'identify', depth: 2, live: false, active: ['done'], invoking: [] },
  ]);
});

test('a definition is told to a page once', async () => {
  const { kiosk, recorder } = await recorded(2000);
  kiosk.begin('registration');
  expect(Object.keys(recorder.charts().definitions)).toEqual(['visit', 'registration', 'identify']);
  expect(Object.keys(recorder.charts(['visit', 'identify']).definitions)).toEqual(['registration']);
  const { visit } = recorder.charts().definitions;
  expect(recorder.charts().definitions.visit).toBe(visit);
});

test('the revision changes when something is told anew, and only then', async () => {
  const revisions = new Map<number, string>();
  const { kiosk, recorder } = await recorded(2000, (_, { revision, charts }) => {
    const now = JSON.stringify(charts());
    expect(revisions.get(revision) ?? now).toBe(now);
    revisions.set(revision, now);
  });
  await register(kiosk);
  const { revision } = recorder;
  await kiosk.quiet();
  expect(recorder.revision).toBe(revision);
  expect(new Set(revisions.values()).size).toBeGreaterThan(40);
});

test('two hundred visits take no more room than two', async () => {
  const limit = 60;
  const { kiosk, recorder } = await recorded(limit);
  const visit = async () => {
    kiosk.comeFor('registration');
    kiosk.tap({ kind: 'choose', id: (await kiosk.until('chooseOne')).choices[0]?.id ?? '' });
    await kiosk.until('chooseDepartment');
    kiosk.tap({ kind: 'cancel' });
    kiosk.world.reader.take();
    await kiosk.until('attract');
  };
  const room = () => [JSON.stringify(recorder.charts()).length, recorder.exportLines().length];
  await visit();
  await visit();
  const [chartsBefore = 0, linesBefore = 0] = room();
  for (let at = 2; at < 200; at++) await visit();
  const [chartsAfter = 0, linesAfter = 0] = room();
  expect(recorder.path()).toHaveLength(limit);
  expect(recorder.path().at(-1)?.seq).toBeGreaterThan(200 * 10);
  // Numbers grow by a digit or two; nothing else does.
  expect(chartsAfter).toBeLessThan(chartsBefore * 1.05);
  expect(linesAfter).toBeLessThan(linesBefore * 1.1);
  expect(recorder.charts().actors.map(({ machine, live }) => [machine, live])).toEqual([
    ['visit', true],
    ['identify', false],
    ['registration', false],
  ]);
}, 120_000);

test('of a patient nothing is told', async () => {
  const told: string[] = [];
  const { kiosk, recorder } = await recorded(2000, (_, { charts }) => told.push(JSON.stringify(charts())));
  await register(kiosk);
  const secrets = people.flatMap(({ card }) => [card.name, card.number]).filter((it) => it !== '');
  expect(secrets.filter((secret) => told.some((text) => text.includes(secret)))).toEqual([]);
  // They did come by: the lines for export have them.
  expect(recorder.exportLines()).toContain(kiosk.card.number);
});

test('a terminal that lost its power begins anew, and its past is none of this visit', async () => {
  const { kiosk, recorder } = await recorded(2000);
  await kiosk.toPayment();
  kiosk.world.cutPower();
  const { revision } = recorder;
  await kiosk.quiet();
  expect(recorder.revision).toBe(revision);
  kiosk.world.powerOn();
  await kiosk.until('attract');
  const { actors, path } = recorder.charts();
  expect(actors.map(({ machine, active }) => [machine, ...active])).toEqual([['visit', 'attract']]);
  expect(path.map(({ to }) => to[0])).toEqual(['starting', 'attract']);
});

test('cleared, it knows what runs and forgets how it came to', async () => {
  const { kiosk, recorder } = await recorded(2000);
  await kiosk.identify();
  recorder.clear();
  expect(recorder.path()).toEqual([]);
  expect(recorder.exportLines()).toBe('');
  expect(recorder.charts().actors.map(({ machine }) => machine)).toEqual(['visit', 'registration']);
  await kiosk.choose();
  expect(recorder.charts().path.map(({ to }) => to[0])).toEqual([
    'loadingDoctors',
    'choosingDoctor',
    'choosingPeriod',
    'asking',
    'reviewing',
  ]);
});

test('a state that the chart leaves and enters again is a step; one that only does something is none', () => {
  const recorder = createChartRecorder({ now: () => 0, limit: 9 });
  const machine = createMachine({
    id: 'door',
    initial: 'open',
    states: { open: { on: { again: { target: 'open', reenter: true }, look: { actions: () => {} } } } },
  });
  const door = createActor(machine, { inspect: recorder.inspect }).start();
  for (const type of ['look', 'again', 'look']) door.send({ type });
  expect(recorder.path().map(said)).toEqual(['door:  → open (init)', 'door: open → open (again)']);
  door.stop();
  expect(recorder.charts().actors).toMatchObject([{ machine: 'door', live: false }]);
});

test.each([
  ['a promise that is broken', fromPromise(() => Promise.reject(new Error('jam')))],
  [
    'what throws when it is spoken to',
    fromTransition(() => {
      throw new Error('jam');
    }, undefined),
  ],
])('%s runs no more', async (_, src) => {
  const recorder = createChartRecorder({ now: () => 0, limit: 9 });
  const machine = createMachine({
    id: 'door',
    initial: 'opening',
    states: {
      opening: { invoke: { src, id: 'motor', onError: 'shut' }, on: { push: { actions: forwardTo('motor') } } },
      shut: {},
    },
  });
  const door = createActor(machine, { inspect: recorder.inspect }).start();
  expect(recorder.charts().actors).toMatchObject([{ invoking: ['motor'] }]);
  const shut = waitFor(door, (now) => now.matches('shut'));
  door.send({ type: 'push' });
  await shut;
  expect(recorder.charts().actors).toMatchObject([{ active: ['shut'], invoking: [] }]);
  expect(recorder.path().at(-1)?.event).toBe('error motor');
});
