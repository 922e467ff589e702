/** `npm run simulate -- --sessions N --seed S`: visits in virtual time with everything breaking, and what must hold. */
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { demonstrationHospital } from '../seeds/hospital.ts';
import type { ScreenName } from '../terminal/screen.ts';
import { faultSites } from './world/fate.ts';
import { type Lifetime, liveThrough, seedOfWorld, sessionsOfWorld } from './world/lifetime.ts';

const usage = `Usage: npm run simulate -- [--sessions N] [--seed S] [--world W [--trace]]

  --sessions  visits in all (default 200)
  --seed      a whole number; the same seed gives the same hash on any machine (default 1)
  --world     only this world of the run, as a violation's message names it
  --trace     tells what happens in it, line by line

The last line is one JSON object. Exit code 1 when an invariant was violated.`;

/** Every screen a patient can be shown; one that was never reached is a hole in the run. */
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

function wholeNumber(name: string, text: string, least: number): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new Error(`--${name}: "${text}"; a whole number of at least ${least} is expected.\n\n${usage}`);
}

async function run(sessions: number, seed: number, only: number | undefined, trace: boolean): Promise<void> {
  const began = performance.now();
  const worlds = only === undefined ? Math.ceil(sessions / sessionsOfWorld) : only + 1;
  const lived: Lifetime[] = [];
  for (let world = only ?? 0; world < worlds; world++) {
    const count = Math.min(sessionsOfWorld, sessions - world * sessionsOfWorld);
    const life = await liveThrough(seedOfWorld(seed, world), count, trace ? (line) => console.log(line) : undefined);
    lived.push(life);
    for (const { invariant, what } of life.violations) {
      console.error(`${invariant} violated: ${what}`);
      console.error(`  again: npm run simulate -- --sessions ${sessions} --seed ${seed} --world ${world}`);
    }
  }
  const sum = (of: (life: Lifetime) => number) => lived.reduce((total, life) => total + of(life), 0);
  const seen = new Set(lived.flatMap((life) => [...life.screens]));
  const done = new Set(lived.flatMap((life) => [...life.errands]));
  const struck = new Map(faultSites.map((site) => [site, sum((life) => life.faults.get(site) ?? 0)]));
  const unreached = [
    ...Object.keys(screens).filter((name) => !seen.has(name as ScreenName)),
    ...demonstrationHospital.errands.filter((errand) => !done.has(errand)).map((errand) => `${errand} done`),
    ...[...struck].filter(([, times]) => times === 0).map(([site]) => site),
  ];
  const violations = sum((life) => life.violations.length);

  for (const [site, times] of struck) console.log(`${String(times).padStart(7)}  ${site}`);
  if (unreached.length > 0) console.log(`never reached: ${unreached.join(', ')}`);
  console.log(
    JSON.stringify({
      sessions: sum((life) => life.sessions),
      faults: [...struck.values()].reduce((total, times) => total + times, 0),
      virtualSeconds: Math.round(sum((life) => life.virtualSeconds)),
      wallSeconds: Number(((performance.now() - began) / 1000).toFixed(2)),
      violations,
      unreached: unreached.length,
      hash: hashOf(lived),
    }),
  );
  if (violations > 0) process.exitCode = 1;
}

/** One hash over the worlds' hashes, in order. */
function hashOf(lived: readonly Lifetime[]): string {
  const hash = createHash('sha256');
  for (const life of lived) hash.update(life.hash);
  return hash.digest('hex').slice(0, 16);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      sessions: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      world: { type: 'string' },
      trace: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return console.log(usage);
  const only = values.world === undefined ? undefined : wholeNumber('world', values.world, 0);
  await run(wholeNumber('sessions', values.sessions, 1), wholeNumber('seed', values.seed, 0), only, values.trace);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
