/** Small tables lived to the fen, on the real hub: told once, told twice, told by one that was killed. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { monthCommand } from '../../statistics/bulletin/month-command.ts';
import { openDatabase } from '../../statistics/store/open-database.ts';
import { fleetSigner } from '../fleet/signer.ts';
import { cityOf, registerOf } from './city.ts';
import type { HubLine } from './evening-line.ts';
import { openHub } from './hub-end.ts';
import { liveTerminal } from './live-terminal.ts';
import type { TwinOptions } from './options.ts';
import { runTwin, zone } from './twin.ts';
import { readUsageTable } from './usage-table.ts';

const small = `group,unit,terminals,cards_issued,registrations,registration_amount,payments,payment_amount,reports_printed
医疗单位,南京鼓楼医院,2,3,10,250.37,12,3456.78,5
医疗单位,虚构人民医院,2,2,6,0.03,8,120.00,7
各区,玄武区,1,0,9,90,0,0.00,0
`;
const february = { seed: 1, from: '2020-02-01', to: '2020-02-29', zone };
const chance = { bytes: (count: number) => new Uint8Array(count).fill(5) };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'twin-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function written(text: string, name = 'terminal-usage-2020-02.csv'): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

async function run(options: Partial<TwinOptions> & Pick<TwinOptions, 'file'>) {
  const said: string[] = [];
  const complaints: string[] = [];
  const code = await runTwin(
    { workers: 2, seed: 1, afresh: false, ...options },
    {
      now: () => performance.now(),
      pause: async () => {},
      chance,
      folder: join(folder, 'var/twin'),
      say: (line) => said.push(line),
      complain: (line) => complaints.push(line),
      progress: () => ({ add() {}, end() {} }),
    },
  );
  return { code, said, complaints, outcome: code === 2 ? undefined : JSON.parse(said.at(-1) ?? '') };
}

test('every column of known and unknown units comes out to the fen, and what does not is said', async () => {
  const file = written(small);
  const url = `sqlite:${join(folder, 'hub.sqlite')}`;
  const first = await run({ file, database: url });
  expect(first).toMatchObject({
    code: 0,
    complaints: [],
    outcome: { units: 3, terminals: 5, virtualDays: 29, mismatches: 0 },
  });
  expect(Object.keys(first.outcome)).toEqual([
    'units',
    'terminals',
    'visits',
    'virtualDays',
    'wallSeconds',
    'visitsPerSecond',
    'mismatches',
  ]);
  expect(first.said[0]).toBe('3 units come out as published: 南京鼓楼医院、虚构人民医院、玄武区');
  const printed = await monthCommand(['2020-02', '--database', url, '--form', '2018', '--format', 'csv'], 0);
  expect(String(printed.output).split('\n').slice(0, 4)).toEqual(small.replace(',90,', ',90.00,').trim().split('\n'));

  const database = await openDatabase(url);
  const [row] = await database.db.selectFrom('unitHour').selectAll().where('unit', '=', 'xuanwu').execute();
  await database.db
    .updateTable('unitHour')
    .set({ registrationAmount: Number(row?.registrationAmount) + 1 })
    .where('unit', '=', 'xuanwu')
    .where('businessDay', '=', row?.businessDay ?? '')
    .where('hour', '=', row?.hour ?? 0)
    .execute();
  await database.close();
  // Nothing is lived again: the hub is only asked.
  const again = await run({ file, database: url });
  expect(again).toMatchObject({
    code: 1,
    complaints: ['5 of 5 terminals were lived before'],
    outcome: { mismatches: 1 },
  });
  expect(again.said).toContain('玄武区: registration_amount 90.00 published, 90.01 told');
});

test('a twin that was killed goes on where it was', async () => {
  const file = written(small);
  const child = spawn(process.execPath, [join(process.cwd(), 'simulator/twin/main.ts'), file, '--workers', '1'], {
    cwd: folder,
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  const livedIn = () => {
    const place = join(folder, 'var/twin');
    const files = existsSync(place) ? readdirSync(place).map((it) => join(place, it, 'lived.txt')) : [];
    return (
      files
        .filter(existsSync)
        .map((it) => readFileSync(it, 'utf8'))
        .join('')
        .match(/\d\.$/gm)?.length ?? 0
    );
  };
  await vi.waitFor(() => expect(livedIn()).toBeGreaterThan(0), { timeout: 60_000, interval: 2 });
  child.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
  const lived = livedIn();
  expect(lived).toBeLessThan(5);
  const after = await run({ file, workers: 1 });
  expect(after).toMatchObject({
    code: 0,
    complaints: [`${lived} of 5 terminals were lived before`],
    outcome: { mismatches: 0 },
  });
});

test('a month that was half told is told again, and counts once', async () => {
  const read = readUsageTable('t.csv', small);
  if (!read.ok) throw new Error(read.mistakes.join());
  const table = { ...read.table, rows: read.table.rows.slice(2) };
  const city = cityOf(table, 1);
  const [planned] = city.terminals;
  if (!planned) throw new Error('no terminal');
  const hub = await openHub(`sqlite:${join(folder, 'hub.sqlite')}`, { month: '2020-02', ...february }, chance);
  const signer = fleetSigner();
  await hub.enrol(registerOf(city, february.from), signer.publicKey);
  const living = { planned, plan: february, signer };
  let told = 0;
  const breaking: HubLine = async (message) => {
    told += 1;
    if (told > 4) throw new Error('the cable is cut');
    const reply = await hub.line(message);
    // The hub has it, and the terminal does not know.
    if (told === 3) throw new Error('the answer is lost');
    return reply;
  };
  await expect(liveTerminal({ ...living, hub: breaking })).rejects.toThrow('the hub does not take what it is told');
  expect(await hub.bulletin()).not.toContain('玄武区,1,0,9,90.00,0,0.00,0');
  const answers: number[] = [];
  const visits = await liveTerminal({
    ...living,
    async hub(message) {
      const reply = await hub.line(message);
      answers.push(reply.status);
      return reply;
    },
  });
  expect(visits).toBe(9);
  expect(new Set(answers)).toEqual(new Set([200]));
  expect(await hub.bulletin()).toContain('玄武区,1,0,9,90.00,0,0.00,0');
  await hub.close();
});

test('what cannot be lived or read is said before anything is begun', async () => {
  const impossible = await run({ file: written(`${small}医疗单位,空院,1,0,0,5.00,0,0,0\n`) });
  expect(impossible).toMatchObject({
    code: 2,
    said: [],
    complaints: [expect.stringContaining('line 5, 空院: 5.00 yuan of registration_amount, and no registrations')],
  });
  const bad = await run({ file: written(`${small}医疗单位,空院,one,0,0,0,0,0,0\n`) });
  expect(bad.complaints).toEqual([
    'terminal-usage-2020-02.csv: line 5, column terminals: "one"; expected a whole number, 0 or more',
  ]);
  const nameless = await run({ file: written(small, 'table.csv') });
  expect(nameless.complaints).toEqual(['table.csv: which month is it of? Say --month YYYY-MM']);
  expect((await run({ file: join(folder, 'nothing.csv') })).code).toBe(2);
  expect((await run({ file: written(small), hub: 'http://127.0.0.1:1' })).complaints[0]).toContain('HUB_ACCOUNT');
  expect(
    existsSync(join(folder, 'var/twin'))
      ? readdirSync(join(folder, 'var/twin')).filter((it) => it.endsWith('sqlite'))
      : [],
  ).toEqual([]);
});
