// biome-ignore-all lint/style/noRestrictedGlobals: it ends with an exit code
/** `npm run reconcile -- --config FILE --journal FILE --date YYYY-MM-DD [--json]`: the journal beside the books of a day. */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { configFrom } from '../config-file.ts';
import { createHospital } from '../hospital/client.ts';
import { createFetchNetwork } from '../hospital/fetch-network.ts';
import { brokenAt, isAnchor } from '../journal/journal.ts';
import type { JournalRecord } from '../journal/store.ts';
import { systemChance, systemClock } from '../system.ts';
import { dayOf } from '../zone.ts';
import { readJournalFile } from './journal-file.ts';
import { exitCodeOf, reconcile } from './reconciliation.ts';
import { reportLines } from './report-lines.ts';

const usage = `Usage: npm run reconcile -- --config FILE --journal FILE --date YYYY-MM-DD [--journal-key FILE] [--json]

  --config   the terminal's configuration (see deploy/terminal/terminal.example.yaml)
  --journal  the terminal's journal; it may be running
  --date     the day, in the terminal's zone
  --journal-key  what it is sealed with (default: the service's credential, or the file beside the journal)
  --json     one line of JSON instead of lines for people

Ends with 0 when nothing is left for anybody to do, 1 when there are differences, 2 when a book could not be had.`;

async function recordsFrom(file: string, named: string | undefined): Promise<readonly JournalRecord[]> {
  if (!existsSync(file)) throw new Error(`${file} is not there. Name the journal with --journal FILE.`);
  const places = { journal: file, named, credentials: process.env.CREDENTIALS_DIRECTORY };
  const records = await readJournalFile(places, systemChance).catch((error: unknown) => {
    throw new Error(`${file} cannot be read as a journal: ${error instanceof Error ? error.message : error}`);
  });
  const broken = brokenAt({ read: (after) => records.filter(({ sequence }) => sequence > after) });
  if (broken) throw new Error(`${file} cannot be relied on: record ${broken.sequence}: ${broken.why}`);
  return records;
}

/** What was forgotten by policy would count as missing here and there, with advice on money that is where it belongs. */
function assertKept(records: readonly JournalRecord[], date: string, zone: string): void {
  const [first] = records;
  if (!first || !isAnchor(first)) return;
  const forgotten = dayOf(first.at, zone);
  if (date > forgotten) return;
  throw new Error(`--date: ${date} has been forgotten by the terminal's policy, as has every day up to ${forgotten}.`);
}

/** A day of the calendar: the 30th of February is none. */
function isDay(text: string): boolean {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      config: { type: 'string' },
      journal: { type: 'string' },
      'journal-key': { type: 'string' },
      date: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const { config: configFile, journal, date } = values;
  if (values.help || configFile === undefined || journal === undefined || date === undefined) {
    console.log(usage);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  if (!isDay(date)) throw new Error(`--date: "${date}" is no day; YYYY-MM-DD is expected.`);
  const { terminal, zone, hospitalUrl } = await configFrom(configFile);
  const records = await recordsFrom(journal, values['journal-key']);
  assertKept(records, date, zone);
  const clock = systemClock;
  const hospital = createHospital({ network: createFetchNetwork(fetch), baseUrl: hospitalUrl, clock });
  const reconciliation = await reconcile({ hospital, clock, terminal, zone, day: date, records });
  const exitCode = exitCodeOf(reconciliation);
  if (values.json) console.log(JSON.stringify({ ...reconciliation, exitCode }));
  else for (const line of reportLines(reconciliation)) console.log(line);
  process.exitCode = exitCode;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
