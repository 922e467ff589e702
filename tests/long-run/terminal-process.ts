/** `npm run terminal` as a process that tells how much it holds. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { systemClock } from '../../terminal/system.ts';
import type { ProcessMeasure } from './gauge.ts';

export interface TerminalProcess {
  /** Where its page is. */
  readonly page: string;
  measure(): Promise<ProcessMeasure>;
  /** Its exit code, when it ends; nothing where a signal ended it. */
  readonly exited: Promise<number | null>;
  /** Ends it as Ctrl-C does, and by force when it does not end; answers its exit code. */
  stop(): Promise<number | null>;
}

const program = resolve(import.meta.dirname, '../../terminal/main.ts');
const longestStart = 120_000;
const longestStop = 30_000;
const gauge = resolve(import.meta.dirname, 'gauge-inside.ts');

/** Resolves when the page is served; rejects with what the program said when it ended instead. */
export async function startTerminal(config: string, journal: string): Promise<TerminalProcess> {
  const child = fork(program, ['--config', config, '--journal', journal, '--port', '0'], {
    execArgv: ['--no-warnings', '--import', gauge],
    silent: true,
  });
  const exited = new Promise<number | null>((ended) => child.once('exit', ended));
  const kill = () => child.kill('SIGKILL');
  const started = systemClock.after(longestStart, kill);
  const page = await addressOf(child).finally(started);
  return {
    page,
    exited,
    async measure() {
      child.send('measure');
      const [measure] = await once(child, 'message');
      return measure;
    },
    stop() {
      child.kill('SIGINT');
      void exited.then(systemClock.after(longestStop, kill));
      // Its line to here would keep it awake.
      if (child.connected) child.disconnect();
      return exited;
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  let output = '';
  return new Promise((resolve, reject) => {
    const take = (chunk: unknown) => {
      output = `${output}${chunk}`.slice(-4000);
      const [, page] = /^kiosk: (\S+)$/m.exec(output) ?? [];
      if (page) resolve(page);
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.once('exit', (code) =>
      reject(new Error(`the terminal ended with ${code} before it had started:\n${output}`)),
    );
  });
}
