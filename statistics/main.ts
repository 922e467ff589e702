import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { readOrMakeKey } from '../terminal/key-file.ts';
import { accountCommand } from './access/account-command.ts';
import { backupCommand, restoreCommand } from './backup/commands.ts';
import { credentialsIn, withCredentials } from './credentials.ts';
import { nodeSeals } from './intake/node-seals.ts';
import { hubEvents } from './log-events.ts';
import { readOptions, usage } from './options.ts';
import { type Mistake, mistakeText } from './problem.ts';
import { enrolCommand } from './register/enrol-command.ts';
import { readRegisterFile } from './register/register-file.ts';
import { HubStartError } from './server.ts';
import { startHub } from './start-hub.ts';
import { childCommand } from './tree/child-command.ts';

const misused: (mistakes: readonly Mistake[]) => never = (mistakes) => {
  for (const mistake of mistakes) console.error(`hub: ${mistakeText(mistake)}`);
  console.error(`\n${usage}`);
  process.exit(2);
};

const failed: (error: unknown) => never = (error) => {
  console.error(error instanceof HubStartError ? `hub: ${error.message}` : error);
  process.exit(1);
};

const credentials = credentialsIn(process.env.CREDENTIALS_DIRECTORY);
// Where the PostgreSQL driver and pg_dump look for it.
const password = credentials('database-password');
if (password !== undefined) process.env.PGPASSWORD ??= password;

const [command = '', ...rest] = process.argv.slice(2);
const commands = new Map([
  ['account', accountCommand],
  ['enrol', enrolCommand],
  ['child', childCommand],
  ['backup', backupCommand],
  ['restore', restoreCommand],
]);
const run = commands.get(command);
if (run) {
  const outside = {
    clock: { now: () => Date.now() },
    chance: { bytes: (count: number) => randomBytes(count) },
    seals: nodeSeals(),
    say: (line: string) => console.log(line),
    complain: (line: string) => console.error(line),
  };
  process.exit(await run(rest, outside).catch(failed));
}

const args = process.argv.slice(2);
if (args.includes('--help') || args.includes('-h')) {
  console.log(usage);
  process.exit(0);
}
const options = readOptions(args);
if (!options.ok) misused(options.mistakes);
const register = options.value.register === undefined ? undefined : readRegisterFile(options.value.register);
if (register && !register.ok) misused(register.mistakes);

/** As the manifest of an installed release has it; none in a tree. */
const releaseHere = (): string | undefined => {
  try {
    const { version, counter } = JSON.parse(readFileSync(join(import.meta.dirname, '../manifest.json'), 'utf8'));
    return `${version}-${counter}`;
  } catch {
    return undefined;
  }
};
const release = releaseHere();

// The log goes to standard error at once: what was logged before a crash is there after it.
const logger = pino(pino.destination({ dest: 2, sync: true }));
const { register: _, parent: above, ...settings } = options.value;
// Its hub is told by the key's public half: the private one stays in its file.
const key = above && (await readOrMakeKey(above.keyFile).catch(failed));
const parent = above && key && { url: above.url, hub: above.hub, sign: key.sign };
const hub = await startHub({
  ...settings,
  config: withCredentials(settings.config, credentials),
  ...(register && { register: register.value }),
  ...(parent && { parent }),
  ...(release !== undefined && { release }),
  page: join(import.meta.dirname, '../dist/hub'),
  log: (event) => logger[hubEvents[event.event].level](event),
}).catch(failed);
console.log(`hub: ${hub.url} listens; Ctrl-C stops it`);
if (hub.metricsUrl) console.log(`hub: metrics at ${hub.metricsUrl}`);
if (above && key) {
  const child = `npm run hub -- child --database URL --hub ${above.hub} --public-key ${key.publicKey} --unit UNIT …`;
  console.log(`hub: tells ${above.url} as ${above.hub}; to be let in there: ${child}`);
}
if (!hub.hasReaders) console.log('hub: nobody can sign in yet; npm run hub -- account --help says how to let somebody');

const stop = () => void hub.close().then(() => process.exit(0), failed);
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
