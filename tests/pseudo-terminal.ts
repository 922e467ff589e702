import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export const hasSocat = (): boolean => spawnSync('socat', ['-V']).error === undefined;

/** How tests over a pty go on a machine without socat: skipped, with the reason in `title`; they fail under REQUIRE_SOCAT=1. */
export function socatOrSkip(): { readonly skip: boolean; readonly title: string } {
  const missing = !hasSocat();
  return {
    skip: missing && process.env.REQUIRE_SOCAT !== '1',
    title: missing ? ' (needs socat, which is not on this machine)' : '',
  };
}

/** A serial cable inside this machine: two ports, what goes into one comes out of the other. Plugged in to begin with. */
export interface PseudoTerminal {
  readonly near: string;
  readonly far: string;
  /** Both ports are gone. */
  readonly unplug: () => Promise<void>;
  /** They are there again, under the same names. */
  readonly plug: () => Promise<void>;
  /** Unplugs it and clears away. */
  readonly close: () => Promise<void>;
}

export async function openPseudoTerminal(): Promise<PseudoTerminal> {
  const folder = mkdtempSync(join(tmpdir(), 'pty-'));
  const near = join(folder, 'near');
  const far = join(folder, 'far');
  let end = async () => {};
  async function plug() {
    const port = (path: string) => `pty,raw,echo=0,link=${path}`;
    const socat = spawn('socat', [port(near), port(far)], { stdio: 'ignore' });
    const ended = new Promise<string>((resolve) => {
      socat.once('error', (error) => resolve(error.message));
      socat.once('exit', (code) => resolve(`it ended with ${code}`));
    });
    let failure: string | undefined;
    void ended.then((how) => {
      failure = how;
    });
    while (!existsSync(near) || !existsSync(far)) {
      if (failure !== undefined) throw new Error(`socat made no pair of ports: ${failure}`);
      await wait(5);
    }
    end = async () => {
      socat.kill();
      await ended;
    };
  }
  await plug();
  return {
    near,
    far,
    plug,
    unplug: () => end(),
    async close() {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
