/**
 * `npm run terminal -- --config FILE`: a terminal on real devices, with its page on loopback; or whether a configuration can
 * be used; or the terminal's enrolment at a hub.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { machineLinks } from '../device-drivers/links/machine-links.ts';
import { checkCommand } from './check-command.ts';
import type { TerminalConfig } from './config.ts';
import { configFrom } from './config-file.ts';
import { enrolCommand } from './enrol-command.ts';
import type { Identity } from './health.ts';
import { createFetchNetwork } from './hospital/fetch-network.ts';
import { randomLetters } from './identifier.ts';
import { eraseCommand } from './journal/on-disk/erase-command.ts';
import { openSealedJournal } from './journal/on-disk/sealed.ts';
import { keyBeside, readKey } from './key-file.ts';
import type { Log } from './log-event.ts';
import { type PageServer, servePage } from './page-server.ts';
import { serviceManager } from './service-manager.ts';
import { createStatusPages, type StatusPages } from './status-pages.ts';
import { systemChance, systemClock, systemLog } from './system.ts';
import { createTerminal, type Terminal } from './terminal.ts';
import { version } from './version.ts';
import { keepWatch } from './watchdog.ts';

const usage = `Usage: npm run terminal -- --config FILE [--journal FILE] [--journal-key FILE] [--key FILE] [--port PORT]
       npm run terminal -- check --config FILE
       npm run terminal -- enrol --config FILE --code CODE [--key FILE]
       npm run terminal -- erase --journal FILE [--journal-key FILE] [--key FILE] [--even-unsent] [--without-key]

  --config   the terminal's configuration, YAML or JSON (see deploy/terminal/terminal.example.yaml)
  --journal  where the journal is kept (default var/journal.sqlite)
  --journal-key  what it is sealed with (default: the service's credential journal-key, or beside the journal)
  --key      the key by which the hub knows the terminal (default: beside the journal); enrol makes it
  --port     of the page, on this machine only (default 8100)`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      config: { type: 'string' },
      journal: { type: 'string', default: 'var/journal.sqlite' },
      'journal-key': { type: 'string' },
      key: { type: 'string' },
      port: { type: 'string', default: '8100' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help || values.config === undefined) {
    console.log(usage);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port: "${values.port}" is no port; a whole number from 0 to 65535 is expected.`);
  }
  const config = await configFrom(values.config);
  await mkdir(dirname(resolve(values.journal)), { recursive: true });

  const signer = await readKey(values.key ?? keyBeside(values.journal));
  const places = {
    journal: values.journal,
    named: values['journal-key'],
    credentials: process.env.CREDENTIALS_DIRECTORY,
  };
  const { store: journal, told } = await openSealedJournal(places, systemChance);
  for (const line of told) console.log(line);
  const identity = await identityOf(config);
  const write = systemLog({ terminal: config.terminal });
  logCrashes(write);
  let pages: StatusPages | undefined;
  let served: PageServer | undefined;
  const log: Log = (event) => {
    write(event);
    pages?.count(event);
  };

  const ports = {
    clock: systemClock,
    chance: systemChance,
    journal,
    network: createFetchNetwork(fetch),
    links: machineLinks(process.env.PCSC_MODULE),
    log,
    ...(signer && { signer }),
  };
  const terminal = createTerminal(ports, config);
  pages = createStatusPages({ identity, clock: systemClock, terminal, screen: () => served?.connected ?? false });
  const { answer: more, line } = pages;
  const page = resolve(import.meta.dirname, '../dist/kiosk');
  const token = randomLetters(systemChance, 24);
  served = await servePage({ terminal, page, port, token, log, more }).catch((error) => {
    terminal.stop();
    throw error;
  });
  const { url, close } = served;
  await attend({ terminal, journal, url, close, log, line });
}

/** What stays the same until the next start; the release's name where this is one. */
async function identityOf({ terminal }: TerminalConfig): Promise<Identity> {
  const manifest = await readFile(resolve(import.meta.dirname, '../manifest.json'), 'utf8').catch(() => undefined);
  const release = manifest === undefined ? undefined : JSON.parse(manifest);
  return {
    terminal,
    version,
    ...(release && { release: `${release.version}-${release.counter}` }),
    since: systemClock.now(),
  };
}

/** A bug ends the program, and says where it was: the error's words may be a patient's. */
function logCrashes(write: Log): void {
  process.on('uncaughtException', (error) => {
    const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
    const where = places
      .slice(0, 5)
      .map((line) => line.trim().slice(3))
      .join(' < ');
    write({ event: 'program.crashed', error: error.constructor?.name ?? typeof error, where });
    process.exit(1);
  });
}

interface Running {
  readonly terminal: Terminal;
  readonly journal: { close(): void };
  readonly url: string;
  readonly close: () => Promise<void>;
  readonly log: Log;
  readonly line: () => string;
}

/** From the moment the page is served until the program is told to stop: what the service manager wants of it. */
async function attend({ terminal, journal, url, close, log, line }: Running): Promise<void> {
  const manager = serviceManager(process.env, process.pid);
  const life = new AbortController();
  const takeAway = await manager.layAddress(url);
  const stop = async (signal: string) => {
    log({ event: 'program.stopping', signal });
    life.abort();
    await takeAway();
    await manager.notify('STOPPING=1');
    terminal.stop();
    await close();
    journal.close();
  };
  process.once('SIGINT', () => void stop('SIGINT'));
  process.once('SIGTERM', () => void stop('SIGTERM'));

  log({ event: 'program.listening', port: Number(new URL(url).port) });
  // Logs are read by more people than may have the screen.
  if (!manager.laysAddress) console.log(`kiosk: ${url}`);
  await manager.notify('READY=1', `STATUS=${line()}`);
  const { watchEvery } = manager;
  if (watchEvery === undefined) return;
  const notify = (state: string) => manager.notify(state, `STATUS=${line()}`);
  void keepWatch({ clock: systemClock, log, notify }, watchEvery, () => terminal.condition(), life.signal);
}

const commands: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  check: checkCommand,
  enrol: enrolCommand,
  erase: eraseCommand,
};

const [name = '', ...rest] = process.argv.slice(2);
const program = async () => {
  const command = commands[name];
  if (!command) return main();
  process.exitCode = await command(rest);
};
program().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
