/** `npm run city`: fills a hub's database with the invented usage of a whole city, as its terminals would have told it. */

import { parseArgs } from 'node:util';
import { units } from '../../seeds/units.ts';
import { nodeSeals } from '../../statistics/intake/node-seals.ts';
import { databaseIntake } from '../../statistics/store/intake-store.ts';
import { openDatabase } from '../../statistics/store/open-database.ts';
import { dayAfter } from '../../terminal/zone.ts';
import { instantOf } from '../hospital/local-time.ts';
import { enrolFleet } from './enrol.ts';
import { createFleet } from './fleet.ts';
import { inventedMonth } from './month.ts';
import { fleetSigner } from './signer.ts';

const usage = `Usage: npm run city -- --database URL [OPTIONS]

  --database URL      sqlite:FILE or postgres://user:password@host:5432/database
  --terminals N       in the whole city                                (default 1481)
  --from DAY          the first day                                    (default 2026-10-01)
  --days N            how many days                                    (default 31)
  --transactions N    a day and terminal, in the middle                (default 33.3)
  --seed N            other seeds, other cities                        (default 1)

Everything is invented but the names of the units. The same options fill the same city; a city that is there already is
gone on with.`;

const zone = 'Asia/Shanghai';

async function fill(): Promise<void> {
  const { values } = parseArgs({
    options: {
      database: { type: 'string' },
      terminals: { type: 'string', default: '1481' },
      from: { type: 'string', default: '2026-10-01' },
      days: { type: 'string', default: '31' },
      transactions: { type: 'string', default: '33.3' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help || values.database === undefined) return console.log(usage);
  const numberOf = (name: 'terminals' | 'days' | 'transactions' | 'seed'): number => {
    const number = Number(values[name]);
    if (Number.isFinite(number) && number > 0) return number;
    throw new Error(`--${name}: "${values[name]}"; a number above 0 is expected.`);
  };
  if (!/^\d{4}-\d{2}-\d{2}$/.test(values.from)) {
    throw new Error(`--from: "${values.from}"; a day such as 2026-10-01 is expected.`);
  }
  const month = inventedMonth({
    seed: numberOf('seed'),
    units,
    terminals: numberOf('terminals'),
    from: values.from,
    days: numberOf('days'),
    transactionsPerTerminalDay: numberOf('transactions'),
    zone,
  });

  const database = await openDatabase(values.database);
  try {
    const intake = databaseIntake(database, { zone, monthClosesAfterDays: 3 });
    const signer = fleetSigner();
    const { from, days } = month.plan;
    const end = instantOf(zone, dayAfter(from, days), 0, '00:00') - 1;
    await enrolFleet(database, month, signer.publicKey, instantOf(zone, from, 0, '00:00'));
    const begun = performance.now();
    let told = 0;
    const progress = (done: number, all: number) => {
      const tenth = Math.floor((10 * done) / all);
      if (tenth > told) console.log(`${10 * tenth} %: ${done} terminals, ${seconds(begun)} s`);
      told = tenth;
    };
    const events = await createFleet({ month, intake, seals: nodeSeals(), signer, progress }).reportUpTo(end);
    const perSecond = Math.round(events / Number(seconds(begun)));
    console.log(
      `${events} events of ${month.terminals.length} terminals in ${seconds(begun)} s: ${perSecond} events/s`,
    );
  } finally {
    await database.close();
  }
}

const seconds = (begun: number): string => ((performance.now() - begun) / 1000).toFixed(1);

fill().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
