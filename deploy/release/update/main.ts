/** `hospital-kiosk-update`: verifies releases, puts them into use, and goes back. */
import { isPlatform, type Platform, releaseName } from '../manifest.ts';
import { readSignedArchive, readTrustedKeys } from './archive-on-disk.ts';
import { askHealth } from './loopback-health.ts';
import type { Machine } from './machine.ts';
import { machineFiles } from './machine-files.ts';
import { readOptions, usage } from './options.ts';
import { placesBelow } from './places.ts';
import { rollback } from './rollback.ts';
import { status } from './status.ts';
import { enabledPrograms, restartUnit } from './systemd.ts';
import { settle } from './turn.ts';
import { update } from './update.ts';
import { verified } from './verified.ts';

type Options = NonNullable<ReturnType<typeof readOptions>>;

const clock: Machine['clock'] = {
  now: () => Date.now(),
  after(delay, task) {
    const timer = setTimeout(task, delay);
    return () => clearTimeout(timer);
  },
};

const thisPlatform = (): Platform => {
  const here = `${process.platform}-${process.arch}`;
  if (isPlatform(here)) return here;
  throw new Error(`There are no releases for this machine (${here}).`);
};

const machineOf = ({ root, programs }: Options): Machine => ({
  files: machineFiles,
  places: placesBelow(root),
  platform: thisPlatform(),
  clock,
  programs,
  restart: async (program) => restartUnit(program),
  health: ({ health }) => askHealth(fetch, clock, health),
  say: (line) => console.log(line),
});

const check = (machine: Machine, { archive, keys }: Options) =>
  verified(readSignedArchive(archive), readTrustedKeys(keys ?? machine.places.keys), machine.platform);

const run = async (options: Options): Promise<{ readonly ok: boolean; readonly why?: string }> => {
  const machine = machineOf(options);
  const { patience, raiseLevels, restored } = options;
  if (options.command === 'rollback') return rollback(machine, { patience, restored });
  if (options.command === 'settle') return settle(machine, patience.health);
  if (options.command === 'status') {
    for (const line of await status(machine)) console.log(line);
    return { ok: true };
  }
  const checked = check(machine, options);
  if (!checked.ok) return checked;
  const { manifest, signer } = checked.release;
  console.log(
    `${releaseName(manifest)} for ${manifest.platform} of commit ${manifest.commit}, signed by ${signer}: whole`,
  );
  return options.command === 'verify' ? { ok: true } : update(machine, checked.release, { patience, raiseLevels });
};

async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args, enabledPrograms());
  if (!options) return console.log(usage);
  const { ok, why } = await run(options);
  if (ok) return;
  console.error(`hospital-kiosk-update: ${why}`);
  process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(`hospital-kiosk-update: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
});
