/** systemd, as a service of it sees it: where it left word, and how it is told. */
import { execFile } from 'node:child_process';
import { chmod, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface ServiceManager {
  /** Brings states of `sd_notify` to systemd; whether they got there. Nothing where none asked for them. */
  notify(...states: readonly string[]): Promise<boolean>;
  /** How often it hears `WATCHDOG=1`, in milliseconds: three times within its limit, so that one may be lost. Absent where it keeps no watch. */
  readonly watchEvery: number | undefined;
  /** Whether there is a place to lay the page's address. */
  readonly laysAddress: boolean;
  /** Lays the page's address where the session that shows it finds it. Returns how to take it away. */
  layAddress(url: string): Promise<() => Promise<void>>;
}

type Environment = Readonly<Record<string, string | undefined>>;

export function serviceManager(environment: Environment, pid: number): ServiceManager {
  const { NOTIFY_SOCKET, WATCHDOG_USEC, WATCHDOG_PID, RUNTIME_DIRECTORY } = environment;
  const isWatched = NOTIFY_SOCKET !== undefined && (WATCHDOG_PID === undefined || Number(WATCHDOG_PID) === pid);
  const limit = isWatched ? Number(WATCHDOG_USEC ?? 0) / 1000 : 0;
  return {
    notify: (...states) => (NOTIFY_SOCKET === undefined ? Promise.resolve(true) : tell(states)),
    watchEvery: limit > 0 ? limit / 3 : undefined,
    laysAddress: RUNTIME_DIRECTORY !== undefined,
    layAddress: (url) => layAddress(url, RUNTIME_DIRECTORY),
  };
}

/**
 * Node has no datagram sockets of the Unix kind, so systemd's own tool carries the word; the unit lets it by
 * `NotifyAccess=all`. What it could not bring is missed by systemd, which then does what the unit says. A tool that
 * hangs is given up while there is still time to try again.
 */
const tell = (states: readonly string[]): Promise<boolean> =>
  new Promise((resolve) => {
    execFile('systemd-notify', [...states], { timeout: 5_000 }, (error) => resolve(error === null));
  });

/** Readable for the folder's group and nobody else: whoever has the address has the screen. */
async function layAddress(url: string, folder: string | undefined): Promise<() => Promise<void>> {
  if (folder === undefined) return async () => {};
  const file = join(folder, 'screen');
  const aside = `${file}.new`;
  await rm(aside, { force: true });
  await writeFile(aside, `${url}\n`, { mode: 0o640, flag: 'wx' });
  // What the process masks out of the mode would keep the session from it.
  await chmod(aside, 0o640);
  await rename(aside, file);
  return () => rm(file, { force: true });
}
