/** `npm start`: the virtual hospital, the hub, one terminal with virtual devices and the bench, on one machine. */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { demonstrationHospital } from '../seeds/hospital.ts';
import { people } from '../seeds/people.ts';
import { demonstrationTechnician } from '../seeds/technician.ts';
import { startHub } from '../statistics/server.ts';
import { readConfig } from '../terminal/config.ts';
import { createFetchNetwork } from '../terminal/hospital/fetch-network.ts';
import { randomLetters } from '../terminal/identifier.ts';
import { openSqliteJournal } from '../terminal/journal/sqlite.ts';
import { servePage } from '../terminal/page-server.ts';
import { systemChance, systemClock, systemLog } from '../terminal/system.ts';
import { createTerminal } from '../terminal/terminal.ts';
import { createBench } from './bench/bench.ts';
import { serveBench } from './bench/server.ts';
import { createVirtualShelf } from './devices/virtual-shelf.ts';
import { createAnswer } from './hospital/answer.ts';
import { createHandlers } from './hospital/handlers.ts';
import { createHospitalModel } from './hospital/model.ts';
import { noticePublicKey } from './hospital/notices.ts';
import { chineseDocument } from './hospital/report-document.ts';
import { readReportFonts } from './hospital/report-fonts.ts';
import { startHospitalServer } from './hospital/server.ts';

const usage = `Usage: npm start [-- OPTIONS]

  --kiosk PORT     the patients' page      (default 8100)
  --bench PORT     the technician's page   (default 8101)
  --hub PORT       the statistics hub      (default 8200)
  --hospital PORT  the virtual hospital    (default 8300)
  --data FOLDER    journal, hub database and log (default var)

A port of 0 takes any free one. Everything listens on this machine only.`;

const terminalName = 'T-001';
const place = { zh: '门诊大厅', en: 'Outpatient hall' };
const dist = resolve(import.meta.dirname, '../dist');

type Program = 'kiosk' | 'bench' | 'hub' | 'hospital';

/** What has been started, to be stopped in the opposite order. */
const started: (() => void | Promise<void>)[] = [];

async function stopAll(): Promise<void> {
  for (const stop of started.splice(0).reverse()) await stop();
}

/** Starts one program on its port; a port that cannot be had is told with the option that chooses another. */
async function on<T extends { close(): Promise<void> }>(
  options: Record<Program, string>,
  name: Program,
  open: (port: number) => Promise<T>,
): Promise<T> {
  const port = Number(options[name]);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--${name}: "${options[name]}" is no port; a whole number from 0 to 65535 is expected.`);
  }
  const opened = await open(port).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${name}: ${why}\nAnother port: npm start -- --${name} PORT`, { cause: error });
  });
  started.push(opened.close);
  return opened;
}

async function start(options: Record<Program | 'data', string>): Promise<void> {
  await mkdir(options.data, { recursive: true });

  const noticeKey = systemChance.bytes(32);
  const model = createHospitalModel({
    world: demonstrationHospital,
    now: systemClock.now,
    chance: Math.random,
    noticeKey,
    render: chineseDocument(readReportFonts()),
  });
  const handlers = createHandlers({ answer: createAnswer(model) });
  const hospital = await on(options, 'hospital', (port) => startHospitalServer(handlers, port));

  const zone = demonstrationHospital.timeZone;
  const register = { terminals: [{ terminal: terminalName, unit: demonstrationHospital.name, place }] };
  const database = `sqlite:${join(options.data, 'hub.sqlite')}`;
  const hub = await on(options, 'hub', (port) => startHub({ port, database, register, zone }));

  const shelf = createVirtualShelf(systemClock, Math.random);
  const read = readConfig({
    terminal: terminalName,
    hospital: demonstrationHospital.name,
    place,
    zone,
    hospitalUrl: hospital.baseUrl,
    hubUrl: hub.url,
    noticeKey: noticePublicKey(noticeKey),
    technician: demonstrationTechnician,
    devices: shelf.config,
  });
  if (!read.ok) throw new Error(read.mistakes.join('\n'));
  const journal = openSqliteJournal(join(options.data, 'journal.sqlite'));
  started.push(journal.close);
  const log = systemLog(join(options.data, 'terminal.log'));
  const network = createFetchNetwork(fetch);
  const ports = { clock: systemClock, chance: systemChance, journal, network, links: shelf.links, log };
  const terminal = createTerminal(ports, read.config);
  started.push(terminal.stop);

  const token = randomLetters(systemChance, 24);
  const page = join(dist, 'kiosk');
  const kiosk = await on(options, 'kiosk', (port) => servePage({ terminal, page, port, token, log }));
  const bench = createBench({
    kiosk: kiosk.url,
    people,
    shelf,
    now: systemClock.now,
    hospital: model,
  });
  const workshop = await on(options, 'bench', (port) => serveBench({ bench, page: join(dist, 'bench'), port }));

  console.log(`kiosk: ${kiosk.url}`);
  console.log(`bench: ${workshop.url}`);
  console.log(`hub: ${hub.url}`);
  console.log(`hospital: ${hospital.url}/`);
  console.log(`
Open kiosk and bench side by side. Touch the kiosk and choose 挂号; on the bench, put somebody's card on the reader;
choose a day, a department, a doctor and a period; pay the order on the bench; take the slip. Ctrl-C stops everything.`);
}

const { values } = parseArgs({
  options: {
    kiosk: { type: 'string', default: '8100' },
    bench: { type: 'string', default: '8101' },
    hub: { type: 'string', default: '8200' },
    hospital: { type: 'string', default: '8300' },
    data: { type: 'string', default: 'var' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (values.help) console.log(usage);
else {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stopAll());
  start(values).catch(async (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
    await stopAll();
  });
}
