import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { FromTerminal, LastWords, Reply, Said, Turn } from './messages.ts';

/** A terminal's process. Where it was killed, or killed itself before, a turn comes back with its last words. */
export interface TerminalProcess {
  /** Takes a turn; only one at a time. `killAfter`: microseconds after which it is killed, wherever it is. */
  take(turn: Turn, killAfter?: number): Promise<Reply | LastWords>;
  /** Kills it from outside, right now. */
  kill(): void;
  /** Resolves when it has ended, with the signal that ended it. */
  readonly ended: Promise<NodeJS.Signals | null>;
  /** Ends it in good order, together with what watches it. */
  end(): Promise<void>;
}

export const terminalProgram = resolve(import.meta.dirname, 'terminal-main.ts');

/**
 * `cache`: a folder for compiled code, which makes the second start a fast one. `program`: the same in another file.
 * `under`: a command that watches it.
 */
export function startTerminalProcess(
  cache: string,
  { program = terminalProgram, under = [] }: { readonly program?: string; readonly under?: readonly string[] } = {},
): TerminalProcess {
  const [command = '', ...args] = [...under, process.execPath, '--no-warnings', program];
  const child: ChildProcess = spawn(command, args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
  });
  let waiting: ((reply: Reply | LastWords) => void) | undefined;
  let said: FromTerminal[] = [];
  const answer = (reply: Reply | LastWords) => {
    const to = waiting;
    waiting = undefined;
    to?.({ ...reply, messages: [...said, ...reply.messages] });
    said = [];
  };
  const noMore = () => answer({ ended: true, messages: [] });
  // What was said before the end has all been heard when the channel closes, and not always when the exit is told.
  const closed = new Promise<void>((done) => child.once('disconnect', done));
  const ended = new Promise<NodeJS.Signals | null>((done) => {
    child.once('exit', (_, signal) => void closed.then(() => done(signal)));
  });
  child.on('message', (reply: Reply | Said) => {
    if ('more' in reply) said.push(...reply.messages);
    else answer(reply);
  });
  void ended.then(noMore);

  return {
    take: (turn, killAfter) =>
      new Promise((done) => {
        waiting = done;
        if (!child.connected) return noMore();
        child.send(turn, (error) => error && void ended.then(noMore));
        if (killAfter === undefined) return;
        // Nothing else may come between: the event loop would wait for the answer.
        const due = performance.now() + killAfter / 1000;
        while (performance.now() < due);
        child.kill('SIGKILL');
      }),
    kill: () => void child.kill('SIGKILL'),
    ended,
    async end() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
