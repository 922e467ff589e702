/**
 * Debian's Chromium as a terminal starts it: by the session's own script, with its policy, as nobody, the sandbox on. The
 * policy stands in a view of /etc that only this browser has.
 */
import { spawn } from 'node:child_process';
import { chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asNobody, nobody } from './kiosk-machine.ts';

export type Policy = Readonly<Record<string, unknown>>;

export const deployed = {
  session: 'deploy/terminal/cage',
  policy: 'deploy/terminal/chromium/policy.json',
} as const;

export const deployedPolicy = (): Policy => JSON.parse(readFileSync(deployed.policy, 'utf8'));

/** The policy for a page on another port than the terminal's. */
export function policyFor(address: string): Policy {
  const { host } = new URL(address);
  return JSON.parse(readFileSync(deployed.policy, 'utf8').replaceAll('127.0.0.1:8100', host));
}

/** A folder of nobody's own. */
export function nobodysFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-nobody-'));
  chownSync(folder, nobody.uid, nobody.gid);
  return folder;
}

/** A folder as /etc/chromium is, with this policy; nobody may read it. */
export function etcWith(policy: Policy | undefined): string {
  const etc = nobodysFolder();
  const managed = join(etc, 'policies/managed');
  mkdirSync(managed, { recursive: true });
  if (policy) writeFileSync(join(managed, 'hospital-kiosk.json'), JSON.stringify(policy));
  return etc;
}

/** With `etc` for Chromium's configuration. */
const inside = (etc: string, command: readonly string[]) => [
  ...['--mount', '--propagation=private', '--'],
  ...['sh', '-c', 'mount --bind "$0" /etc/chromium && exec "$@"', etc],
  ...asNobody,
  ...command,
];

export interface BrowserOptions {
  /** What it opens. */
  readonly address: string;
  /** What the administrator wants; nothing for a browser that nobody manages. */
  readonly policy: Policy | undefined;
  /** Where it draws: the variables that say so. */
  readonly display: Readonly<Record<string, string>>;
  /** Which of the session's scripts: the browser alone (usually), or all of it with its compositor. */
  readonly script?: 'browser' | 'kiosk-session';
}

export interface KioskBrowser {
  /** Nobody's folder in memory, in which a compositor opens its socket. */
  readonly folder: string;
  /** What it and its compositor said. */
  said(): string;
  /** Ends with it. */
  readonly gone: Promise<void>;
  close(): Promise<void>;
}

export function startKioskBrowser({ address, policy, display, script = 'browser' }: BrowserOptions): KioskBrowser {
  const folder = nobodysFolder();
  const etc = etcWith(policy);
  const session = join(folder, 'session');
  cpSync(deployed.session, session, { recursive: true });
  const named = join(folder, 'screen');
  writeFileSync(named, `${address}\n`);

  const child = spawn('unshare', inside(etc, [join(session, script), named]), {
    cwd: folder,
    env: { PATH: process.env.PATH, LANG: 'C.UTF-8', XDG_RUNTIME_DIR: folder, HOME: folder, ...display },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, to be ended as a whole.
    detached: true,
  });
  let said = '';
  const take = (chunk: unknown) => {
    said += chunk;
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    folder,
    said: () => said,
    gone,
    async close() {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
        process.kill(-child.pid, 'SIGKILL');
      await gone;
      for (const it of [folder, etc]) rmSync(it, { recursive: true, force: true });
    },
  };
}
