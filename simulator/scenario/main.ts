/** `npm run scenario -- FILE …`: runs scenarios in virtual time and says what is not as it must be. */
import { parseArgs } from 'node:util';
import type { Rehearsal } from '../rehearsal/rehearsal.ts';
import { ScenarioError } from './format.ts';
import { readLibrary, readScenarioFile } from './library.ts';
import { rehearse } from './rehearse.ts';
import type { Scenario } from './scenario.ts';

const usage = `Usage: npm run scenario -- FILE [FILE …] [--timeline]
       npm run scenario -- --all

  FILE        a scenario, such as simulator/scenarios/registration-paid.scenario.yaml
  --all       every scenario of the library
  --timeline  tells everything that happened as well

Ends with 0 when all passed, 1 when one did not, 2 when a file is no scenario.`;

async function run(scenario: Scenario, timeline: boolean): Promise<boolean> {
  const { failures, done, rehearsal } = await rehearse(scenario);
  if (timeline) tell(scenario, rehearsal);
  console.log(`${failures.length === 0 ? 'passed' : 'FAILED'}  ${scenario.name}: ${scenario.title}`);
  if (done < scenario.steps.length) console.log(`        ${done} of ${scenario.steps.length} steps were done`);
  for (const failure of failures) console.log(`        ${failure}`);
  return failures.length === 0;
}

function tell({ world }: Scenario, { kiosks }: Rehearsal): void {
  for (const { name, timeline } of kiosks) {
    for (const { at, kind, words } of timeline.after(0, timeline.last)) {
      console.log(`${name} ${((at - world.start) / 1000).toFixed(3).padStart(10)} s  ${kind.padEnd(6)}  ${words}`);
    }
  }
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      all: { type: 'boolean', default: false },
      timeline: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help || (positionals.length === 0 && !values.all)) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const scenarios = values.all ? await readLibrary() : await Promise.all(positionals.map(readScenarioFile));
  let passed = 0;
  for (const scenario of scenarios) if (await run(scenario, values.timeline)) passed += 1;
  console.log(`${passed} passed, ${scenarios.length - passed} failed`);
  return passed === scenarios.length ? 0 : 1;
}

process.exitCode = await main().catch((error: unknown) => {
  const unreadable = error instanceof Error && 'code' in error;
  if (!(error instanceof ScenarioError) && !unreadable) throw error;
  console.error(error.message);
  return 2;
});
