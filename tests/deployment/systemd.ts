import { spawnSync } from 'node:child_process';

/**
 * Tests that ask systemd's own tools go so where they are not there, or not ours to use: skipped, with the reason; they
 * fail under REQUIRE_SYSTEMD=1.
 */
export function systemdOrSkip(): { readonly skip: boolean; readonly title: string } {
  const lacks = ['systemd-analyze', 'systemd-sysusers', 'systemd-tmpfiles', 'systemd-notify', 'udevadm', 'perl'].filter(
    (tool) => spawnSync(tool, ['--version']).status !== 0,
  );
  const why = lacks.length > 0 ? `needs ${lacks.join(', ')}` : process.getuid?.() === 0 ? '' : 'needs to be root';
  return { skip: why !== '' && process.env.REQUIRE_SYSTEMD !== '1', title: why === '' ? '' : ` (${why})` };
}
