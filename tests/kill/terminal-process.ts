import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { Reply, Turn } from './messages.ts';

/** A terminal's process. Where it has killed itself, or was killed, a turn comes back empty. */
export interface TerminalProcess {
  /** Takes a turn; only one at a time. Undefined: the process is dead and has said nothing more. */
  take(turn: Turn): Promise<Reply | undefined>;
  /** Resolves when it has ended, with the signal that ended it. */
  readonly ended: Promise<NodeJS.Signals | null>;
  /** Ends it in good order, together with what watches it. */
  end(): Promise<void>;
}

const program = resolve(import.meta.dirname, 'terminal-main.ts');

/** `cache`: a folder for compiled code, which makes the second start a fast one. `under`: a command that watches it. */
export function startTerminalProcess(cache: string, under: readonly string[] = []): TerminalProcess {
  const [command = '', ...args] = [...under, process.execPath, '--no-warnings', program];
  const child: ChildProcess = spawn(command, args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
  });
  let waiting: ((reply: Reply | undefined) => void) | undefined;
  const answer = (reply: Reply | undefined) => {
    const to = waiting;
    waiting = undefined;
    to?.(reply);
  };
  // What was said before the end has all been heard when the channel closes, and not always when the exit is told.
  const closed = new Promise<void>((done) => child.once('disconnect', done));
  const ended = new Promise<NodeJS.Signals | null>((done) => {
    child.once('exit', (_, signal) => void closed.then(() => done(signal)));
  });
  child.on('message', (reply: Reply) => answer(reply));
  void ended.then(() => answer(undefined));

  return {
    take: (turn) =>
      new Promise((done) => {
        if (!child.connected) return done(undefined);
        waiting = done;
        child.send(turn, (error) => error && void ended.then(() => answer(undefined)));
      }),
    ended,
    async end() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
