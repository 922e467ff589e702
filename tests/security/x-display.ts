/** An X display without a window manager, in memory, and the hands before it: keys and a mouse. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const glass = { width: 720, height: 1280 } as const;

export interface XDisplay {
  /** The variables that name it. */
  readonly variables: Readonly<Record<string, string>>;
  /** Has xdotool do something. */
  hands(...args: readonly string[]): Promise<string>;
  /** The titles of what stands on it and can be seen. */
  windows(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function openXDisplay(): Promise<XDisplay> {
  const size = `${glass.width}x${glass.height}x24`;
  // The server looks for a free number itself and says it on descriptor 3. No access control: others have other displays.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', '-ac'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [said] = await once(server.stdio[3] as NodeJS.ReadableStream, 'data');
  const variables = { DISPLAY: `:${String(said).trim()}` };
  const options = { env: { ...process.env, ...variables }, timeout: 20_000 };
  const hands = async (...args: readonly string[]) => (await run('xdotool', args, options)).stdout;
  return {
    variables,
    hands,
    async windows() {
      // The search ends with an error where it finds nothing.
      const found = await hands('search', '--onlyvisible', '--name', '.').catch(() => '');
      const ids = found.split('\n').filter(Boolean);
      return Promise.all(ids.map(async (id) => (await hands('getwindowname', id).catch(() => '')).trim()));
    },
    async close() {
      const ended = once(server, 'exit');
      server.kill();
      await ended;
    },
  };
}
