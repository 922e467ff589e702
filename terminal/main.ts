/** `npm run terminal -- --config FILE`: a terminal on real devices, with its page on loopback; or its enrolment at a hub. */
import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseAddress } from '../device-drivers/links/address.ts';
import { machineLinks } from '../device-drivers/links/machine-links.ts';
import { configFrom } from './config-file.ts';
import { enrolCommand } from './enrol-command.ts';
import { createFetchNetwork } from './hospital/fetch-network.ts';
import { randomLetters } from './identifier.ts';
import { openSqliteJournal } from './journal/sqlite.ts';
import { keyBeside, readKey } from './key-file.ts';
import { servePage } from './page-server.ts';
import { systemChance, systemClock, systemLog } from './system.ts';
import { createTerminal } from './terminal.ts';

const usage = `Usage: npm run terminal -- --config FILE [--journal FILE] [--key FILE] [--port PORT]
       npm run terminal -- enrol --config FILE --code CODE [--key FILE]

  --config   the terminal's configuration, JSON (see docs/terminal.example.json)
  --journal  where the journal is kept (default var/journal.sqlite)
  --key      the key by which the hub knows the terminal (default: beside the journal); enrol makes it
  --port     of the page, on this machine only (default 8100)`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      config: { type: 'string' },
      journal: { type: 'string', default: 'var/journal.sqlite' },
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
  for (const { address } of Object.values(config.devices)) parseAddress(address);
  await mkdir(dirname(resolve(values.journal)), { recursive: true });

  const signer = await readKey(values.key ?? keyBeside(values.journal));
  const journal = openSqliteJournal(values.journal);
  const log = systemLog();
  const network = createFetchNetwork(fetch);
  const ports = {
    clock: systemClock,
    chance: systemChance,
    journal,
    network,
    links: machineLinks(process.env.PCSC_MODULE),
    log,
    ...(signer && { signer }),
  };
  const terminal = createTerminal(ports, config);
  const page = resolve(import.meta.dirname, '../dist/kiosk');
  const token = randomLetters(systemChance, 24);
  const served = await servePage({ terminal, page, port, token, log }).catch((error) => {
    terminal.stop();
    throw error;
  });
  console.log(`kiosk: ${served.url}`);

  const stop = async () => {
    terminal.stop();
    await served.close();
    journal.close();
  };
  process.once('SIGINT', () => void stop());
  process.once('SIGTERM', () => void stop());
}

const [command, ...rest] = process.argv.slice(2);
const program = async () => {
  if (command !== 'enrol') return main();
  process.exitCode = await enrolCommand(rest);
};
program().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
