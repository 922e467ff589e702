/** Where documented commands are run: a folder that looks like the project's own, with data of its own. */
import { spawn } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { demonstrationHospital } from '../../seeds/hospital.ts';
import { createAnswer } from '../../simulator/hospital/answer.ts';
import { createHandlers } from '../../simulator/hospital/handlers.ts';
import { createHospitalModel } from '../../simulator/hospital/model.ts';
import { startHospitalServer } from '../../simulator/hospital/server.ts';
import { lastingDatabases } from '../../statistics/store/databases-under-test.ts';
import { systemClock } from '../../terminal/system.ts';
import { freePort } from '../free-port.ts';

export interface Ground {
  readonly folder: string;
  /** The virtual hospital's address. */
  readonly hospital: string;
  freePort(): Promise<number>;
  /** An empty database on the PostgreSQL that tests may fill; there has to be one. */
  postgres(): Promise<string>;
  /** `npm run simulator` on free ports, begun when it is first asked for; gives the receipt printer's address. */
  virtualPrinter(): Promise<string>;
  close(): Promise<void>;
}

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

const project = resolve(import.meta.dirname, '../..');
const ownData = ['var', '.git', 'terminal.json', 'terminal.yaml', 'copy.sqlite', 'table.csv'];

/** One unit of a published table, small enough to be lived at once. */
const table = `group,unit,terminals,registrations,registration_amount,payments,payment_amount
医疗单位,南京鼓楼医院,1,4,98.00,3,1234.56
`;

export async function openGround(): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-docs-'));
  for (const name of readdirSync(project))
    if (!ownData.includes(name)) symlinkSync(join(project, name), join(folder, name));
  mkdirSync(join(folder, 'var'));
  // A release has its programs, and the Node they run on, in a folder of its own.
  mkdirSync(join(folder, 'bin'));
  copyFileSync(join(project, 'deploy/release/bin/hospital-kiosk'), join(folder, 'bin/hospital-kiosk'));
  symlinkSync(process.execPath, join(folder, 'bin/node'));
  writeFileSync(join(folder, 'table.csv'), table);

  const model = createHospitalModel({
    world: demonstrationHospital,
    now: systemClock.now,
    chance: () => 0,
    noticeKey: new Uint8Array(32),
  });
  const server = await startHospitalServer(createHandlers({ answer: createAnswer(model) }), 0);

  const example = parse(readFileSync(join(project, 'deploy/terminal/terminal.example.yaml'), 'utf8'));
  const config = { ...example, hospitalUrl: server.baseUrl, hubUrl: 'http://127.0.0.1:9/' };
  writeFileSync(join(folder, 'terminal.json'), JSON.stringify(config));

  const [, onPostgres] = lastingDatabases;
  let database: ReturnType<typeof onPostgres.make> | undefined;
  const postgres = async (): Promise<string> => {
    database ??= onPostgres.make();
    return (await database).url;
  };

  let simulator: ReturnType<typeof started> | undefined;
  const virtualPrinter = async (): Promise<string> => {
    simulator ??= started(folder, simulatorOnFreePorts);
    const { child, output } = simulator;
    const told = () => /^receiptPrinter: .*(tcp:\S+)$/m.exec(output())?.[1];
    while (!told() || !/Ctrl-C/.test(output())) {
      if (child.exitCode !== null) throw new Error(output());
      await new Promise((heard) => {
        child.stdout.once('data', heard);
        child.once('close', heard);
      });
    }
    return told() ?? '';
  };

  return {
    folder,
    hospital: server.baseUrl,
    freePort,
    postgres,
    virtualPrinter,
    async close() {
      simulator?.tell('SIGINT');
      await simulator?.ended;
      await (await database)?.drop();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const outlets = ['id-card-reader', 'receipt-printer', 'card-dispenser', 'barcode-scanner', 'report-printer'];
export const simulatorOnFreePorts = `node simulator/standalone.ts ${['bench', 'hospital', ...outlets].map((name) => `--${name} 0`).join(' ')}`;

/** Its own group, so that whatever npm started ends with it. */
function started(folder: string, command: string) {
  const child = spawn('bash', ['-c', command], { cwd: folder, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const take = (chunk: unknown) => {
    output += chunk;
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const ended = new Promise<Ended>((done) => child.once('close', (code) => done({ code, output })));
  const tell = (signal: NodeJS.Signals) => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, signal);
  };
  return { child, ended, tell, output: () => output };
}

/** Runs a command to its end. */
export const run = (ground: Ground, command: string): Promise<Ended> => started(ground.folder, command).ended;

/** Starts what stays until somebody stops it; Ctrl-C as soon as it has said that it is ready. */
export async function serve(ground: Ground, command: string, ready: RegExp): Promise<Ended> {
  const { child, ended, tell, output } = started(ground.folder, command);
  const look = () => {
    if (ready.test(output())) tell('SIGINT');
  };
  child.stdout.on('data', look);
  child.stderr.on('data', look);
  return ended;
}
