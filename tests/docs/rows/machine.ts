import { inPlaceOf, installed, type Row } from '../row.ts';

/** The folders of a machine stand in a folder of the ground's. */
const inFolder = (command: string): string => command.replace(/ \/(etc|usr|var)\//g, ' var/root/$1/');

/** A unit is asked for by its name: one of ours has its file. */
const unitFiles = (command: string): string =>
  (command.match(/hospital-(?:kiosk|hub)[\w-]*(?:\.\w+)?/g) ?? [])
    .map((unit) => `find -L deploy -name ${unit.includes('.') ? unit : `${unit}.service`} | grep .`)
    .join(' && ');

/** What a command asks of the machine it runs on, of its services and of other people's programs. */
export const machineRows: readonly Row[] = [
  {
    form: /install -m 0644 deploy\/\S+ \/etc\/\S+/,
    how: {
      as: (command) =>
        inFolder(command)
          .replace(/^install /, 'install -D ')
          .replace(/-D (.*\* )(\S+)$/, '$1-D -t $2'),
    },
  },
  {
    form: /systemd-sysusers && systemd-tmpfiles --create/,
    how: {
      as: inPlaceOf(
        ['systemd-sysusers', 'systemd-sysusers --root="$PWD/var/root"'],
        ['--create', '--create --root="$PWD/var/root"'],
      ),
      needs: 'SYSTEMD',
      follows: true,
    },
  },
  {
    form: 'systemd-analyze security',
    how: { triedBy: 'tests/hub-operations/deployment.test.ts', words: "'systemd-analyze', ['security'" },
  },
  { form: /(systemctl|journalctl) .*hospital-(kiosk|hub).*/, how: { as: unitFiles } },
  { form: /HUB_NAME=\S+ caddy validate .*/, how: { says: /Valid configuration/, needs: 'CADDY' } },
  {
    form: /runuser -u postgres -- psql --file \S+database\.sql/,
    how: { triedBy: 'tests/hub-operations/deployment.test.ts', words: "'database.sql'" },
  },
  { form: /systemctl restart postgresql/, how: { leftOut: 'a service of the machine' } },
  { form: 'cd /opt/hospital-kiosk/current', how: { as: installed } },
  { form: 'install -d -m 0700 /etc/credstore.encrypted', how: { as: inFolder } },
  {
    form: /(systemd-ask-password -n \| )?systemd-creds encrypt .*/,
    how: { leftOut: 'it seals to the machine it runs on' },
  },
  { form: /apt-get install .*/, how: { leftOut: 'packages of the machine' } },
  { form: /socat pty,raw,.*/, how: { triedBy: 'tests/pseudo-terminal.ts', words: 'socat' } },
  {
    form: /npm install --no-save (--prefix pcsc )?smartcard@\S+/,
    how: { triedBy: '.ci/run', words: 'npm install --no-save smartcard@' },
  },
  { form: 'npm ci', how: { triedBy: '.ci/run', words: 'npm ci' } },
  {
    form: /PCSC_MODULE=\S+ runuser .* devices test .* --as chip-card-reader/,
    how: { triedBy: 'device-drivers/links/node-pcsc.test.ts', words: 'PCSC_MODULE names' },
  },
  { form: 'umount /mnt', how: { leftOut: 'a medium of the machine' } },
  { form: /(ls -l \/(dev|etc)\/\S+|id \S+|ss \S+|df -h)/, how: { leftOut: 'it looks at an installed machine' } },
  { form: /udevadm (control|info|trigger) .*/, how: { leftOut: 'udev of the machine' } },
  { form: 'sudo modprobe uhid', how: { leftOut: 'the kernel of the machine' } },
  {
    form: /lpadmin .*/,
    how: { leftOut: 'CUPS; device-drivers/ipp-printer/ippeveprinter.test.ts prints through a real IPP printer' },
  },
];
