import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  globSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemdOrSkip } from './systemd.ts';

const installer = 'deploy/terminal/install';
const units = ['hospital-kiosk-terminal.service', 'hospital-kiosk-screen.service', 'hospital-kiosk-settle.service'];
const { skip, title } = systemdOrSkip();

/** What an installation puts there once, and is the machine's own from then on. */
const own = [
  'etc/hospital-kiosk/terminal.yaml',
  'etc/udev/rules.d/59-hospital-kiosk-allowed-keyboards.rules',
  'etc/udev/rules.d/71-hospital-kiosk-cabinet.rules',
];

/** What Ctrl, Alt and Del together would start. */
const threeKeys = 'etc/systemd/system/ctrl-alt-del.target';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'kiosk-root-')));
});
afterEach(() => rmSync(root, { recursive: true }));

const run = (command: string, ...args: string[]) => spawnSync(command, args, { encoding: 'utf8' });

function install(...args: string[]) {
  const { status, stdout, stderr } = run(installer, ...args, '--root', root);
  return { status, said: stdout + stderr };
}

const filesIn = (folder: string) =>
  globSync('**/*', { cwd: folder })
    .filter((it) => lstatSync(join(folder, it)).isFile())
    .sort();

/** The system's own units and the programs that ours start, without which theirs cannot be judged. */
function withSystem(): void {
  cpSync('/usr/lib/systemd/system', join(root, 'usr/lib/systemd/system'), { recursive: true, verbatimSymlinks: true });
  const programs = [
    '/opt/hospital-kiosk/current/bin/node',
    '/opt/hospital-kiosk/current/bin/hospital-kiosk-update',
    '/opt/hospital-kiosk/current/deploy/terminal/cage/kiosk-session',
    '/bin/rm',
    '/usr/bin/chvt',
    ...new Set(readFileSync('/etc/shells', 'utf8').match(/^\/.*$/gm)),
  ];
  for (const program of programs) {
    mkdirSync(join(root, dirname(program)), { recursive: true });
    writeFileSync(join(root, program), '');
    chmodSync(join(root, program), 0o755);
  }
}

describe(`the terminal is installed into a tree${title}`, { skip }, () => {
  test('its users, folders and units are there, and enabled', () => {
    expect(install()).toMatchObject({ status: 0 });
    const passwords = readFileSync(join(root, 'etc/passwd'), 'utf8');
    expect(passwords).toMatch(/^hospital-kiosk:.*:\/usr\/sbin\/nologin$/m);
    expect(passwords).toMatch(/^kiosk-screen:.*:\/usr\/sbin\/nologin$/m);
    const groups = readFileSync(join(root, 'etc/group'), 'utf8');
    expect(groups).toMatch(/^kiosk-devices:x:\d+:hospital-kiosk$/m);

    const idOf = (name: string, file: string) => Number(new RegExp(`^${name}:x:(\\d+):`, 'm').exec(file)?.[1]);
    const screen = statSync(join(root, 'run/hospital-kiosk'));
    expect(screen.mode & 0o7777).toBe(0o2750);
    expect([screen.uid, screen.gid]).toEqual([idOf('hospital-kiosk', passwords), idOf('kiosk-screen', groups)]);
    const config = statSync(join(root, 'etc/hospital-kiosk/terminal.yaml'));
    expect(config.mode & 0o7777).toBe(0o640);
    expect(config.gid).toBe(idOf('hospital-kiosk', groups));

    const wants = 'etc/systemd/system/multi-user.target.wants/hospital-kiosk-terminal.service';
    expect(filesIn(root)).toEqual(expect.arrayContaining(units.map((unit) => `etc/systemd/system/${unit}`)));
    expect(run('readlink', join(root, wants)).stdout.trim()).toBe(`/etc/systemd/system/${units[0]}`);
    expect(run('readlink', join(root, threeKeys)).stdout.trim()).toBe('/dev/null');
  });

  test('a second time changes nothing but what the release brings, and never what is the machine’s own', () => {
    install();
    const unit = join(root, 'etc/systemd/system', units[0] ?? '');
    const asBrought = readFileSync(unit, 'utf8');
    for (const file of [...own, unit.slice(root.length + 1)]) writeFileSync(join(root, file), '# changed\n');
    const before = filesIn(root);
    expect(install()).toMatchObject({ status: 0 });
    expect(filesIn(root)).toEqual(before);
    for (const file of own) expect(readFileSync(join(root, file), 'utf8')).toBe('# changed\n');
    expect(readFileSync(unit, 'utf8')).toBe(asBrought);
  });

  test('a removal takes away what was put there, and leaves what is the machine’s own', () => {
    install();
    writeFileSync(join(root, 'var/lib/hospital-kiosk/terminal/journal.sqlite'), '');
    expect(install('--remove')).toMatchObject({ status: 0 });
    expect(filesIn(root).filter((it) => it.startsWith('etc') && it.includes('kiosk'))).toEqual(own);
    expect(existsSync(join(root, 'var/lib/hospital-kiosk/terminal/journal.sqlite'))).toBe(true);
    expect(lstatSync(join(root, threeKeys), { throwIfNoEntry: false })).toBeUndefined();
    expect(install('--remove')).toMatchObject({ status: 0 });
  });

  test('systemd finds nothing wrong with the units, and would with a wrong one', () => {
    withSystem();
    install();
    const verify = () => run('systemd-analyze', 'verify', `--root=${root}`, '--man=no', ...units);
    const said = verify();
    expect(said.stderr).toBe('');
    expect(said.status).toBe(0);
    const unit = join(root, 'etc/systemd/system', units[0] ?? '');
    writeFileSync(unit, readFileSync(unit, 'utf8').replace('WatchdogSec=', 'WatchDogSecs='));
    expect(verify().stderr).toContain('WatchDogSecs');
  });

  /** As systemd 252 reckons: 0 is nothing to attack with, 10 everything. docs/deployment.md states the figures. */
  test.each([
    [units[0] ?? '', 1.6],
    [units[1] ?? '', 4.0],
  ])('%s is exposed by %d at most', (unit, most) => {
    const file = join('deploy/terminal/systemd', unit);
    const args = ['security', '--offline=true', '--no-pager', `--threshold=${Math.round(most * 10)}`, file];
    const { status, stdout } = run('systemd-analyze', ...args);
    expect(stdout).toMatch(/Overall exposure level/);
    expect(status).toBe(0);
    expect(readFileSync('docs/deployment.md', 'utf8')).toContain(`\`${unit}\` ${most.toFixed(1)}`);
  });
});

test('an option that nobody knows, and a tree that is not there, are refused', () => {
  expect(install('--everything')).toMatchObject({
    status: 2,
    said: expect.stringContaining('"--everything" is no option'),
  });
  const nowhere = run(installer, '--root', join(root, 'nowhere'));
  expect(nowhere.status).toBe(2);
  expect(nowhere.stderr).toContain('is no folder');
  expect(run(installer, '--help').stdout).toContain('--root DIR');
});
