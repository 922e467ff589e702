/** `npm run simulator`: the virtual hospital, and the virtual devices where a terminal of another process finds them. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { readConfig } from '../terminal/config.ts';
import { systemChance, systemClock } from '../terminal/system.ts';
import { BenchRequest } from './bench/request.ts';
import { type BenchServerOptions, serveBench } from './bench/server.ts';
import type { Pages } from './bench/stage.ts';
import { createWorkshop, type Workshop } from './bench/workshop.ts';
import { createAnswer } from './hospital/answer.ts';
import { createHandlers } from './hospital/handlers.ts';
import { chineseDocument } from './hospital/report-document.ts';
import { readReportFonts } from './hospital/report-fonts.ts';
import { startHospitalServer } from './hospital/server.ts';
import { defaultPorts, type OutletPorts, openOutlets } from './outlets/outlets.ts';
import type { Kiosk } from './rehearsal/kiosk.ts';
import { worldOf } from './scenario/rehearse.ts';
import { createStandingFace } from './xfs4iot/standing-face.ts';

const usage = `Usage: npm run simulator [-- OPTIONS]

  --id-card-reader PORT   a TCP port of its own   (default 5101)
  --receipt-printer PORT  a TCP port of its own   (default 5102)
  --card-dispenser PORT   a TCP port of its own   (default 5103)
  --barcode-scanner PORT  a TCP port of its own   (default 5104)
  --report-printer PORT   IPP                     (default 5105)
  --vpcd PORT             the chip card reader in pcscd, where its driver vpcd listens (usually 35963; default: left out)
  --bench PORT            the technician's page   (default 8101)
  --hospital PORT         the virtual hospital    (default 8300)
  --xfs4iot               the devices as XFS4IoT services too, on the first free port from 5846
  --data FOLDER           serial ports and the terminal's configuration (default var/simulator)

A port of 0 takes any free one. Everything listens on this machine only. With socat the devices on TCP are serial ports
too.`;

const dist = resolve(import.meta.dirname, '../dist');
const ports = { ...defaultPorts, bench: 8101, hospital: 8300 };

interface StandaloneOptions {
  readonly ports: OutletPorts & { readonly bench: number; readonly hospital: number };
  readonly vpcd?: number;
  readonly xfs4iot: boolean;
  /** Where the serial ports appear and the terminal's configuration is written. */
  readonly data: string;
}

/** What has been started, to be stopped in the opposite order. */
const started: (() => void | Promise<void>)[] = [];

async function stopAll(): Promise<void> {
  for (const stop of started.splice(0).reverse()) await stop();
}

/** Starts one server; a port that cannot be had is told with the option that chooses another. */
async function on<T extends { close(): Promise<void> }>(name: 'bench' | 'hospital', opening: Promise<T>): Promise<T> {
  const opened = await opening.catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${name}: ${why}\nAnother port: --${name} PORT, 0 for any free one.`, { cause: error });
  });
  started.push(opened.close);
  return opened;
}

/** Nothing is shown here: the page is the other program's. */
const noPages: Pages = { show: () => {}, hide: () => {}, address: () => undefined };

/** A world in which the terminal's place is empty: its devices are there for somebody else's. */
function createWorkshopWithoutTerminal(): Workshop {
  const render = chineseDocument(readReportFonts());
  return createWorkshop({
    real: systemClock,
    pages: noPages,
    scenarios: [],
    first: { start: systemClock.now(), seed: new DataView(systemChance.bytes(4).buffer).getUint32(0), terminals: 1 },
    makeWorld(world, clock) {
      const rehearsal = worldOf(world, clock, render);
      for (const { machine } of rehearsal.kiosks) machine.cutPower();
      return rehearsal;
    },
  });
}

/** A terminal of another program lives in our own time: no other world, no other pace, and no terminal in its place. */
const onlyHands = (workshop: Workshop): BenchServerOptions['workshop'] => ({
  ...workshop,
  ask(request, listener) {
    const read = v.safeParse(BenchRequest, request);
    const isHand = read.success && read.output.kind === 'do' && read.output.command.do !== 'powerOn';
    if (!read.success || isHand || read.output.kind === 'moment') workshop.ask(request, listener);
    else listener({ kind: 'refused', why: 'the terminal is another program here: there are only hands' });
  },
});

/** What another program needs to be the terminal of this place. */
function configOf(kiosk: Kiosk, hospitalUrl: string, devices: object): object {
  const { terminal, hospital, place, zone, noticeKey, technician } = kiosk.config;
  const config = { terminal, hospital, place, zone, hospitalUrl, noticeKey, technician, devices };
  const read = readConfig(JSON.parse(JSON.stringify(config)));
  if (!read.ok) throw new Error(read.mistakes.join('\n'));
  return config;
}

async function startStandalone({ ports, vpcd, xfs4iot, data }: StandaloneOptions): Promise<void> {
  await mkdir(data, { recursive: true });
  const workshop = createWorkshopWithoutTerminal();
  started.push(workshop.stop);
  const { hospital: model, misbehaviour, kiosks } = workshop.rehearsal;
  const [kiosk] = kiosks;
  if (!kiosk) throw new Error('the world has no place for a terminal');
  const { shelf } = kiosk;
  const handlers = createHandlers({ answer: createAnswer(model), front: misbehaviour.front });
  const hospital = await on('hospital', startHospitalServer(handlers, ports.hospital));

  const outlets = await openOutlets({
    shelf,
    clock: systemClock,
    chance: Math.random,
    folder: join(data, 'ports'),
    ports,
    ...(vpcd !== undefined && { vpcd }),
    say: (trouble) => console.warn(trouble),
  });
  started.push(outlets.close);

  const bench = await on(
    'bench',
    serveBench({ workshop: onlyHands(workshop), page: join(dist, 'bench'), port: ports.bench }),
  );
  const file = join(data, 'terminal.json');
  await writeFile(file, `${JSON.stringify(configOf(kiosk, hospital.baseUrl, outlets.config), undefined, 2)}\n`);

  if (xfs4iot) {
    const face = createStandingFace();
    started.push(face.close);
    face.show({ clock: workshop.clock, shelf, claim: kiosk.claim });
    console.log(`xfs4iot: ${await face.address()}`);
  }
  for (const { device, addresses } of outlets.outlets) console.log(`${device}: ${addresses.join('  ')}`);
  for (const note of outlets.notes) console.log(note);
  console.log(`
hospital: ${hospital.url}/
bench: ${bench.url}

A terminal on these devices, in another window (its configuration has been written):
  npm run terminal -- --config ${file} --journal ${join(data, 'journal.sqlite')}
Whenever this is started anew, start the terminal anew. Ctrl-C stops everything here.`);
}

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    'id-card-reader': text,
    'receipt-printer': text,
    'card-dispenser': text,
    'barcode-scanner': text,
    'report-printer': text,
    vpcd: text,
    bench: text,
    hospital: text,
    data: { type: 'string', default: 'var/simulator' },
    xfs4iot: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

/** The port of an option. Throws with what was expected. */
function portOf(name: string, said: string): number {
  const port = Number(said);
  if (said === '' || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--${name}: "${said}" is no port; a whole number from 0 to 65535 is expected.`);
  }
  return port;
}

function chosen(): StandaloneOptions {
  const names = Object.keys(ports) as (keyof typeof ports)[];
  const said = names.flatMap((name) => (values[name] === undefined ? [] : [[name, portOf(name, values[name])]]));
  return {
    ports: { ...ports, ...Object.fromEntries(said) },
    data: values.data,
    xfs4iot: values.xfs4iot,
    ...(values.vpcd !== undefined && { vpcd: portOf('vpcd', values.vpcd) }),
  };
}

if (values.help) console.log(usage);
else {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void stopAll());
  Promise.resolve()
    .then(() => startStandalone(chosen()))
    .catch(async (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
      await stopAll();
    });
}
