import { spawnSync } from 'node:child_process';
import { type Program, programs } from './programs.ts';

const systemctl = (...args: string[]) => spawnSync('systemctl', args, { encoding: 'utf8' });

/** Which programs start with this machine. */
export const enabledPrograms = (): readonly Program[] =>
  programs.filter(({ unit }) => systemctl('is-enabled', '--quiet', unit).status === 0);

/** Starts a program anew, even when it was given up after too many failures. Gives what systemd complained of. */
export const restartUnit = ({ unit }: Program): string | undefined => {
  systemctl('reset-failed', unit);
  const { status, stderr, error } = systemctl('restart', unit);
  if (status === 0) return undefined;
  return (error?.message ?? stderr).trim() || `systemctl ended with ${status}`;
};
