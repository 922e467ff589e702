import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { straceOrSkip } from '../kill/syncs.ts';
import { systemdOrSkip } from './systemd.ts';
import { startService } from './terminal-service.ts';

/** Without systemd's tools or strace it is skipped, and the title says what is missing. */
const asked = [systemdOrSkip(), straceOrSkip()];
const skip = asked.some((it) => it.skip);
const title = asked.map((it) => it.title).join('');

/** The calls in one of systemd's sets, the sets inside it followed. */
function callsIn(set: string): Set<string> {
  const { stdout } = spawnSync('systemd-analyze', ['syscall-filter', '--no-pager', set], { encoding: 'utf8' });
  const names = [...stdout.matchAll(/^ +(@?[a-z0-9_-]+)$/gm)].map(([, name = '']) => name);
  return new Set(names.flatMap((name) => (name.startsWith('@') ? [...callsIn(name)] : [name])));
}

/** What the unit's filter lets through, and what it takes out again. */
function filterOf(unit: string): { readonly allowed: Set<string>; readonly refused: readonly string[] } {
  const lines = [...unit.matchAll(/^SystemCallFilter=(~?)(.*)$/gm)];
  const of = (sign: string) =>
    new Set(
      lines.flatMap(([, it, sets = '']) => (it === sign ? sets.split(' ').flatMap((set) => [...callsIn(set)]) : [])),
    );
  return { allowed: of(''), refused: [...of('~')] };
}

/** Which calls there are differs from one architecture to another; strace refuses a name it does not know. */
const knownHere = (calls: readonly string[]) =>
  calls.filter((call) => spawnSync('strace', ['-qq', '-e', `trace=${call}`, '-o', '/dev/null', 'true']).status === 0);

test(`a terminal starts and answers under its unit's filter of system calls${title}`, {
  skip,
  timeout: 120_000,
}, async () => {
  const unit = readFileSync('deploy/terminal/systemd/hospital-kiosk-terminal.service', 'utf8');
  const { allowed, refused } = filterOf(unit);
  expect(allowed.size).toBeGreaterThan(200);
  expect(refused).toContain('setuid');
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-calls-'));
  const trace = join(folder, 'trace');
  const denying = ['-e', `inject=${knownHere(refused).join(',')}:error=EPERM`];
  const service = startService({
    watchdog: 60_000,
    under: ['strace', '-f', '-qq', '-o', trace, '-e', 'signal=none', '-e', 'trace=all', ...denying],
  });
  try {
    await expect.poll(service.port, { timeout: 60_000 }).toBeDefined();
    await expect
      .poll(async () => (await fetch(`http://127.0.0.1:${service.port()}/health`)).status, { timeout: 60_000 })
      .toBe(200);
    expect((await fetch(`http://127.0.0.1:${service.port()}/metrics`)).status).toBe(200);
    const used = new Set(readFileSync(trace, 'utf8').match(/(?<=^\d+ +)[a-z0-9_]+(?=\()/gm));
    expect(used.size).toBeGreaterThan(40);
    // Those that were refused did no harm: it answers.
    expect([...used].filter((call) => !allowed.has(call) && !refused.includes(call))).toEqual([]);
  } finally {
    await service.close();
    rmSync(folder, { recursive: true });
  }
});
