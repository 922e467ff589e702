import type { Ground } from '../ground.ts';
import { inPlaceOf, installed, type Row } from '../row.ts';

const atHospital = (command: string, { hospital }: Ground): string =>
  command.replace(/https:\/\/his\.example\/api\/v1|http:\/\/127\.0\.0\.1:8300\/api\/v1|URL|地址/, hospital);

/** A terminal, its devices, its hospital. */
export const terminalRows: readonly Row[] = [
  {
    form: /npm run terminal -- --config (FILE|文件)/,
    how: { as: () => 'npm run terminal -- --config terminal.json --port 0', ready: /^kiosk: \S+/m },
  },
  {
    form: /npm run terminal -- check --config deploy\/terminal\/terminal\.example\.yaml/,
    how: { says: /can be used/ },
  },
  {
    form: 'npm run terminal -- check',
    how: { triedBy: 'tests/terminal-program.test.ts', words: "'check'" },
  },
  {
    form: /npm run terminal -- erase|systemd-run --pipe --wait .*\/hospital-kiosk terminal erase .*/,
    how: { triedBy: 'terminal/journal/on-disk/erase-command.test.ts', words: "eraseCommand(['--journal'" },
  },
  {
    form: 'install -m 0600 /dev/null /mnt/journal-key',
    how: { as: (command) => `${command.replace('/mnt', 'var')} && stat -c %a var/journal-key`, says: /^600$/m },
  },
  {
    form: 'openssl rand -hex -out /mnt/journal-key 32',
    how: {
      as: (command) => `${command.replace('/mnt', 'var')} && stat -c %a var/journal-key && cat var/journal-key`,
      says: /^600\n[0-9a-f]{64}\n$/,
      follows: true,
    },
  },
  {
    form: /npm run terminal -- enrol .*/,
    how: { triedBy: 'terminal/enrol-command.test.ts', words: 'terminal/main.ts' },
  },
  {
    form: /echo (PIN|密码) \| npm run --silent technician/,
    how: { as: inPlaceOf([/PIN|密码/, '246810']), says: /"pinHash": "scrypt:/ },
  },

  { form: 'npm run devices', how: { says: /./ } },
  { form: 'npm run devices -- --help', how: { says: /Usage/ } },
  {
    form: 'npm run devices -- tcp:192.168.1.30:9100',
    how: { as: async (_, ground) => `npm run devices -- ${await ground.virtualPrinter()}`, says: /tcp:/ },
  },
  {
    form: /npm run devices -- test .* --as .*/,
    how: {
      as: async (_, ground) => `npm run devices -- test ${await ground.virtualPrinter()} --as receipt-printer --wait 0`,
      says: /PASSED/,
    },
  },

  { form: /npm run conformance -- \S+( --settings \S+)?/, how: { as: atHospital, says: /0 broken/ } },
  {
    form: /npm run conformance -- \S+ --settings \S+ --pay manual/,
    how: { triedBy: 'tests/conformance.test.ts', words: '--pay' },
  },
  {
    form: /npm run conformance -- \S+ --settings \S+ --pay-hook .*/,
    how: { triedBy: 'tests/conformance.test.ts', words: '--pay-hook' },
  },
  { form: /curl -i http:\S+\/capabilities/, how: { as: atHospital, says: /server-time: \S+[\s\S]*"errands":/ } },
  { form: /curl http:\S+\/patients\/find .*/, how: { as: atHospital, says: /"patients":\[\{"recordId"/ } },
  { form: /curl 'http:\S+\/prices\/services\?page=1'/, how: { as: atHospital, says: /"prices":\[\{/ } },

  {
    form: /npm run (--silent )?reconcile -- --config .*/,
    how: {
      as: inPlaceOf(
        ['--config FILE', '--config terminal.json'],
        ['--journal FILE', '--journal var/journal.sqlite'],
        ['--date D', '--date 2026-11-23'],
      ),
      says: /2026-11-23/,
      follows: true,
    },
  },
  // Asked for without the service around it, and so without its credential.
  {
    form: /systemd-run --pipe --wait .*\/hospital-kiosk reconcile .*/,
    how: {
      as: (command, ground) =>
        installed(command, ground)
          .replace(/^systemd-run .* (?=\S+\/hospital-kiosk )/, '')
          .replace(/--config \S+/, '--config terminal.json')
          .replace(/--journal \S+/, '--journal var/journal.sqlite'),
      says: /2026-11-23/,
      follows: true,
    },
  },
];
