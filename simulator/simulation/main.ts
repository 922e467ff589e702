/** `npm run simulate -- --sessions N --seed S`: visits in virtual time with everything breaking, and what must hold. */
import { runMutants } from '../mutants/main-part.ts';
import type { Lifetime } from '../world/lifetime.ts';
import { liveAll } from './crew.ts';
import { type Finding, report } from './finding.ts';
import { type RunOptions, taskOf, usage } from './options.ts';
import { createProgress } from './progress.ts';
import { reachOf, reachTable } from './reach.ts';
import { liveAgain, readReplay } from './replay.ts';
import { createTally, type Tally } from './tally.ts';
import { livedWorld } from './worlds.ts';

/** Of so many violated worlds a replay file is made; the others are named. */
const mostReplays = 3;

const began = performance.now();
const say = (line: string) => console.log(line);
const complain = (line: string) => console.error(line);

function tellViolations(life: Lifetime, again: string): void {
  for (const { invariant, what } of life.violations) complain(`${invariant} violated: ${what}`);
  if (life.violations.length > 0) complain(`  again: ${again}`);
}

/** The last line. Violations make the exit code 1. */
function conclude(tally: Tally, unreached: number): void {
  const verdict = tally.verdict(unreached, (performance.now() - began) / 1000);
  say(JSON.stringify(verdict));
  if (verdict.violations > 0) process.exitCode = 1;
}

async function simulate(run: RunOptions): Promise<void> {
  const { sessions, seed, terminals } = run;
  const tally = createTally();
  const findings: Finding[] = [];
  const progress = createProgress(sessions);
  let done = 0;
  await liveAll(run, (world, life) => {
    tally.add(life);
    done += life.sessions;
    progress.tell(done);
    if (life.violations.length === 0) return;
    progress.end();
    const again = `npm run simulate -- --sessions ${sessions} --seed ${seed} --terminals ${terminals} --world ${world}`;
    tellViolations(life, again);
    if (findings.length < mostReplays) findings.push({ world, life });
  }).finally(progress.end);
  for (const finding of findings) await report(run, finding, complain);

  const reach = reachOf(tally.reached);
  for (const line of reachTable(reach)) say(line);
  if (reach.holes.length > 0) say(`never reached: ${reach.holes.map(({ name }) => name).join(', ')}`);
  for (const { name, reason } of reach.surprises) complain(`${name} was reached, which cannot be: ${reason}`);
  conclude(tally, reach.holes.length);
}

async function liveOne(life: Promise<Lifetime>): Promise<Lifetime> {
  const tally = createTally();
  const lived = await life;
  tally.add(lived);
  for (const { invariant, what } of lived.violations) complain(`${invariant} violated: ${what}`);
  conclude(tally, reachOf(tally.reached).holes.length);
  return lived;
}

async function replay(file: string, trace: boolean): Promise<void> {
  const it = readReplay(file);
  say(`${it.violation.invariant} was violated: ${it.violation.what}${it.wrong === undefined ? '' : ` (${it.wrong})`}`);
  const life = await liveAgain(it, trace ? { trace: say } : {});
  for (const { invariant, what } of life.violations) complain(`${invariant} violated: ${what}`);
  if (life.violations.length === 0) say('no longer violated');
  else process.exitCode = 1;
}

async function main(): Promise<void> {
  const task = taskOf(process.argv.slice(2));
  switch (task.kind) {
    case 'help':
      return say(usage);
    case 'run':
      return simulate(task.run);
    case 'world':
      await liveOne(livedWorld(task.run, task.world, task.trace ? { trace: say } : {}));
      return;
    case 'replay':
      return replay(task.file, task.trace);
    case 'mutants': {
      const { mutant, seeds, run } = task;
      const now = () => performance.now();
      process.exitCode = await runMutants({ ...(mutant !== undefined && { mutant }), seeds, ...run, tell: say, now });
    }
  }
}

main().catch((error: unknown) => {
  complain(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});
