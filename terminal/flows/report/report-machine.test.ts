import { beforeEach, expect, test } from 'vitest';
import { type Actor, createActor, fromPromise, type SnapshotFrom } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { createVirtualClock, type VirtualClock } from '../../../simulator/world/virtual-clock.ts';
import type { Capabilities } from '../../hospital/contract/capabilities.ts';
import type { ReportContent, ReportEntry } from '../../hospital/contract/records.ts';
import { type Ending, troubled } from '../ending.ts';
import type { identifyMachine } from '../identify/identify-machine.ts';
import type { Loaded } from '../loaded.ts';
import type { Identified, KnownPatient } from '../patient.ts';
import type { OrderRequest } from '../settlement/order-request.ts';
import type { settlementMachine } from '../settlement/settlement-machine.ts';
import type { Settled } from '../settlement/settlement-setup.ts';
import { reportMachine } from './report-machine.ts';
import { reportScreen } from './report-screen.ts';

const text = (en: string) => ({ zh: `试${en}`, en });
const entry = (reportId: string, rest: Partial<ReportEntry> = {}): ReportEntry => ({
  reportId,
  title: text(reportId),
  hospital: text('hospital'),
  day: '2026-11-20',
  pages: 1,
  state: 'ready',
  pagesDelivered: 0,
  ...rest,
});
const line = (n: number): ReportContent['lines'][number] => ({
  name: text(`line ${n}`),
  value: `${n}`,
  unit: 'g/L',
  range: '1–9',
  mark: 'normal',
});
const contentOf = (reportId: string, lines: number): ReportContent => ({
  reportId,
  recordId: 'R1',
  title: text(reportId),
  lines: Array.from({ length: lines }, (_, n) => line(n)),
  conclusion: text('nothing found'),
});
const patient: KnownPatient = { recordId: 'R1', masked: '张*三', hasCard: true };
const identified: Identified = { kind: 'patient', patient };
const input = { today: '2026-11-21', ways: ['idCard'] as const, policy: {} as Capabilities };
const at = { zone: 'Asia/Shanghai', scan: true };
const ended: Ending = troubled('quotaUsed');

let clock: VirtualClock;
let actor: Actor<typeof reportMachine>;
let reports: Loaded<{ reports: readonly ReportEntry[] }>;
let report: Loaded<{ report: ReportContent }>;
let asked: { readonly reportId: string; readonly recordId: string }[];
let loads: string[];
let requests: OrderRequest[];
let settle: (settled: Settled) => void;

beforeEach(() => {
  clock = createVirtualClock(0);
  reports = { ok: true, reports: [entry('blood', { pages: 2 }), entry('scan', { pages: 5, pagesDelivered: 2 })] };
  report = { ok: true, report: contentOf('blood', 9) };
  asked = [];
  loads = [];
  requests = [];
});

/** Begins the errand, and lets the hospital answer. */
async function begin(who: Identified = identified) {
  const machine = reportMachine.provide({
    actors: {
      identify: fromPromise<Identified>(async () => who) as unknown as typeof identifyMachine,
      settlement: fromPromise<Settled, OrderRequest>(
        ({ input }) =>
          new Promise((resolve) => {
            requests.push(input);
            settle = resolve;
          }),
      ) as unknown as typeof settlementMachine,
      loadReports: fromPromise(async ({ input }) => {
        loads.push(input.recordId);
        return reports;
      }),
      loadReport: fromPromise(async ({ input }) => {
        asked.push(input);
        return report;
      }),
    },
  });
  actor = createActor(machine, { input }).start();
  await clock.advance(0);
}

const screen = () => reportScreen(actor.getSnapshot(), at);
const output = () => actor.getSnapshot().output;

async function choose(id: string) {
  actor.send({ type: 'tap.choose', id });
  await clock.advance(0);
}

test.each<[Partial<ReportEntry>, object]>([
  [{ state: 'ready' }, { mark: 'ready', open: true, readable: true }],
  [
    { state: 'ready', pages: 3, pagesDelivered: 2 },
    { mark: 'partlyPrinted', open: true, readable: true },
  ],
  [
    { state: 'ready', pages: 3, pagesDelivered: 3 },
    { mark: 'printed', open: false, readable: true },
  ],
  [
    { state: 'printed', pagesDelivered: 1 },
    { mark: 'printed', open: false, readable: true },
  ],
  [{ state: 'notAudited' }, { mark: 'notAudited', open: false }],
  [{ state: 'withheld' }, { mark: 'withheld', open: false }],
  [{ state: 'quotaUsed' }, { mark: 'quotaUsed', open: false }],
  [{ state: 'elsewhere' }, { mark: 'elsewhere', open: false }],
])('a report that is %o is shown so', async (rest, shown) => {
  reports = { ok: true, reports: [entry('it', rest)] };
  await begin();
  const details = [{ day: '2026-11-20' }, { text: text('hospital') }, { sheets: rest.pages ?? 1 }];
  expect(screen()).toMatchObject({ choices: [{ id: 'it', title: { text: text('it') }, details }] });
  const now = screen();
  const [choice] = now.name === 'chooseSome' ? now.choices : [];
  expect({ mark: choice?.mark, open: choice?.open, ...(choice?.readable && { readable: true }) }).toEqual(shown);
  await choose('it');
  expect(screen()).toMatchObject({ chosen: choice?.open ? ['it'] : [] });
});

test('nothing is chosen at first; the sum is of pages that are not out yet', async () => {
  await begin();
  expect(screen()).toMatchObject({ patient: '张*三', chosen: [], sum: 0 });
  actor.send({ type: 'tap.confirm' });
  expect(screen()).toMatchObject({ name: 'chooseSome' });
  await choose('scan');
  expect(screen()).toMatchObject({ chosen: ['scan'], sum: 3 });
  await choose('blood');
  expect(screen()).toMatchObject({ chosen: ['scan', 'blood'], sum: 5 });
  await choose('scan');
  expect(screen()).toMatchObject({ chosen: ['blood'], sum: 2 });
});

test('the chosen ones are ordered in the order of the list, for nothing', async () => {
  await begin();
  await choose('scan');
  await choose('blood');
  actor.send({ type: 'tap.confirm' });
  expect(requests).toEqual([
    {
      patient,
      purpose: { kind: 'reports', reportIds: ['blood', 'scan'] },
      split: { total: 0, insured: 0, self: 0 },
      rows: [
        { label: 'patient', value: { plain: '张*三' } },
        { label: 'items', value: { count: 2 } },
        { label: 'pages', value: { sheets: 5 } },
      ],
      pages: 5,
    },
  ]);
  settle(ended);
  await clock.advance(0);
  expect(output()).toEqual(ended);
});

test('a single report is called by its name', async () => {
  await begin();
  await choose('scan');
  actor.send({ type: 'tap.confirm' });
  expect(requests[0]?.rows).toContainEqual({ label: 'what', value: { text: text('scan') } });
});

test('a printing given up leads back to a fresh list with nothing chosen', async () => {
  await begin();
  await choose('blood');
  actor.send({ type: 'tap.confirm' });
  settle({ kind: 'givenUp' });
  await clock.advance(0);
  expect(loads).toEqual(['R1', 'R1']);
  expect(screen()).toMatchObject({ name: 'chooseSome', chosen: [] });
});

test('a report is read line by line, and its conclusion', async () => {
  await begin();
  await choose('read:blood');
  expect(asked).toEqual([{ reportId: 'blood', recordId: 'R1' }]);
  expect(screen()).toEqual({
    name: 'readReport',
    title: text('blood'),
    hospital: text('hospital'),
    day: '2026-11-20',
    lines: Array.from({ length: 9 }, (_, n) => line(n)),
    conclusion: text('nothing found'),
  });
});

test('back from reading is the list with the same chosen, and what was read is dropped', async () => {
  reports = { ok: true, reports: Array.from({ length: 7 }, (_, n) => entry(`r${n}`)) };
  report = { ok: true, report: contentOf('r6', 20) };
  await begin();
  await choose('r0');
  await choose('read:r6');
  expect(screen()).toMatchObject({ name: 'readReport' });
  actor.send({ type: 'tap.back' });
  expect(screen()).toMatchObject({ name: 'chooseSome', chosen: ['r0'] });
  expect(JSON.stringify(actor.getSnapshot().context)).not.toContain('line 1');
});

test('a report that is not audited cannot be read, nor one that is not in the list', async () => {
  reports = { ok: true, reports: [entry('early', { state: 'notAudited' })] };
  await begin();
  await choose('read:early');
  await choose('read:other');
  expect(asked).toEqual([]);
  expect(screen()).toMatchObject({ name: 'chooseSome' });
});

test.each([
  ['another patient', { recordId: 'R2' }],
  ['another report', { reportId: 'scan' }],
])('an answer of %s is not shown', async (_, rest) => {
  report = { ok: true, report: { ...contentOf('blood', 3), ...rest } };
  await begin();
  await choose('read:blood');
  expect(output()).toEqual(troubled('terminalFault'));
  expect(actor.getSnapshot().context.content).toBeUndefined();
});

test('a report that cannot be loaded ends the errand with its trouble', async () => {
  report = { ok: false, trouble: 'notReady' };
  await begin();
  await choose('read:blood');
  expect(output()).toEqual(troubled('notReady'));
});

test.each([
  ['no reports', { ok: true, reports: [] }, 'noReports'],
  ['a silent hospital', { ok: false, trouble: 'hospitalSilent' }, 'hospitalSilent'],
] as const)('%s ends the errand', async (_, loaded, trouble) => {
  reports = loaded;
  await begin();
  expect(output()).toEqual(troubled(trouble));
});

test.each<[Identified, Ending]>([
  [{ kind: 'left' }, { kind: 'left' }],
  [{ kind: 'trouble', trouble: 'cardLost' }, troubled('cardLost')],
])('nobody identified: %o', async (who, ending) => {
  await begin(who);
  expect(output()).toEqual(ending);
  expect(loads).toEqual([]);
});

test('a journal that fails ends the errand', async () => {
  await begin();
  actor.send({ type: 'journalFailed' });
  expect(output()).toEqual(troubled('terminalFault'));
});

/** The events of a visit as the machine gets them, its actors' answers among them. */
const answer = (id: string, output: unknown) => ({ type: `xstate.done.actor.${id}`, output });
const events = [
  answer('identify', identified),
  answer('0.report.loadingReports', { ok: true, reports: [entry('blood')] }),
  answer('0.report.loadingReport', { ok: true, report: contentOf('blood', 9) }),
  answer('settlement', { kind: 'givenUp' }),
  answer('settlement', ended),
  { type: 'tap.choose', id: 'blood' },
  { type: 'tap.choose', id: 'read:blood' },
  { type: 'tap.confirm' },
  { type: 'tap.back' },
  { type: 'tap.cancel' },
] as never[];

const screens: Readonly<Record<SnapshotFrom<typeof reportMachine>['value'], string>> = {
  identifying: 'presentCredential',
  loadingReports: 'working',
  choosing: 'chooseSome',
  loadingReport: 'working',
  reading: 'readReport',
  settling: 'working',
  done: 'working',
};

test('every state is reached, shows its screen, and lets the patient leave while it waits for them', () => {
  const paths = getShortestPaths(reportMachine, { events, input });
  const reached = new Set(paths.map(({ state }) => state.value));
  expect([...reached].sort()).toEqual(Object.keys(screens).sort());
  for (const { state } of paths) {
    expect(reportScreen(state, at).name).toBe(screens[state.value]);
    if (!state.hasTag('patient') || state.matches('identifying')) continue;
    expect([state.can({ type: 'tap.back' }), state.can({ type: 'tap.cancel' })]).toEqual([true, true]);
  }
});
