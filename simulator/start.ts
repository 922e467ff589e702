/** `npm start`: the virtual hospital, the hub, terminals with virtual devices and the bench, on one machine. */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { demonstrationHospital } from '../seeds/hospital.ts';
import { serveHub } from '../statistics/server.ts';
import { randomLetters } from '../terminal/identifier.ts';
import { openSqliteJournal } from '../terminal/journal/sqlite.ts';
import { systemChance, systemClock, systemLog } from '../terminal/system.ts';
import { createServedPages } from './bench/pages.ts';
import { serveBench } from './bench/server.ts';
import { createWorkshop } from './bench/workshop.ts';
import { createStandingHub } from './fleet/standing-hub.ts';
import { createAnswer } from './hospital/answer.ts';
import { createHandlers } from './hospital/handlers.ts';
import { chineseDocument } from './hospital/report-document.ts';
import { readReportFonts } from './hospital/report-fonts.ts';
import { startHospitalServer } from './hospital/server.ts';
import { createRehearsal, type Rehearsal } from './rehearsal/rehearsal.ts';
import { readLibrary } from './scenario/library.ts';
import { worldOf } from './scenario/rehearse.ts';
import { readStart } from './start-time.ts';
import { createStandingFace } from './xfs4iot/standing-face.ts';

const usage = `Usage: npm start [-- OPTIONS]

  --terminals N    terminals side by side, 1 to 9 (default 1)
  --at TIME        the time it is in this world, such as 2026-11-23T08:05 in the hospital's zone (default: now)
  --city N         terminals of the rest of the city that the hub hears of too, invented (default 20; 0: none)
  --xfs4iot        the first terminal's devices as XFS4IoT services too, on the first free port from 5846
  --kiosk PORT     the patients' page of the first (default 8100)
  --bench PORT     the technician's page           (default 8101)
  --hub PORT       the statistics hub              (default 8200)
  --hospital PORT  the virtual hospital            (default 8300)
  --data FOLDER    journals, hub database and log  (default var)

A port of 0 takes any free one. Everything listens on this machine only.`;

const dist = resolve(import.meta.dirname, '../dist');
const zone = demonstrationHospital.timeZone;

type Program = 'kiosk' | 'bench' | 'hub' | 'hospital';

/** What has been started, to be stopped in the opposite order. */
const started: (() => unknown)[] = [];

async function stopAll(): Promise<void> {
  for (const stop of started.splice(0).reverse()) await stop();
}

/** A port that is none, or cannot be had, is told with the option that chooses another. */
function portOf(options: Record<Program, string>, name: Program): number {
  const port = Number(options[name]);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`--${name}: "${options[name]}" is no port; a whole number from 0 to 65535 is expected.`);
}
async function on<T>(name: Program, opening: Promise<T>): Promise<T> {
  return opening.catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${name}: ${why}\nAnother port: npm start -- --${name} PORT`, { cause: error });
  });
}

/** A whole number within bounds. */
function numberOf(options: Options, name: 'terminals' | 'city', least: number, most: number): number {
  const number = Number(options[name]);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new Error(`--${name}: "${options[name]}" is none of ${least} to ${most}.`);
}

type Options = Record<Program | 'data' | 'terminals' | 'city', string> & {
  readonly at?: string | undefined;
  readonly xfs4iot: boolean;
};

async function start(options: Options): Promise<void> {
  const { data } = options;
  const ports = { kiosk: portOf(options, 'kiosk'), bench: portOf(options, 'bench') };
  const others = { hub: portOf(options, 'hub'), hospital: portOf(options, 'hospital') };
  const terminals = numberOf(options, 'terminals', 1, 9);
  const first = { start: readStart(options.at, zone, systemClock.now()), seed: randomSeed(), terminals };
  await mkdir(data, { recursive: true });

  const render = chineseDocument(readReportFonts());
  const log = systemLog({ file: join(data, 'terminal.log') });
  const journal = (terminal: string) => {
    const store = openSqliteJournal(join(data, `journal-${terminal}.sqlite`));
    started.push(store.close);
    return store;
  };

  const pages = createServedPages({
    page: join(dist, 'kiosk'),
    port: ports.kiosk,
    token: randomLetters(systemChance, 24),
    log,
  });
  started.push(pages.close);
  // Only the world of the start keeps its books on the disk: every other one begins with empty ones.
  let isFirst = true;
  const hubs = createStandingHub(`sqlite:${join(data, 'hub.sqlite')}`, {
    real: systemClock,
    chance: systemChance,
    zone,
    neighbours: numberOf(options, 'city', 0, 500),
    log: (event) => {
      if (event.event === 'hub.failed') console.error(`hub: ${event.cause}`);
    },
    say: console.log,
  });
  started.push(hubs.close);
  const face = options.xfs4iot ? createStandingFace() : undefined;
  if (face) started.push(face.close);
  const workshop = createWorkshop({
    real: systemClock,
    pages,
    scenarios: await readLibrary(),
    first,
    makeWorld(world, clock) {
      const hub = hubs.next(clock);
      const rehearsal = isFirst
        ? createRehearsal({ ...world, clock, hub, journal, render, log: () => log })
        : worldOf(world, clock, render, hub);
      isFirst = false;
      const [kiosk] = rehearsal.kiosks;
      if (kiosk) face?.show({ clock, shelf: kiosk.shelf, claim: kiosk.claim });
      return rehearsal;
    },
  });
  started.push(workshop.stop);
  await on('kiosk', pages.settled());
  await hubs.ready();

  // Whatever world there is now, the hospital and the hub are its own.
  const current = (): Rehearsal => workshop.rehearsal;
  const handlers = createHandlers({
    answer: (request) => createAnswer(current().hospital)(request),
    front: (arrival, proceed) => current().misbehaviour.front(arrival, proceed),
  });
  const hospital = await on('hospital', startHospitalServer(handlers, others.hospital));
  started.push(hospital.close);
  const hub = await on('hub', serveHub(hubs, { port: others.hub, page: join(dist, 'hub') }));
  started.push(hub.close);
  const bench = await on('bench', serveBench({ workshop, page: join(dist, 'bench'), port: ports.bench }));
  started.push(bench.close);

  for (const { name } of current().kiosks)
    console.log(`${terminals > 1 ? `kiosk ${name}` : 'kiosk'}: ${pages.address(name)}`);
  console.log(`bench: ${bench.url}`);
  console.log(`hub: ${new URL(await hubs.link(), hub.url)}`);
  console.log(`hospital: ${hospital.url}/`);
  if (face) console.log(`xfs4iot: ${await face.address()}`);
  console.log(`
Open the bench. Touch the kiosk on it and choose 挂号; put somebody's card on the reader; choose a day, a department, a
doctor and a period; pay with the phone; take the slip. The hub's link lets you in as somebody who sees the whole city, of
which all but these terminals is invented. Ctrl-C stops everything.`);
}

const randomSeed = () => new DataView(systemChance.bytes(4).buffer).getUint32(0);

const { values } = parseArgs({
  options: {
    terminals: { type: 'string', default: '1' },
    city: { type: 'string', default: '20' },
    at: { type: 'string' },
    xfs4iot: { type: 'boolean', default: false },
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
