import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { systemdOrSkip } from './systemd.ts';

/** A terminal of the machine the tests run on: every Linux has one, few have a serial port. */
const device = 'tty1';
const folder = 'deploy/terminal/udev';
const rules = Object.fromEntries(
  ['70-hospital-kiosk-devices.rules', '71-hospital-kiosk-cabinet.rules'].map((file) => [
    file,
    readFileSync(`${folder}/${file}`, 'utf8'),
  ]),
);

function skipped(): { readonly skip: boolean; readonly title: string } {
  const { skip, title } = systemdOrSkip();
  const tried = spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;
  const there = readdirSync('/sys/class/tty').includes(device);
  if (tried && there) return { skip, title };
  return { skip: !there || process.env.REQUIRE_KIOSK !== '1', title: ` (needs to mount, and ${device})` };
}
const { skip, title } = skipped();

/** What udev makes of the rules, in a mount namespace with a /dev of its own, and without the machine's other rules. */
function judged(files: Readonly<Record<string, string>>, of = device): string {
  const script = [
    'set -e',
    'mount -t tmpfs none /dev; mknod /dev/null c 1 3',
    `mknod /dev/${of} c $(tr : ' ' < /sys/class/tty/${of}/dev)`,
    'mkdir -p /run/udev; mount -t tmpfs none /run/udev; mkdir /run/udev/rules.d',
    ...['/usr/lib/udev/rules.d', '/etc/udev/rules.d'].map((it) => `! [ -d ${it} ] || mount -t tmpfs none ${it}`),
    ...Object.entries(files).map(
      ([name, text]) => `cat > /run/udev/rules.d/${name} <<'END-OF-RULES'\n${text}\nEND-OF-RULES`,
    ),
    `udevadm test --action=add /sys/class/tty/${of} 2>&1`,
  ];
  return spawnSync('unshare', ['-m', 'sh', '-c', script.join('\n')], { encoding: 'utf8' }).stdout;
}

/** The same rules for a device that is here. */
const asHere = Object.fromEntries(
  Object.entries(rules).map(([file, text]) => [
    file,
    // Groups of the terminal's own are on no machine that is none.
    text
      .replaceAll('ttyS[0-9]*', 'tty[0-9]*')
      .replaceAll('"ttyS1"', `"${device}"`)
      .replaceAll('kiosk-devices', 'daemon'),
  ]),
);

const complaint = /\.rules:\d+ (?!GROUP|MODE|LINK|SYMLINK)/;

describe(`udev reads the rules of the device shelf${title}`, { skip }, () => {
  test('and complains of none', () => {
    const said = judged(asHere);
    expect(said).toContain('Reading rules file: /run/udev/rules.d/70-hospital-kiosk-devices.rules');
    expect(said).not.toMatch(complaint);
    expect(judged({ '70-wrong.rules': 'SUBSYSTEM=="tty", GRUOP="daemon"' })).toMatch(complaint);
  });

  test('a serial port gets its group and the name of what is plugged in there', () => {
    const said = judged(asHere);
    const group = /^daemon:x:(\d+):/m.exec(readFileSync('/etc/group', 'utf8'))?.[1];
    expect(said).toMatch(new RegExp(`70-hospital-kiosk-devices.rules:\\d+ GROUP ${group}`));
    expect(said).toContain("LINK 'kiosk/id-card-reader'");
    expect(judged(rules)).not.toContain('GROUP');
  });
});

test('every device class the unit lets the terminal use has its rule, and the other way round', () => {
  const unit = readFileSync('deploy/terminal/systemd/hospital-kiosk-terminal.service', 'utf8');
  const allowed = [...unit.matchAll(/^DeviceAllow=char-(\w+) rw$/gm)].map(([, name = '']) => name);
  const ruled = ['ttyS', 'ttyUSB', 'ttyACM', 'hidraw'];
  expect(allowed.sort()).toEqual([...ruled].sort());
  const shelf = rules['70-hospital-kiosk-devices.rules'] ?? '';
  for (const name of ruled)
    expect(shelf).toMatch(new RegExp(`"(.*\\|)?${name}(\\[0-9\\]\\*)?(\\|.*)?", .*GROUP="kiosk-devices"`));
});
