import { demonstrationHospital } from '../../seeds/hospital.ts';
import type { ScreenName } from '../../terminal/screen.ts';
import { type FaultSite, faultSites } from '../world/fate.ts';
import {
  type CrashKind,
  crashKinds,
  crashOf,
  type Outcome,
  outcomeOf,
  outcomes,
  type Reached,
} from '../world/reached.ts';
import { impossible } from './impossible.ts';

/** Every screen a patient can be shown; the compiler knows when one is missing. */
const screens = {
  starting: true,
  attract: true,
  outOfService: true,
  menu: true,
  presentCredential: true,
  readingCard: true,
  enterNumber: true,
  chooseOne: true,
  chooseSome: true,
  chooseDepartment: true,
  chooseDoctor: true,
  choosePeriod: true,
  chooseInitial: true,
  confirmAppointment: true,
  review: true,
  prices: true,
  readReport: true,
  working: true,
  pay: true,
  confirming: true,
  takeCard: true,
  printing: true,
  farewell: true,
  trouble: true,
  technician: true,
} satisfies Record<ScreenName, true>;

export const screenNames = Object.keys(screens).filter((name): name is ScreenName => name in screens);

/** One thing the harness offers; how often a run came to it, or why no run can. */
export interface Goal {
  readonly name: string;
  readonly times: number;
  readonly reason?: string;
}

interface Row {
  readonly name: string;
  readonly goals: readonly Goal[];
}

/** Everything there is to reach, and how often it was: the holes of a run are what it was never and might have been. */
export interface Reach {
  readonly plain: readonly Goal[];
  /** Each screen by each kind of crash. */
  readonly crashes: readonly Row[];
  /** Each fault by how the visit ended that it struck. */
  readonly faults: readonly Row[];
  readonly holes: readonly Goal[];
  /** What cannot be, and was all the same: the reason given is wrong. */
  readonly surprises: readonly Goal[];
}

export function reachOf(reached: Reached): Reach {
  const goalOf = (name: string, times: number): Goal => {
    const reason = impossible(name);
    return { name, times, ...(reason !== undefined && { reason }) };
  };
  const plain = [
    ...screenNames.map((name) => goalOf(name, Number(reached.screens.has(name)))),
    ...demonstrationHospital.errands.map((name) => goalOf(`${name} done`, Number(reached.errands.has(name)))),
  ];
  const crashes = screenNames.map((screen) => ({
    name: screen,
    goals: crashKinds.map((kind: CrashKind) => {
      const pair = crashOf(screen, kind);
      return goalOf(pair, reached.crashes.get(pair) ?? 0);
    }),
  }));
  const faults = faultSites.map((site: FaultSite) => ({
    name: site,
    goals: outcomes.map((outcome: Outcome) => {
      const pair = outcomeOf(site, outcome);
      return goalOf(pair, reached.outcomes.get(pair) ?? 0);
    }),
  }));
  const all = [...plain, ...[...crashes, ...faults].flatMap(({ goals }) => goals)];
  return {
    plain,
    crashes,
    faults,
    holes: all.filter(({ times, reason }) => times === 0 && reason === undefined),
    surprises: all.filter(({ times, reason }) => times > 0 && reason !== undefined),
  };
}

/** The two tables, a row a line: how often; `-` what cannot be, `0` a hole. */
export function reachTable({ plain, crashes, faults }: Reach): string[] {
  const cell = ({ times, reason }: Goal) => (times === 0 && reason !== undefined ? '-' : String(times)).padStart(12);
  const rowOf = ({ name, goals }: Row) => `${name.padEnd(26)}${goals.map(cell).join('')}`;
  const head = (title: string, columns: readonly string[]) =>
    `${title.padEnd(26)}${columns.map((it) => it.padStart(12)).join('')}`;
  return [
    head('power went at', crashKinds),
    ...crashes.map(rowOf),
    '',
    head('fault, and the visit', outcomes),
    ...faults.map(rowOf),
    '',
    `screens and errands: ${plain.filter(({ times }) => times > 0).length} of ${plain.length}`,
  ];
}
