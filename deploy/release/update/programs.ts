import type { Manifest } from '../manifest.ts';

/** What runs of a release as a service. */
export interface Program {
  readonly name: 'terminal' | 'hub';
  readonly unit: string;
  /** Where it says how it is; on this machine only. */
  readonly health: string;
  /** What of the manifest says which data it can read. */
  readonly level: 'journalLevel' | 'hubLevel';
  /** What has that level. */
  readonly data: string;
}

export const programs: readonly Program[] = [
  {
    name: 'terminal',
    unit: 'hospital-kiosk-terminal.service',
    health: 'http://127.0.0.1:8100/health',
    level: 'journalLevel',
    data: "the terminal's journal",
  },
  {
    name: 'hub',
    unit: 'hospital-kiosk-hub.service',
    health: 'http://127.0.0.1:8200/health',
    level: 'hubLevel',
    data: "the hub's database",
  },
];

/** The programs whose data `to` writes in a way that `from` cannot read. */
export const raisedBetween = (from: Manifest, to: Manifest, of: readonly Program[]): readonly Program[] =>
  of.filter(({ level }) => to[level] > from[level]);
