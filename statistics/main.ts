import pino from 'pino';
import { readOptions, usage } from './options.ts';
import { type Mistake, mistakeText } from './problem.ts';
import { readRegisterFile } from './register-file.ts';
import { HubStartError, startHub } from './server.ts';

const misused: (mistakes: readonly Mistake[]) => never = (mistakes) => {
  for (const mistake of mistakes) console.error(`hub: ${mistakeText(mistake)}`);
  console.error(`\n${usage}`);
  process.exit(2);
};

const failed: (error: unknown) => never = (error) => {
  console.error(error instanceof HubStartError ? `hub: ${error.message}` : error);
  process.exit(1);
};

const args = process.argv.slice(2);
if (args.includes('--help') || args.includes('-h')) {
  console.log(usage);
  process.exit(0);
}
const options = readOptions(args);
if (!options.ok) misused(options.mistakes);
const register = readRegisterFile(options.value.register);
if (!register.ok) misused(register.mistakes);

// The log goes to standard error at once: what was logged before a crash is there after it.
const logger = pino(pino.destination({ dest: 2, sync: true }));
const hub = await startHub({
  ...options.value,
  register: register.value,
  log: (event) => (event.event === 'hub.failed' ? logger.error(event) : logger.info(event)),
}).catch(failed);
console.log(`hub: ${hub.url} listens to ${register.value.terminals.length} terminals; Ctrl-C stops it`);

const stop = () => void hub.close().then(() => process.exit(0), failed);
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
