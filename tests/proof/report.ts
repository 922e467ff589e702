/** What a part of the proof found: sums that add up over the parts, and what does not hold. */
export interface Found {
  readonly terminalKills: number;
  readonly hubKills: number;
  /** Entries whose writer was told that they are on the disk, and those of them that were not there afterwards. */
  readonly acknowledged: number;
  readonly lost: number;
  /** Commits that were watched by system call, and the syncs that went with them. */
  readonly commits: number;
  readonly syncs: number;
  readonly diskCrashes: number;
  /** Of a terminal that was lived with in real time; how often its page came back; bytes by which both heaps grew in an hour. */
  readonly hourMinutes: number;
  readonly hourVisits: number;
  readonly reconnects: number;
  readonly pageGrowth: number;
  readonly processGrowth: number;
  readonly failures: readonly Failure[];
}

export interface Failure {
  readonly what: string;
  /** Arguments of the command that tries it once more. */
  readonly again: string;
}

export const nothingFound: Found = {
  terminalKills: 0,
  hubKills: 0,
  acknowledged: 0,
  lost: 0,
  commits: 0,
  syncs: 0,
  diskCrashes: 0,
  hourMinutes: 0,
  hourVisits: 0,
  reconnects: 0,
  pageGrowth: 0,
  processGrowth: 0,
  failures: [],
};

export function together(parts: readonly Found[]): Found {
  const sum = (of: (found: Found) => number) => parts.reduce((total, part) => total + of(part), 0);
  return {
    terminalKills: sum(({ terminalKills }) => terminalKills),
    hubKills: sum(({ hubKills }) => hubKills),
    acknowledged: sum(({ acknowledged }) => acknowledged),
    lost: sum(({ lost }) => lost),
    commits: sum(({ commits }) => commits),
    syncs: sum(({ syncs }) => syncs),
    diskCrashes: sum(({ diskCrashes }) => diskCrashes),
    hourMinutes: sum(({ hourMinutes }) => hourMinutes),
    hourVisits: sum(({ hourVisits }) => hourVisits),
    reconnects: sum(({ reconnects }) => reconnects),
    pageGrowth: sum(({ pageGrowth }) => pageGrowth),
    processGrowth: sum(({ processGrowth }) => processGrowth),
    failures: parts.flatMap(({ failures }) => failures),
  };
}

/** The last line. */
export const lastLine = ({ failures, ...sums }: Found, wallSeconds: number): string =>
  JSON.stringify({ ...sums, failures: failures.length, wallSeconds });
