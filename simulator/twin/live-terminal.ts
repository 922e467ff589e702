import type { Signer } from '../../terminal/ports.ts';
import { dayOf } from '../../terminal/zone.ts';
import { diceOf } from '../fleet/dice.ts';
import { instantOf } from '../hospital/local-time.ts';
import { slotIdOf } from '../hospital/schedule.ts';
import { refill } from './attendant.ts';
import { createEveningLine, type HubLine } from './evening-line.ts';
import { doctorIds, houseOf, type Visitor } from './house.ts';
import { openTwinKiosk, type TwinKiosk } from './kiosk.ts';
import { daysFrom, type MonthPlan, visitsOf } from './month-of-visits.ts';
import { visitBy } from './patient.ts';
import { twinPerson } from './people.ts';
import type { PlannedTerminal } from './visit-plan.ts';

export interface Living {
  readonly planned: PlannedTerminal;
  readonly plan: MonthPlan;
  readonly signer: Signer;
  /** To the hub; it may take its time. */
  readonly hub: HubLine;
  /** Told after each visit. */
  readonly visited?: () => void;
}

/** Longer than a terminal takes to start, and to go back to its welcome, in virtual milliseconds. */
const longestStart = 60_000;
/** The hub is told every so many days, and on the month's last: a batch costs it a commit, however many events it has. */
const daysApart = 7;

const eveningsOf = (plan: MonthPlan): number[] =>
  daysFrom(plan)
    .filter((day, at) => (at + 1) % daysApart === 0 || day === plan.to)
    .map((day) => instantOf(plan.zone, day, 0, '23:00'));

/** Who comes in the month, one after the other. */
function visitorsOf(planned: PlannedTerminal, plan: MonthPlan): Visitor[] {
  const dice = diceOf(plan.seed, planned.terminal, 'visitors');
  return visitsOf(planned, plan).map((visit, at) => ({
    ...visit,
    person: twinPerson(planned.firstPerson + at),
    by: visit.errand !== 'card' && dice.happens(0.2) ? 'hospitalCard' : 'idCard',
    isNewcomer: visit.errand === 'card' && dice.happens(0.5),
    pays: dice.happens(0.5) ? 'scannedCode' : 'shownCode',
    doctor: dice.between(0, doctorIds.length - 1),
  }));
}

/** Lives a terminal's whole month and tells the hub of it, week by week. Resolves with the number of visits. */
export async function liveTerminal({ planned, plan, signer, hub, visited = () => {} }: Living): Promise<number> {
  const visitors = visitorsOf(planned, plan);
  const line = createEveningLine(hub, plan.zone);
  const kiosk = openTwinKiosk({
    planned,
    house: houseOf(planned, visitors, plan.zone),
    zone: plan.zone,
    start: instantOf(plan.zone, plan.from, 0, '05:30'),
    dice: diceOf(plan.seed, planned.terminal, 'world'),
    signer: line.signer(signer),
    toHub: line.network,
    log: () => {},
  });
  const ready = async (): Promise<void> => {
    const stands = () => kiosk.shown().screen.name === 'attract' && isOpen(kiosk);
    if (await kiosk.clock.runUntil(stands, longestStart)) return;
    throw new Error(`not ready: ${JSON.stringify(kiosk.shown().screen)}`);
  };
  try {
    await ready();
    const evenings = eveningsOf(plan).values();
    let evening = evenings.next();
    const tellBefore = async (instant: number) => {
      for (; !evening.done && evening.value < instant; evening = evenings.next()) {
        await kiosk.clock.skipTo(evening.value);
        await line.tell(kiosk);
      }
    };
    for (const visitor of visitors) {
      await tellBefore(visitor.at);
      await kiosk.clock.skipTo(visitor.at);
      refill(kiosk);
      await ready();
      setPrice(kiosk, visitor, dayOf(visitor.at, plan.zone));
      await visitBy(visitor, kiosk);
      visited();
    }
    await tellBefore(Number.POSITIVE_INFINITY);
    return visitors.length;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${planned.terminal}, ${new Date(kiosk.clock.now()).toISOString()}: ${why}`, { cause: error });
  } finally {
    kiosk.stop();
  }
}

/** Every errand it has devices for can be begun. */
function isOpen({ shown }: TwinKiosk): boolean {
  const { screen } = shown();
  return screen.name === 'attract' && screen.errands.every((tile) => tile.open || tile.why === 'notOffered');
}

function setPrice({ hospital }: TwinKiosk, { errand, doctor, fen }: Visitor, day: string): void {
  const id = doctorIds[doctor];
  if (errand === 'registration' && id !== undefined) hospital.controls.reprice(slotIdOf(day, id, '00:00'), fen);
}
