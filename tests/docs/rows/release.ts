import { installed, type Row } from '../row.ts';

const newcomer = 'tests/release/newcomer.test.ts';
const installTest = { triedBy: 'tests/deployment/install.test.ts', words: "run(installer, ...args, '--root', root)" };

/** A release is made, verified, installed and used. */
export const releaseRows: readonly Row[] = [
  {
    form: 'npm run release -- keygen --out ../keys',
    how: { triedBy: 'tests/release/make.test.ts', words: "release('keygen', '--out'" },
  },
  {
    form: /npm run release -- --key \S+/,
    how: { triedBy: 'tests/release/make.test.ts', words: 'deploy/release/main.ts' },
  },
  { form: /sha256sum -c \S+/, how: { triedBy: 'tests/release/make.test.ts', words: "run('sha256sum', ['-c'" } },
  { form: /openssl pkeyutl -verify .*/, how: { triedBy: 'tests/release/make.test.ts', words: "'pkeyutl', '-verify'" } },
  { form: /cd \S+ && sha256sum --check .*/, how: { triedBy: newcomer, words: "['--check', '--strict', '--quiet'" } },
  { form: /tar -xzf \S+ .*/, how: { triedBy: newcomer, words: "spawnSync('tar', ['-xzf'" } },
  {
    form: /\/\S+\/hospital-kiosk-update (verify|update) \S+( --now)?/,
    how: { triedBy: newcomer, words: "['update', archive(1)]" },
  },
  { form: /\/\S+\/hospital-kiosk-update rollback/, how: { triedBy: newcomer, words: "['rollback']" } },
  { form: /\/\S+\/hospital-kiosk-update status/, how: { triedBy: newcomer, words: "['status']" } },
  {
    form: /\/\S+\/hospital-kiosk-update rollback --restored/,
    how: { triedBy: 'tests/release/update.test.ts', words: 'rollback --restored' },
  },
  {
    form: /(mkdir -p|cp release\.pub) \/etc\/hospital-kiosk\/release-keys.*/,
    how: { triedBy: newcomer, words: 'etc/hospital-kiosk/release-keys' },
  },
  { form: 'rm -r /tmp/hospital-kiosk', how: { leftOut: 'a folder that was unpacked above' } },
  {
    form: /cp \S+hospital-kiosk-settle\.service \S+/,
    how: { as: () => 'ls deploy/release/hospital-kiosk-settle.service' },
  },

  { form: '/opt/hospital-kiosk/current/deploy/terminal/install', how: installTest },
  {
    form: '/opt/hospital-kiosk/current/deploy/terminal/install --remove',
    how: { triedBy: 'tests/deployment/install.test.ts', words: "install('--remove')" },
  },

  { form: /echo 246810 \| \/\S+\/hospital-kiosk technician/, how: { as: installed, says: /"pinHash": "scrypt:/ } },
  {
    form: /\/\S+\/hospital-kiosk terminal check --config \S+/,
    how: {
      as: (command, ground) => installed(command, ground).replace(/--config \S+/, '--config terminal.json'),
      says: /can be used/,
    },
  },
  {
    form: /runuser -u hospital-kiosk -- \S+\/hospital-kiosk terminal enrol .*/,
    how: { triedBy: 'terminal/enrol-command.test.ts', words: 'terminal/main.ts' },
  },
  {
    form: /runuser -u hospital-kiosk -- \S+\/hospital-kiosk devices/,
    how: { as: (command, ground) => asOneself(installed(command, ground)), says: /./ },
  },
  {
    form: /runuser -u hospital-kiosk -- \S+\/hospital-kiosk devices test .*/,
    how: {
      as: async (command, ground) =>
        asOneself(installed(command, ground))
          .replace('ADDRESS', await ground.virtualPrinter())
          .replace('DRIVER', 'receipt-printer --wait 0'),
      says: /PASSED/,
    },
  },
  {
    form: /runuser -u hospital-hub -- \S+\/hospital-kiosk hub account .*/,
    how: {
      as: (command, ground) =>
        asOneself(installed(command, ground)).replace(/--database \S+/, '--database sqlite:var/installed.sqlite'),
      says: /\S/,
    },
  },
  {
    form: 'curl http://127.0.0.1:8100/health',
    how: { triedBy: 'tests/deployment/service.test.ts', words: "get(port, '/health')" },
  },
  {
    form: 'curl http://127.0.0.1:8100/metrics',
    how: { triedBy: 'tests/deployment/service.test.ts', words: "'/metrics'" },
  },
];

/** The accounts of an installed machine are not here. */
function asOneself(command: string): string {
  return command.replace(/^runuser -u \S+ -- /, '');
}
