/** A thread in which one mutant lives: it patches the module while it loads, and lives through worlds until one shows it. */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { mutatedSource } from './fitting.ts';
import type { Mutant } from './mutant.ts';
import { mutants } from './mutants.ts';
import type { TrialOrder, TrialWord } from './trial.ts';

const { mutant: at, seed, worlds }: TrialOrder = workerData;
const say = (word: TrialWord) => parentPort?.postMessage(word);

function putIn(mutant: Mutant): void {
  const url = new URL(`../../${mutant.file}`, import.meta.url).href;
  const source = mutatedSource(readFileSync(new URL(url), 'utf8'), mutant);
  registerHooks({
    load: (loaded, context, next) =>
      loaded === url ? { format: 'module-typescript', source, shortCircuit: true } : next(loaded, context),
  });
}

/** Every world in turn. One that ends neither well nor badly is ended by its own limits of virtual time, as every world is. */
async function live(): Promise<void> {
  const { liveThrough, seedOfWorld, sessionsOfWorld } = await import('../world/lifetime.ts');
  say({ kind: 'loaded' });
  for (let world = 0; world < worlds; world++) {
    const uncaught = (error: unknown) => {
      say({ kind: 'found', world, by: 'uncaught', what: error instanceof Error ? error.message : String(error) });
      process.exit();
    };
    process.on('uncaughtException', uncaught);
    const { violations } = await liveThrough(seedOfWorld(seed, world), sessionsOfWorld).catch((error: unknown) => {
      uncaught(error);
      throw error;
    });
    process.off('uncaughtException', uncaught);
    const [first] = violations;
    if (first) return say({ kind: 'found', world, by: first.invariant, what: first.what });
    say({ kind: 'lived', world });
  }
}

async function main(): Promise<void> {
  try {
    const mutant = at === undefined ? undefined : mutants[at];
    if (mutant) putIn(mutant);
    await import('../world/lifetime.ts');
  } catch (error) {
    return say({ kind: 'broken', why: error instanceof Error ? error.message : String(error) });
  }
  await live();
}

await main();
