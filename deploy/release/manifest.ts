import * as v from 'valibot';

/** What a release can be made for: the Linux a lobby's machine or a hub's server runs. */
export const platforms = ['linux-x64', 'linux-arm64'] as const;
export type Platform = (typeof platforms)[number];

export const isPlatform = (text: string): text is Platform => platforms.some((it) => it === text);

const Whole = v.pipe(v.number(), v.integer(), v.minValue(0));

/** `manifest.json` of a release: which one it is, and what it brings its data to. */
export const Manifest = v.object({
  name: v.literal('hospital-kiosk'),
  version: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+(-[\w.]+)?$/)),
  /** Grows with every release; a machine never takes one with a lower counter than it has had. */
  counter: v.pipe(Whole, v.minValue(1)),
  commit: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/)),
  /** Files were not as the commit has them: a release to try, not one to hand out. */
  changed: v.optional(v.literal(true)),
  /** Of the commit, in seconds since 1970; every file of the archive bears it. */
  committedAt: Whole,
  platform: v.picklist(platforms),
  node: v.string(),
  /** An older release cannot read what a newer level wrote. */
  journalLevel: Whole,
  hubLevel: Whole,
});
export type Manifest = Readonly<v.InferOutput<typeof Manifest>>;

export const manifestFile = 'manifest.json';

/** The release's folder on a machine: `0.1.0-134`. */
export const releaseName = ({ version, counter }: Pick<Manifest, 'version' | 'counter'>): string =>
  `${version}-${counter}`;

/** The one folder in its archive, and the archive's name without its ending. */
export const archiveName = (manifest: Pick<Manifest, 'version' | 'counter' | 'platform'>): string =>
  `hospital-kiosk-${releaseName(manifest)}-${manifest.platform}`;

/** Nothing when the text is no manifest. */
export const readManifest = (text: string): Manifest | undefined => {
  try {
    const read = v.safeParse(Manifest, JSON.parse(text));
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
};
