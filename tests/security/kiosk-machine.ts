/** What a terminal's machine has and the tests of its lockdown need; and the account its browser runs under. */
import { spawnSync } from 'node:child_process';

const tools = {
  chromium: 'chromium',
  Xvfb: 'xvfb',
  xdotool: 'xdotool',
  cage: 'cage',
  unshare: 'util-linux',
  setpriv: 'util-linux',
  udevadm: 'udev',
  'umockdev-run': 'umockdev',
} as const;

export type Tool = keyof typeof tools;

/** Nobody: an account without a right, a home or a group. */
export const nobody = { uid: 65_534, gid: 65_534 } as const;

/** As nobody, for good: what is started has no way back. */
export const asNobody = [
  'setpriv',
  `--reuid=${nobody.uid}`,
  `--regid=${nobody.gid}`,
  '--clear-groups',
  '--no-new-privs',
  // Whoever started it takes it along.
  '--pdeathsig=KILL',
  '--',
] as const;

const succeeds = (command: string, ...args: readonly string[]) => spawnSync(command, args).status === 0;

/** Why tests with these tools cannot run here; undefined where they can. */
function lackOf(needed: readonly Tool[]): string | undefined {
  const missing = needed.filter((it) => !succeeds('which', it)).map((it) => tools[it]);
  if (missing.length > 0) return `without ${[...new Set(missing)].join(', ')}`;
  if (process.getuid?.() !== 0) return 'without root, who may become nobody';
  if (!succeeds('unshare', '--mount', 'true')) return 'without a mount namespace of one’s own';
  const [become, ...rest] = asNobody;
  return succeeds(become, ...rest, 'unshare', '--user', 'true') ? undefined : 'without user namespaces, the sandbox’s';
}

/**
 * How tests go where a tool or a right of theirs is missing: skipped, with the reason in `title`; they fail under
 * REQUIRE_KIOSK=1.
 */
export function onKioskMachine(...needed: readonly Tool[]): { readonly skip: boolean; readonly title: string } {
  const lack = lackOf(needed);
  return { skip: lack !== undefined && process.env.REQUIRE_KIOSK !== '1', title: lack ? ` (${lack})` : '' };
}
