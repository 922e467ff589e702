/** The same SQL on a disk that loses, reorders and tears what was not written through, and controls that must lose. */
import { proveDisk, shortcomings } from './disk/prove-disk.ts';
import { type Found, nothingFound } from './report.ts';
import type { Setting } from './setting.ts';

/** One crash of each kind in so many kills. */
const killsPerCrash = 10;
const fewest = 20;

export async function tearDisks({ kills, seed, say }: Setting): Promise<Found> {
  const crashes = Math.max(fewest, Math.ceil(kills / killsPerCrash));
  const proof = await proveDisk({ crashes, seed, say: (line) => say(`disk: ${line}`) });
  const { full, normal, lying } = proof;
  return {
    ...nothingFound,
    diskCrashes: full.crashes + normal.crashes + lying.crashes,
    failures: shortcomings(proof).map((what) => ({ what: `disk: ${what}`, again: `--only disk --kills ${kills}` })),
  };
}
