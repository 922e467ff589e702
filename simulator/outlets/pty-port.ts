/**
 * A serial port made by socat: a pseudo-terminal under a name of our own, which becomes a client of a TCP port when a
 * program opens it, and hangs up when the program closes it. Then socat ends, and another takes its place.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { lstat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, sleep } from '../../device-drivers/contract/clock.ts';

export const hasSocat = (): boolean => spawnSync('socat', ['-V'], { stdio: 'ignore' }).error === undefined;

export const socatAdvice =
  'socat is not on this machine, so the serial devices are on TCP only; with it they are serial ports too (Debian: apt-get install socat, macOS: brew install socat).';

/** Milliseconds between two looks whether the port is there, and until a socat that ended is followed by the next. */
const pauses = { look: 10, next: 50 };
/** Seconds between socat's looks whether somebody has opened the port, and for what is on its way when one side ends. */
const patience = { opened: '0.02', ended: '0.05' };

export interface PtyPort {
  /** What a program opens. */
  readonly path: string;
  open(): Promise<void>;
  /** Whoever has it open is hung up on, and the path is gone. */
  close(): Promise<void>;
}

export function createPtyPort(plan: {
  readonly clock: Clock;
  readonly folder: string;
  readonly name: string;
  /** Where it leads. */
  readonly host: string;
  readonly port: () => number;
}): PtyPort {
  const { clock, folder, name } = plan;
  const path = join(folder, name);
  let running: { readonly socat: ChildProcess; readonly ended: Promise<string> } | undefined;
  let wanted = false;

  async function start(): Promise<void> {
    const pty = ['pty', 'raw', 'echo=0', `link=${name}`, 'wait-slave', `pty-interval=${patience.opened}`].join(',');
    const tcp = `TCP:${plan.host}:${plan.port()},nodelay`;
    const socat = spawn('socat', ['-t', patience.ended, pty, tcp], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const { promise: ended, resolve } = Promise.withResolvers<string>();
    let said = '';
    socat.stderr.on('data', (chunk) => {
      said += chunk;
    });
    socat.once('error', (error) => resolve(error.message));
    socat.once('close', (code) => resolve(said.trim() || `it ended with ${code}`));
    running = { socat, ended };
    // Nobody else ends it when this program falls.
    const fall = () => socat.kill();
    process.once('exit', fall);
    let failure: string | undefined;
    void ended.then((how) => {
      failure = how;
      process.off('exit', fall);
    });
    while (!(await isLink(path))) {
      if (failure !== undefined) throw new Error(`${name}: socat made no port ${path} (${failure}).`);
      await sleep(clock, pauses.look);
    }
    void ended.then(followUp);
  }

  function followUp(): void {
    running = undefined;
    clock.after(pauses.next, () => {
      if (wanted && !running) start().catch(followUp);
    });
  }

  return {
    path,
    async open() {
      // One that was left over would be taken for the new one.
      if (await isLink(path)) await unlink(path);
      wanted = true;
      await start().catch((error: unknown) => {
        wanted = false;
        running = undefined;
        throw error;
      });
    },
    async close() {
      wanted = false;
      running?.socat.kill();
      await running?.ended;
      if (await isLink(path)) await unlink(path);
    },
  };
}

const isLink = (path: string): Promise<boolean> =>
  lstat(path).then(
    (found) => found.isSymbolicLink(),
    () => false,
  );
