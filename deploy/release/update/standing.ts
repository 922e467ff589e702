import * as v from 'valibot';
import { type Manifest, manifestFile, readManifest } from '../manifest.ts';
import { type Files, replaceFile } from './files.ts';
import type { Machine } from './machine.ts';
import type { Places } from './places.ts';

const Whole = v.pipe(v.number(), v.integer(), v.minValue(0));

/** `releases.json`: what a machine remembers of its releases. */
const Ledger = v.object({
  /** The highest counter that ever worked here. */
  highest: Whole,
  /** A change of releases that is not through: what was to be tried, and what stood before. */
  trying: v.optional(
    v.object({
      release: v.string(),
      before: v.optional(v.string()),
      previous: v.optional(v.string()),
      /** A page had the screen before. */
      screen: v.optional(v.boolean(), false),
    }),
  ),
});
export type Ledger = Readonly<v.InferOutput<typeof Ledger>>;

/** Throws, with what to do, when the file is there and cannot be understood. */
const readLedger = (files: Files, path: string): Ledger => {
  const bytes = files.read(path);
  if (!bytes) return { highest: 0 };
  try {
    return v.parse(Ledger, JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    throw new Error(
      `${path} is damaged; set it to { "highest": N } with the counter of the newest release ever used here`,
    );
  }
};

/** How a machine stands. */
export interface Standing {
  readonly current?: string;
  readonly previous?: string;
  readonly ledger: Ledger;
  /** No counter below or at it is installed. */
  readonly highest: number;
}

const releaseAt = (files: Files, link: string): string | undefined => {
  const target = files.target(link);
  return target?.slice(target.lastIndexOf('/') + 1);
};

export const folderOf = (places: Places, release: string): string => `${places.releases}/${release}`;

export const manifestAt = ({ files, places }: Machine, release: string): Manifest | undefined =>
  readManifest(new TextDecoder().decode(files.read(`${folderOf(places, release)}/${manifestFile}`)));

export const standingOf = (machine: Machine): Standing => {
  const { files, places } = machine;
  const current = releaseAt(files, places.current);
  const previous = releaseAt(files, places.previous);
  const ledger = readLedger(files, places.ledger);
  // The release in use counts whatever the file says: a power cut may have come before it was written.
  const counter = (current === undefined ? undefined : manifestAt(machine, current)?.counter) ?? 0;
  return {
    ...(current !== undefined && { current }),
    ...(previous !== undefined && { previous }),
    ledger,
    highest: Math.max(ledger.highest, counter),
  };
};

export const writeLedger = ({ files, places }: Machine, ledger: Ledger): void => {
  if (!files.read(places.ledger)) {
    files.makeFolder(places.ledgerFolder);
    files.flush(places.ledgerFolder);
  }
  replaceFile(files, places.ledger, `${JSON.stringify(ledger)}\n`);
};
