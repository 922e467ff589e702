/** The same registration twice: through the host of the production terminal, and into the bare machines. */
import type { Clock } from '../../../device-drivers/contract/clock.ts';
import { settle } from '../../../simulator/world/settle.ts';
import { mondayMorning } from '../../../simulator/world/world.ts';
import { tapEvent } from '../../../terminal/flows/tap-event.ts';
import type { ScreenName } from '../../../terminal/screen.ts';
import { sceneOf } from '../../../terminal/visit/scene.ts';
import type { Facts } from '../../../terminal/visit/screen-of.ts';
import { hostVisit } from '../../../terminal/visit/visit-host.ts';
import { insideOf } from '../../../terminal/visit/visit-machine.ts';
import { type Step, steps } from './stub-hospital.ts';
import { stubVisit } from './stub-visit.ts';

export interface FlowSide {
  /** Takes one step of the visit. */
  take(step: Step): void;
  /** Whether the visit is over. */
  isOver(): boolean;
}

/** Time stands still: no wait of the machines is ever over. */
export const stillClock: Clock = { now: () => mondayMorning, after: () => () => {} };

const name = { zh: '南京鼓楼医院', en: 'Nanjing Drum Tower Hospital' };
const place = { zh: '门诊大厅', en: 'Outpatient hall' };
const config = { place, zone: 'Asia/Shanghai', screen: { ppi: 92 } };
const facts: Facts = {
  at: { zone: config.zone, scan: true },
  technician: () => ({
    statuses: {},
    supplies: { bin: 0, printing: {} },
    inService: true,
    openOrders: 0,
    keptSlips: 0,
  }),
  hours: () => undefined,
  reference: () => 'T-001-ABCDEF',
};

/** Taps as they come from the page: read, held against the screen that stands, delivered; and the screen that follows. */
export function hostedSide(clock: Clock = stillClock, onScreen: (screen: ScreenName) => void = () => {}): FlowSide {
  const { visit, pay } = stubVisit(clock);
  const host = hostVisit(visit, {
    clock,
    log(event) {
      throw new Error(JSON.stringify(event));
    },
    scene: (snapshot, browsing) => sceneOf(snapshot, facts, browsing, name, config, clock.now()),
    isSettled: () => true,
    seen: (_, screen) => onScreen(screen.name),
  });
  visit.start();
  return {
    take(step) {
      if (step === 'pays') pay();
      else host.tap({ tap: step.tap, revision: host.shown().revision });
    },
    isOver: () => host.shown().screen.name === 'attract',
  };
}

/** The same events sent to the same machines, and nobody looks. */
export function bareSide(): FlowSide {
  const { visit, pay } = stubVisit(stillClock);
  visit.start();
  return {
    take(step) {
      if (step === 'pays') return pay();
      const event = tapEvent(step.tap);
      if (step.taker === 'visit') return visit.send(event);
      const { errand } = visit.getSnapshot().children;
      if (step.taker === 'errand') errand?.send(event);
      else insideOf(visit.getSnapshot()).identify?.send(event);
      visit.send({ type: 'touched' });
    },
    isOver: () => visit.getSnapshot().matches('attract'),
  };
}

/** Lives one visit; gives the microseconds each tap took, from its arrival to the new screen, where there is one. */
export async function tapTimes(side: FlowSide): Promise<readonly number[]> {
  const times: number[] = [];
  for (const step of steps) {
    const begun = performance.now();
    side.take(step);
    if (step !== 'pays') times.push((performance.now() - begun) * 1_000);
    await settle();
  }
  if (!side.isOver()) throw new Error('the visit did not come to its end');
  return times;
}
