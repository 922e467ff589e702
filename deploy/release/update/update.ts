import { releaseName } from '../manifest.ts';
import { readArchive } from './archive-files.ts';
import type { Files } from './files.ts';
import type { Machine } from './machine.ts';
import { raisedBetween } from './programs.ts';
import { folderOf, manifestAt, standingOf } from './standing.ts';
import { settle, turnTo } from './turn.ts';
import { type Checked, damageOf, type Verified } from './verified.ts';
import { idle, type Patience } from './waiting.ts';

const no = (why: string): { readonly ok: false; readonly why: string } => ({ ok: false, why });

const isFull = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOSPC';

/** Lays the archive's files into a folder, all of them on the disk when this returns. */
const unpack = (files: Files, { bytes, folder: inside }: Verified, folder: string): string | undefined => {
  const made = new Set<string>();
  const wrong = readArchive(bytes, inside, (file) => {
    const path = `${folder}/${file.path}`;
    const within = path.slice(0, path.lastIndexOf('/'));
    if (!made.has(within)) files.makeFolder(within);
    made.add(within);
    files.write(path, file.bytes, file.runs);
  });
  if (wrong === undefined) files.flush(folder);
  return wrong;
};

/** Unpacks aside and moves in; whatever goes wrong, nothing of it stays. */
const moveIn = ({ files, places }: Machine, release: Verified): string | undefined => {
  const name = releaseName(release.manifest);
  const aside = `${places.incoming}/${name}`;
  try {
    files.remove(places.incoming);
    files.makeFolder(places.releases);
    const wrong = unpack(files, release, aside) ?? damageOf(files, aside);
    if (wrong !== undefined) {
      files.remove(places.incoming);
      return wrong;
    }
  } catch (error) {
    if (!isFull(error)) throw error;
    files.remove(places.incoming);
    return 'the disk is full; nothing was changed. Make room, then try again';
  }
  // It can only be one that was tried and left.
  files.remove(folderOf(places, name));
  files.rename(aside, folderOf(places, name));
  files.sync(places.releases);
  files.remove(places.incoming);
  files.sync(places.home);
  return undefined;
};

export interface UpdateOptions {
  readonly patience: Patience;
  /** The administrator has a backup and knows that there is no way back but with it. */
  readonly raiseLevels: boolean;
}

const objection = (machine: Machine, { manifest }: Verified, raiseLevels: boolean): string | undefined => {
  const { current, highest } = standingOf(machine);
  const name = releaseName(manifest);
  if (name === current) return `${name} is in use already`;
  if (manifest.counter <= highest) {
    return `${name} has the counter ${manifest.counter}, and this machine has had ${highest}: it only goes forward. To go back to what stood before: hospital-kiosk-update rollback`;
  }
  const now = current === undefined ? undefined : manifestAt(machine, current);
  const [raised] = now ? raisedBetween(now, manifest, machine.programs) : [];
  if (!raised || raiseLevels) return undefined;
  return `${name} writes ${raised.data} in a way that ${current} cannot read, so there is no way back but with a backup: make one, then repeat with --raise-levels`;
};

/** Installs a verified release and puts it into use. */
export const update = async (
  machine: Machine,
  release: Verified,
  { patience, raiseLevels }: UpdateOptions,
): Promise<Checked<object>> => {
  const settled = await settle(machine, patience.health);
  if (!settled.ok) machine.say(settled.why);
  const why = objection(machine, release, raiseLevels);
  if (why !== undefined) return no(why);
  const wrong = moveIn(machine, release);
  if (wrong !== undefined) return no(wrong);
  if (!(await idle(machine, patience.idle))) {
    return no('somebody was at the screen, or an order open, all the time; try again later, or with --now');
  }
  return turnTo(machine, releaseName(release.manifest), patience.health);
};
