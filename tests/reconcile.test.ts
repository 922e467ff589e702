/** The reconciliation as it is run: the program, a journal in a file, the books over HTTP. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createAnswer } from '../simulator/hospital/answer.ts';
import { createHandlers } from '../simulator/hospital/handlers.ts';
import { type HospitalServer, startHospitalServer } from '../simulator/hospital/server.ts';
import { createVirtualClock } from '../simulator/world/virtual-clock.ts';
import { createJournal, recordsAfter } from '../terminal/journal/journal.ts';
import { openSqliteJournal } from '../terminal/journal/sqlite.ts';
import type { JournalRecord, JournalStore } from '../terminal/journal/store.ts';
import type { Reconciliation } from '../terminal/reconciliation/reconciliation.ts';
import { type Kiosk, openKiosk } from './kiosk.ts';

const example = parse(readFileSync('deploy/terminal/terminal.example.yaml', 'utf8'));
const monday = '2026-11-23';
const tuesday = '2026-11-24';
/** Twenty minutes before Tuesday, in Nanjing. */
const lateOnMonday = Date.UTC(2026, 10, 23, 15, 40);
const midnight = Date.UTC(2026, 10, 23, 16);

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

function ended(child: ChildProcess): Promise<Ended> {
  let output = '';
  const take = (chunk: unknown) => {
    output += chunk;
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}

const run = (...args: string[]) => ended(spawn('node', ['terminal/reconciliation/main.ts', ...args]));

let folder: string;
let config: string;
let file: string;
const closing: (() => unknown)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-reconcile-'));
  config = join(folder, 'terminal.json');
  file = join(folder, 'journal.sqlite');
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  rmSync(folder, { recursive: true });
});

const asking = (day: string) => ['--config', config, '--journal', file, '--date', day];

function configured(hospitalUrl: string, terminal = 'T-001'): void {
  writeFileSync(config, JSON.stringify({ ...example, terminal, hospitalUrl }));
}

/** The journal in a file, held open as a terminal holds it. */
function written(records: Iterable<JournalRecord>): JournalStore {
  const store = openSqliteJournal(file);
  for (const record of records) store.append(record, undefined);
  return store;
}

async function serve({ world }: Kiosk): Promise<HospitalServer> {
  const server = await startHospitalServer(createHandlers({ answer: createAnswer(world.hospital) }), 0);
  closing.push(server.close);
  configured(server.baseUrl);
  return server;
}

/** A refund that bounces, a payment over midnight, and an order that only the platform lived to see closed. */
async function night() {
  const kiosk = await openKiosk({ start: lateOnMonday });
  const { world } = kiosk;
  const { controls } = world.hospital;

  await kiosk.toBillsPayment(['bill-900101']);
  controls.refuseNextConfirm('confirmationRefused');
  controls.bounceNextRefund();
  kiosk.pay();
  await kiosk.until('trouble');
  const bounced = kiosk.order().order;
  await kiosk.leave();

  await world.clock.advance(midnight - 30_000 - world.clock.now());
  const { orderNumber: overMidnight } = await kiosk.toBillsPayment(['bill-900102']);
  await world.clock.advance(midnight - 100 - world.clock.now());
  kiosk.pay();
  await kiosk.until('farewell');
  await kiosk.leave();

  const { orderNumber: cutOff } = await kiosk.toBillsPayment(['bill-900103']);
  world.cutPower();
  await world.clock.advance(3_600_000);
  return { kiosk, bounced, overMidnight, cutOff };
}

const linesOf = (output: string) => output.trimEnd().split('\n');
const json = ({ output }: Ended): Reconciliation & { exitCode: number } => JSON.parse(linesOf(output).at(-1) ?? '');

test('a night of a real terminal beside three books over HTTP, read while its journal is open, twice the same', async () => {
  const { kiosk, bounced, overMidnight, cutOff } = await night();
  await serve(kiosk);
  const store = written(recordsAfter(kiosk.world.journal, 0));
  closing.push(store.close);

  const first = await run(...asking(monday), '--json');
  const onMonday = json(first);
  expect(first.output.trimEnd()).not.toContain('\n');
  expect([first.code, onMonday.exitCode]).toEqual([0, 0]);
  expect(onMonday.cases).toMatchObject([{ kind: 'refundFailed', order: bounced }]);
  expect(onMonday.cases[0]?.evidence.map(({ what }) => what)).toContain('refund.failed');
  const platform = onMonday.books.find(({ book }) => book === 'platform');
  expect(platform).toMatchObject({ match: 2 });
  const crossing = onMonday.differences.filter((it) => it.book === 'platform');
  expect(crossing).toMatchObject([
    { class: 'crossesMidnight', order: overMidnight, here: { day: tuesday }, there: { day: monday } },
  ]);

  const onTuesday = await run(...asking(tuesday), '--json');
  expect(onTuesday.code).toBe(1);
  expect(json(onTuesday).differences).toEqual([
    ...crossing,
    expect.objectContaining({
      class: 'stateDiffers',
      order: cutOff,
      here: expect.objectContaining({ state: 'open', amount: 0 }),
      there: expect.objectContaining({ state: 'closed', amount: 0 }),
    }),
  ]);
  expect(json(onTuesday).cases).toMatchObject([{ kind: 'unfinished', order: cutOff }]);

  expect(await run(...asking(monday), '--json')).toEqual(first);
  expect(await run(...asking(tuesday), '--json')).toEqual(onTuesday);
}, 120_000);

test('a terminal goes on writing beside it; a journal at rest is not touched, nor is anything put beside it', async () => {
  const kiosk = await openKiosk({ start: lateOnMonday });
  await serve(kiosk);
  const store = written(recordsAfter(kiosk.world.journal, 0));
  expect((await run(...asking(monday))).output).toContain('cards: never counted');
  const journal = createJournal(store, kiosk.world.clock, () => {});
  const reading = run(...asking(monday));
  journal.append({ kind: 'supply.counted', device: 'cardDispenser', count: 40 });
  expect((await reading).code).toBe(0);
  journal.append({ kind: 'card.captured', why: 'cardUnreadable' });
  const cards = 'cards: loaded 40 = issued 0 + captured 1 + left 39';
  expect((await run(...asking(monday))).output).toContain(cards);
  store.close();

  const hash = () => createHash('sha256').update(readFileSync(file)).digest('hex');
  const before = { hash: hash(), files: readdirSync(folder) };
  const { code, output } = await run(...asking(monday));
  expect(code).toBe(0);
  expect(output).toContain(cards);
  expect({ hash: hash(), files: readdirSync(folder) }).toEqual(before);
  expect(before.files).toEqual(['journal.sqlite', 'terminal.json']);
}, 60_000);

test('printed reports are balanced, and their pages are those the hospital counted', async () => {
  const kiosk = await openKiosk({ start: lateOnMonday });
  kiosk.begin('report');
  kiosk.present(0);
  const { choices } = await kiosk.until('chooseSome');
  for (const { id } of choices.filter(({ open }) => open).slice(0, 2)) kiosk.pick(id);
  kiosk.tap({ kind: 'confirm' });
  await kiosk.until('farewell');
  await kiosk.leave();
  await serve(kiosk);
  written(recordsAfter(kiosk.world.journal, 0)).close();
  const { printed } = kiosk.world.hospital.ledgers.pages();
  const found = await run(...asking(monday), '--json');
  expect(found.code).toBe(0);
  expect(json(found).pages).toMatchObject({ reserved: 1, printed: 1, returned: 0, open: 0, pages: printed });
  expect(json(found).differences).toEqual([]);
}, 60_000);

test('a book that cannot be had is named, the rest is compared, and the exit code says so', async () => {
  const kiosk = await openKiosk({ start: lateOnMonday });
  const { world } = kiosk;
  const answer = createAnswer(world.hospital);
  const handlers = createHandlers({
    answer: (request) =>
      request.url.startsWith('/ledgers/insurance') ? { status: 503, headers: {}, body: '' } : answer(request),
  });
  const server = await startHospitalServer(handlers, 0);
  closing.push(server.close);
  configured(server.baseUrl);
  written(recordsAfter(world.journal, 0)).close();
  const { code, output } = await run(...asking(monday));
  expect(code).toBe(2);
  expect(output).toContain('insurance: NOT COMPARED, its book of 2026-11-22 could not be had (status 503)');
  expect(output).toMatch(/^platform: 0 rows here, 0 there, 0 match$/m);
  expect(output.trimEnd().split('\n').at(-1)).toBe('2026-11-23: 0 match, 1 book not compared');
}, 60_000);

test('what cannot be used is refused with a word why, and never as “differences”', async () => {
  configured('http://127.0.0.1:9/api/v1');
  expect(await run()).toMatchObject({ code: 2, output: expect.stringContaining('npm run reconcile --') });
  expect(await run(...asking('2026-02-30'))).toMatchObject({
    code: 2,
    output: expect.stringContaining('"2026-02-30" is no day'),
  });
  expect(await run(...asking(monday))).toMatchObject({ code: 2, output: expect.stringContaining('is not there') });
  writeFileSync(file, 'no journal');
  expect(await run(...asking(monday))).toMatchObject({
    code: 2,
    output: expect.stringContaining('cannot be read as a journal'),
  });
}, 60_000);

test('a journal somebody has been at is refused', async () => {
  const kiosk = await openKiosk({ start: lateOnMonday });
  await serve(kiosk);
  written(recordsAfter(kiosk.world.journal, 0)).close();
  const db = new DatabaseSync(file);
  db.exec("update journal set text = replace(text, 'e', 'E') where sequence = 1");
  db.close();
  expect(await run(...asking(monday))).toMatchObject({
    code: 2,
    output: expect.stringContaining('cannot be relied on: record 1'),
  });
}, 60_000);

test('of a journal that has forgotten its beginning the rest is followed to its end; days of before are refused', async () => {
  const kiosk = await openKiosk({ start: lateOnMonday });
  await serve(kiosk);
  const store = openSqliteJournal(file);
  const clock = createVirtualClock(lateOnMonday);
  const journal = createJournal(store, clock, () => {});
  const write = (count: number) => {
    for (let done = 0; done < count; done++) journal.append({ kind: 'visit.started', visit: `v${done}` });
  };
  write(600);
  await clock.advance(midnight - lateOnMonday);
  write(1200);
  const anchor = store.read(599, 1)[0];
  if (!anchor) throw new Error('the journal ends early');
  const carried = { epoch: 'A', access: { wrongTries: 0 }, supplies: { bin: 0 }, inService: true, unable: [] };
  store.drop({ ...anchor, text: JSON.stringify({ kind: 'journal.anchored', ...carried }) }, []);
  store.close();
  expect((await run(...asking(tuesday))).output).toMatch(/^platform: /m);
  expect(await run(...asking(monday))).toMatchObject({
    code: 2,
    output: expect.stringContaining(`${monday} has been forgotten`),
  });

  const db = new DatabaseSync(file);
  db.exec("update journal set text = replace(text, 'v', 'w') where sequence = 1500");
  db.close();
  expect(await run(...asking(tuesday))).toMatchObject({
    code: 2,
    output: expect.stringContaining('cannot be relied on: record 1500'),
  });
}, 60_000);

test('the commands of the handbook do what it says', async () => {
  const text = readFileSync('docs/reconciliation.md', 'utf8');
  const commands = text.split('\n').filter((line) => line.startsWith('npm run'));
  expect(commands).toHaveLength(2);
  const { kiosk } = await night();
  await serve(kiosk);
  written(recordsAfter(kiosk.world.journal, 0)).close();
  for (const command of commands) {
    const here = command.replace('terminal.json', config).replace('var/journal.sqlite', file);
    const { code, output } = await ended(spawn(here, { shell: true }));
    expect(code, output).toBe(0);
    const last = linesOf(output).at(-1) ?? '';
    if (command.includes('--json')) expect(JSON.parse(last)).toMatchObject({ terminal: 'T-001', day: monday });
    else expect(last).toMatch(/^2026-11-23: \d+ match, .*1 open case$/);
  }
}, 120_000);
