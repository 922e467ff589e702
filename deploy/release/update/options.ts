import { parseArgs } from 'node:util';
import type { Program } from './programs.ts';

export const usage = `Usage: hospital-kiosk-update update ARCHIVE [--keys DIR] [--now] [--raise-levels]
       hospital-kiosk-update rollback [--now] [--restored]
       hospital-kiosk-update status
       hospital-kiosk-update verify ARCHIVE [--keys DIR]
       hospital-kiosk-update settle

  update          installs ARCHIVE, with its .sha256 and .sig beside it, and goes back by itself when it does not work
  rollback        back to the release that stood before
  status          which releases there are, and whether they are whole
  verify          looks at every byte of ARCHIVE and changes nothing
  settle          brings an update to its end that was cut off; runs after every start of the machine

  --keys          public keys whose signature is believed (default /etc/hospital-kiosk/release-keys)
  --now           does not wait until nobody is at the screen
  --wait          how long to wait for that, in seconds (default 1800)
  --patience      how long a release may take to say that it is well, in seconds (default 180)
  --raise-levels  a backup was made: the release writes data that the one in use cannot read
  --restored      that backup was put back
  --root          another root than / (default /)
  --terminal-health, --hub-health  where the programs say how they are`;

export const commands = ['update', 'rollback', 'status', 'verify', 'settle'] as const;
export type Command = (typeof commands)[number];

const seconds = (name: string, text: string): number => {
  const value = Number(text);
  if (text !== '' && Number.isFinite(value) && value >= 0) return value * 1000;
  throw new Error(`--${name}: "${text}"; expected a number of seconds`);
};

/** What the command line says; nothing when it asks for the usage. Throws what is wrong with it. */
export const readOptions = (args: readonly string[], programs: readonly Program[]) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      keys: { type: 'string' },
      root: { type: 'string', default: '/' },
      now: { type: 'boolean', default: false },
      wait: { type: 'string', default: '1800' },
      patience: { type: 'string', default: '180' },
      'raise-levels': { type: 'boolean', default: false },
      restored: { type: 'boolean', default: false },
      'terminal-health': { type: 'string' },
      'hub-health': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [given, ...rest] = positionals;
  if (values.help) return undefined;
  const command = commands.find((it) => it === given);
  if (command === undefined) throw new Error(`${given ?? 'nothing'}; expected one of ${commands.join(', ')}`);
  const needsArchive = command === 'update' || command === 'verify';
  if (rest.length !== (needsArchive ? 1 : 0)) {
    throw new Error(
      `${command}: expected ${needsArchive ? 'one archive' : 'nothing'} after it, got ${rest.join(' ') || 'nothing'}`,
    );
  }
  return {
    command,
    archive: rest[0] ?? '',
    keys: values.keys,
    root: values.root,
    patience: {
      health: seconds('patience', values.patience),
      ...(!values.now && { idle: seconds('wait', values.wait) }),
    },
    raiseLevels: values['raise-levels'],
    restored: values.restored,
    programs: programs.map((it) => ({ ...it, health: values[`${it.name}-health`] ?? it.health })),
  };
};
