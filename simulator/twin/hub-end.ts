import { countingRules } from '../../statistics/bulletin/counting-rule.ts';
import { bulletinCsv } from '../../statistics/bulletin/csv.ts';
import { forms } from '../../statistics/bulletin/forms.ts';
import { readBulletin } from '../../statistics/bulletin/reading-bulletin.ts';
import { createHub, usualConfig } from '../../statistics/hub.ts';
import { nodeSeals } from '../../statistics/intake/node-seals.ts';
import type { Register } from '../../statistics/register/register.ts';
import { databaseIntake } from '../../statistics/store/intake-store.ts';
import { openDatabase } from '../../statistics/store/open-database.ts';
import type { NetworkReply } from '../../terminal/hospital/network.ts';
import type { Chance } from '../../terminal/ports.ts';
import { dayAfter } from '../../terminal/zone.ts';
import { enrolAll } from '../fleet/enrol.ts';
import { instantOf } from '../hospital/local-time.ts';
import type { HubLine } from './evening-line.ts';

/** The hub as the twin finds it, wherever it runs. */
export interface HubEnd {
  /** Makes units and terminals known, and binds the key. What is known already stays as it is. */
  enrol(register: Register, publicKey: string): Promise<void>;
  readonly line: HubLine;
  /** The month's bulletin as CSV, in the form that has every column. */
  bulletin(): Promise<string>;
  close(): Promise<void>;
}

export interface HubEndParts {
  /** YYYY-MM, and its days. */
  readonly month: string;
  readonly from: string;
  readonly to: string;
  readonly zone: string;
}

/**
 * The production hub within this program, on a database. Its clock stands at noon after the month's last day: all has
 * happened then, and the month is not closed yet.
 */
export async function openHub(url: string, { month, from, to, zone }: HubEndParts, chance: Chance): Promise<HubEnd> {
  const database = await openDatabase(url);
  const now = instantOf(zone, dayAfter(to, 1), 0, '12:00');
  const clock = { now: () => now };
  const config = { ...usualConfig, zone, limits: 'none' as const };
  const intake = databaseIntake(database, config);
  const hub = createHub({ clock, chance, database, intake, seals: nodeSeals(), log: () => {} }, config);
  return {
    enrol: (register, publicKey) => enrolAll(database, register, publicKey, instantOf(zone, from, 0, '00:00')),
    line: async ({ path, headers, body }) =>
      replyOf(await hub.fetch(new Request(`https://hub.invalid${path}`, { method: 'POST', headers, body }))),
    async bulletin() {
      const { monthClosesAfterDays, countsAsRegistration } = config;
      const rule = countingRules[countsAsRegistration as keyof typeof countingRules];
      const question = { month, form: forms['2018'], rule, on: to, scope: { city: true } as const, now, zone };
      return bulletinCsv(await readBulletin(database, { ...question, monthClosesAfterDays }));
    },
    close: () => database.close(),
  };
}

export const replyOf = async (answer: Response): Promise<NetworkReply> => ({
  status: answer.status,
  headers: Object.fromEntries(answer.headers),
  body: await answer.text(),
});
