/** `npm run twin`: lives the month of a published usage table, and has the hub print it. */
import { setTimeout as pause } from 'node:timers/promises';
import { systemChance } from '../../terminal/system.ts';
import { readOptions, usage } from './options.ts';
import { showProgress } from './progress.ts';
import { runTwin } from './twin.ts';

const complain = (line: string) => console.error(line);

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(usage);
    return 0;
  }
  const read = readOptions(args);
  if (!read.ok) {
    for (const mistake of read.mistakes) complain(`twin: ${mistake}`);
    complain(`\n${usage}`);
    return 2;
  }
  const now = () => performance.now();
  const { HUB_ACCOUNT: account, HUB_PASSWORD: password } = process.env;
  return runTwin(read.options, {
    now,
    pause: async (milliseconds) => void (await pause(milliseconds)),
    chance: systemChance,
    folder: 'var/twin',
    ...(account && password && { administrator: { account, password } }),
    say: (line) => console.log(line),
    complain,
    progress: (visits, done) =>
      showProgress(visits, done, { isTerminal: process.stderr.isTTY === true, now, complain }),
  });
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = 2;
  },
);
