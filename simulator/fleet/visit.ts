import type { ScreenName } from '../../terminal/screen.ts';
import type { UsageEvent, VisitEnding, VisitFlow } from '../../terminal/usage-event.ts';
import { type Dice, type Shares, sharesOf } from './dice.ts';

/** What an event says beside its number, its time and its day. */
export type Fact = UsageEvent extends infer Event
  ? Event extends UsageEvent
    ? Omit<Event, 'sequence' | 'at' | 'businessDay' | 'hour'>
    : never
  : never;

/** What happened, and how many seconds after the visit began. */
export interface Timed {
  readonly after: number;
  readonly fact: Fact;
}

type Steps = readonly (readonly [ScreenName, number])[];

interface FlowFacts {
  readonly share: number;
  /** Seconds a visit to its end takes, in the middle of all. */
  readonly median: number;
  /** Where those end who do not come to the end. */
  readonly leftAt: Shares<ScreenName>;
}

const identifying: Steps = [
  ['presentCredential', 5],
  ['enterNumber', 2],
  ['readingCard', 1],
];
const flow = (share: number, median: number, ...steps: Steps): FlowFacts => ({
  share,
  median,
  leftAt: sharesOf([...identifying, ...steps]),
});

const flows: Readonly<Record<VisitFlow, FlowFacts>> = {
  registration: flow(34, 52, ['chooseDepartment', 6], ['chooseDoctor', 8], ['choosePeriod', 3], ['pay', 5]),
  collection: flow(17, 29, ['chooseOne', 4], ['review', 1], ['pay', 2]),
  payment: flow(27, 38, ['chooseSome', 5], ['review', 2], ['pay', 7], ['working', 1]),
  report: flow(13, 44, ['chooseSome', 5], ['readReport', 3], ['printing', 2]),
  card: flow(3, 71, ['confirmAppointment', 1], ['pay', 3], ['takeCard', 1]),
  refund: flow(1.5, 57, ['chooseOne', 3], ['review', 2], ['working', 1]),
  records: flow(2.5, 40, ['chooseOne', 2], ['prices', 4]),
  reprint: flow(1, 24, ['chooseOne', 2]),
  none: { share: 5, median: 12, leftAt: sharesOf([['menu', 1]]) },
};
const flowNames = Object.keys(flows) as readonly VisitFlow[];
const flowShares = sharesOf(flowNames.map((name) => [name, flows[name].share] as const));

const endings = sharesOf<VisitEnding>([
  ['completed', 861],
  ['abandoned', 82],
  ['timedOut', 36],
  ['trouble', 18],
  ['interrupted', 3],
]);

/** Visits in which something is registered, collected, paid, printed, issued or given back: the bulletin's transactions. */
const doing: readonly VisitFlow[] = ['registration', 'collection', 'payment', 'report', 'card', 'refund'];
/** Of all visits, to three digits. */
export const transactionShare =
  (0.861 * doing.reduce((sum, name) => sum + flows[name].share, 0)) /
  flowNames.reduce((sum, name) => sum + flows[name].share, 0);

/** Prices in fen of a registration: ordinary, associate, chief, noted, and free. */
const registrationPrices = sharesOf<number>([
  [1_200, 30],
  [2_200, 34],
  [3_500, 18],
  [5_000, 9],
  [10_000, 4],
  [0, 5],
]);
const collectionKinds = sharesOf<'prepaid' | 'paidHere' | 'checkedIn' | 'cancelled'>([
  ['prepaid', 55],
  ['paidHere', 22],
  ['checkedIn', 16],
  ['cancelled', 7],
]);
/** Bills in the middle of all, in fen; the mean is twice that. */
const usualBill = 13_000;

const slip: Fact = { kind: 'slipPrinted' };

/** What comes of a visit that came to its end, in the order in which it comes. */
function outcome(flow: VisitFlow, dice: Dice): readonly Fact[] {
  switch (flow) {
    case 'registration':
      return [{ kind: 'registrationConfirmed', amount: dice.pick(registrationPrices) }, slip];
    case 'collection':
      return [collected(dice), slip];
    case 'payment':
      return [{ kind: 'billsPaid', amount: Math.round(dice.around(usualBill, 1.15)) + 1 }, slip];
    case 'report': {
      const reports = 1 + dice.times(0.7);
      return [
        { kind: 'pagesPrinted', pages: reports + dice.times(0.3 * reports) },
        { kind: 'reportsPrinted', reports },
      ];
    }
    case 'card':
      return [{ kind: 'cardIssued' }, slip];
    case 'refund':
      return [{ kind: 'refunded', amount: Math.round(dice.around(usualBill / 2, 1)) + 1 }, slip];
    case 'reprint':
      return [{ kind: 'slipReprinted' }];
    case 'records':
    case 'none':
      return [];
  }
}

function collected(dice: Dice): Fact {
  switch (dice.pick(collectionKinds)) {
    case 'prepaid':
      return { kind: 'bookingCollected', amount: 0, paidHere: false };
    case 'paidHere':
      return { kind: 'bookingCollected', amount: dice.pick(registrationPrices), paidHere: true };
    case 'checkedIn':
      return { kind: 'checkedIn' };
    case 'cancelled':
      return { kind: 'bookingCancelled' };
  }
}

/** Where a visit ends that came to its end: the farewell. */
const end: ScreenName = 'farewell';
/** Without a touch a visit is ended after so many seconds. */
const patience = 60;

/** One visit: what came of it, and last its end. */
export function visitOf(flow: VisitFlow, dice: Dice): Timed[] {
  const { median, leftAt } = flows[flow];
  const drawn = dice.pick(endings);
  const ending = flow === 'none' && drawn === 'completed' ? 'abandoned' : drawn;
  const whole = Math.max(8, dice.around(median, 0.42));
  if (ending === 'completed') {
    const facts = outcome(flow, dice);
    const seconds = Math.round(whole);
    const timed = facts.map((fact, index) => ({ after: seconds - 5 * (facts.length - index), fact }));
    const firstTry = dice.happens(0.88);
    timed.push({ after: seconds, fact: { kind: 'visitEnded', flow, ending, step: end, seconds, firstTry } });
    return timed;
  }
  const seconds = Math.round(whole * (0.15 + 0.75 * dice.roll())) + (ending === 'timedOut' ? patience : 0);
  const step = ending === 'trouble' ? 'trouble' : dice.pick(leftAt);
  return [{ after: seconds, fact: { kind: 'visitEnded', flow, ending, step, seconds, firstTry: false } }];
}

export const drawnFlow = (dice: Dice, possible: (flow: VisitFlow) => boolean): VisitFlow => {
  const flow = dice.pick(flowShares);
  return possible(flow) ? flow : 'payment';
};
