import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface HubStart {
  /** `sqlite:FILE` or `postgres://…` */
  readonly database: string;
  /** It kills itself after so many statements, counted from when it serves. */
  readonly statements?: number;
}

/** A process that waits to be a hub. */
export interface HubProcess {
  /** Resolves with its address; undefined when it was killed before it served. */
  start(it: HubStart): Promise<string | undefined>;
  kill(): void;
  /** Resolves with the signal that ended it. */
  readonly ended: Promise<NodeJS.Signals | null>;
}

export const hubProgram = join(import.meta.dirname, 'mortal-hub-main.ts');

/** `cache`: a folder for compiled code. `program`: the same in another file. */
function startHubProcess(cache: string, program = hubProgram): HubProcess {
  const child = spawn(process.execPath, ['--no-warnings', program], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
  });
  const ended = once(child, 'exit').then(([, signal]) => signal as NodeJS.Signals | null);
  return {
    async start(it) {
      const said = once(child, 'message').then(([url]) => String(url));
      child.send(it, () => {});
      return Promise.race([said, ended.then(() => undefined)]);
    },
    kill: () => void child.kill('SIGKILL'),
    ended,
  };
}

/** Processes to be hubs, the next one started while one still runs. */
export function createHubProcesses(cache: string, program?: string) {
  let spare = startHubProcess(cache, program);
  return {
    take(): HubProcess {
      const taken = spare;
      spare = startHubProcess(cache, program);
      return taken;
    },
    async end() {
      spare.kill();
      await spare.ended;
    },
  };
}
export type HubProcesses = ReturnType<typeof createHubProcesses>;
