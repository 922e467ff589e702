import { demonstrationHospital } from '../../seeds/hospital.ts';
import type { RenderReport } from '../hospital/report-paper.ts';
import { createRehearsal, type Rehearsal } from '../rehearsal/rehearsal.ts';
import { createMemoryHub, type HubEnd } from '../world/memory-hub.ts';
import { createMemoryJournal } from '../world/memory-journal.ts';
import { createVirtualClock } from '../world/virtual-clock.ts';
import type { WorldClock } from '../world/world-clock.ts';
import { runScenario, type ScenarioOutcome } from './run.ts';
import type { Scenario, ScenarioWorld } from './scenario.ts';

/** A new world as a scenario wants it, with everything in memory. */
export const worldOf = (
  { seed, terminals, policy }: Omit<ScenarioWorld, 'start'>,
  clock: WorldClock,
  render?: RenderReport,
  hub: HubEnd = createMemoryHub(clock),
): Rehearsal =>
  createRehearsal({
    clock,
    seed,
    terminals,
    hub,
    journal: createMemoryJournal,
    ...(policy && { hospital: { ...demonstrationHospital, policy: { ...demonstrationHospital.policy, ...policy } } }),
    ...(render && { render }),
  });

/** Longer than any scenario takes, in milliseconds of the world. */
const longest = 14 * 24 * 3_600_000;

/** Runs a scenario in virtual time, as fast as it goes. */
export async function rehearse(scenario: Scenario): Promise<ScenarioOutcome & { readonly rehearsal: Rehearsal }> {
  const clock = createVirtualClock(scenario.world.start);
  const rehearsal = worldOf(scenario.world, clock);
  let outcome: ScenarioOutcome | undefined;
  const run = runScenario(scenario, rehearsal, clock).then((it) => {
    outcome = it;
  });
  await clock.runUntil(() => outcome !== undefined, longest);
  await run;
  rehearsal.stop();
  if (!outcome) throw new Error('the scenario has no end');
  return { ...outcome, rehearsal };
}
