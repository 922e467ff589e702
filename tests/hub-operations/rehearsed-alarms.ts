import * as v from 'valibot';
import { worldOf } from '../../simulator/scenario/rehearse.ts';
import { runScenario } from '../../simulator/scenario/run.ts';
import type { Scenario } from '../../simulator/scenario/scenario.ts';
import { createMemoryHub } from '../../simulator/world/memory-hub.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import { usualConfig } from '../../statistics/hub.ts';
import { troublesIn } from '../../statistics/intake/alarms.ts';
import type { AlarmKind } from '../../statistics/store/tables.ts';
import { Heartbeat, hubPaths } from '../../terminal/hub-contract.ts';

const longest = 14 * 24 * 3_600_000;

/** Which alarms a scenario opens at the hub: by what its terminals say, by what they send, and by when they are silent. */
export const alarmsOf = async (scenario: Scenario): Promise<ReadonlySet<AlarmKind>> => {
  const clock = createVirtualClock(scenario.world.start);
  const hub = createMemoryHub(clock);
  const kinds = new Set<AlarmKind>();
  const heard = new Map<string, number>();
  const patience = usualConfig.silentAfterMinutes * 60_000;
  const listening: typeof hub = {
    ...hub,
    network: async (request) => {
      if (request.url.endsWith(hubPaths.heartbeats)) {
        const beat = v.parse(Heartbeat, JSON.parse(request.body ?? ''));
        if (clock.now() - (heard.get(beat.terminal) ?? clock.now()) > patience) kinds.add('silent');
        heard.set(beat.terminal, clock.now());
        for (const { kind } of troublesIn(beat, usualConfig)) kinds.add(kind);
      }
      return hub.network(request);
    },
  };
  const rehearsal = worldOf(scenario.world, clock, undefined, listening);
  let isOver = false;
  const run = runScenario(scenario, rehearsal, clock).then(() => {
    isOver = true;
  });
  await clock.runUntil(() => isOver, longest);
  await run;
  rehearsal.stop();
  for (const terminal of heard.keys()) for (const { kind } of hub.intake.alarms(terminal)) kinds.add(kind);
  return kinds;
};
