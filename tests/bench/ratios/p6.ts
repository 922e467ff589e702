import { DatabaseSync } from 'node:sqlite';
import { sqliteDatabases } from '../hub/databases.ts';
import { fillCity } from '../hub/filled-city.ts';
import { days, type Question, questions } from '../hub/questions.ts';
import type { Beside, Finding, Ratio } from '../ratio.ts';
import { inRounds } from '../rounds.ts';
import { atLeast, atMost, roundByRound, spreadOf } from '../statistics.ts';

/** With these a month has a million and a half events. */
const terminals = 460;
/** A hub in service has been asked before, and runs code that is compiled by then. */
const askedBefore = 50;

const inMilliseconds = async (work: () => unknown): Promise<number> => {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
};

export const dashboardRequests: Ratio = {
  name: 'P6',
  about: 'time of a dashboard’s request ÷ SQL by hand on the roll-up; time of a scan of the events ÷ of the roll-up',
  async measure() {
    const databases = sqliteDatabases();
    const url = await databases.fresh();
    const city = await fillCity(url, terminals);
    const byHand = new DatabaseSync(url.slice('sqlite:'.length), { readOnly: true });
    try {
      const findings: Finding[] = [];
      const beside: Beside[] = [];
      const measure = async ({ name, path, sql }: Question) => {
        const statements = sql.map((text) => byHand.prepare(text));
        for (let asked = 0; asked < askedBefore; asked++) await city.ask(path);
        const rows = () => inMilliseconds(() => statements.map((statement) => statement.all()));
        const taken = await inRounds({ request: () => inMilliseconds(() => city.ask(path)), hand: rows, again: rows });
        findings.push({ of: name, spread: spreadOf(roundByRound(taken.request, taken.hand)), target: atMost(1.3) });
        beside.push({
          name: `${name}, by hand ÷ by hand`,
          spread: spreadOf(roundByRound(taken.hand, taken.again)),
          control: true,
        });
        beside.push({ name: `${name}, request, ms`, spread: spreadOf(taken.request) });
      };
      for (const question of questions) await measure(question);

      const [rollUp, scan] = [byHand.prepare(days.rollUp), byHand.prepare(days.scan)];
      if (JSON.stringify(rollUp.all()) !== JSON.stringify(scan.all())) throw new Error('roll-up and events differ');
      const summed = () => inMilliseconds(() => rollUp.all());
      const taken = await inRounds({ rollUp: summed, again: summed, scan: () => inMilliseconds(() => scan.all()) });
      findings.push({
        of: 'scan ÷ roll-up',
        spread: spreadOf(roundByRound(taken.scan, taken.rollUp)),
        target: atLeast(20),
      });
      beside.push({
        name: 'roll-up ÷ roll-up',
        spread: spreadOf(roundByRound(taken.rollUp, taken.again)),
        control: true,
      });
      beside.push({ name: 'events', spread: spreadOf([city.events]) });
      beside.push({ name: 'scan, ms', spread: spreadOf(taken.scan) });
      beside.push({ name: 'roll-up, ms', spread: spreadOf(taken.rollUp) });
      return { findings, beside };
    } finally {
      byHand.close();
      await city.close();
      await databases.close();
    }
  },
};
