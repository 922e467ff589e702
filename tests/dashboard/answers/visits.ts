import type { Visits } from '../../../statistics/api/shapes.ts';

type FlowVisits = Visits['flows'][number];
type Ending = FlowVisits['endings'][number]['ending'];

/** Of all visits; of those completed, left, timed out, troubled; where they stopped; seconds. */
const flows: readonly [FlowVisits['flow'], number, readonly number[], readonly string[], number, number][] = [
  [
    'registration',
    0.34,
    [0.79, 0.13, 0.05, 0.02],
    ['chooseDoctor', 'choosePeriod', 'pay', 'presentCredential'],
    92,
    214,
  ],
  ['payment', 0.27, [0.86, 0.08, 0.03, 0.03], ['pay', 'chooseSome', 'presentCredential'], 71, 168],
  ['report', 0.2, [0.93, 0.03, 0.02, 0.02], ['printing', 'presentCredential'], 58, 131],
  ['collection', 0.07, [0.9, 0.06, 0.03, 0.01], ['chooseOne', 'presentCredential'], 49, 97],
  ['card', 0.05, [0.74, 0.12, 0.06, 0.08], ['takeCard', 'enterNumber', 'pay'], 133, 305],
  ['records', 0.03, [0.97, 0.02, 0.01, 0], ['prices'], 64, 240],
  ['refund', 0.015, [0.7, 0.2, 0.07, 0.03], ['chooseSome', 'review'], 88, 190],
  ['reprint', 0.01, [0.95, 0.03, 0.01, 0.01], ['chooseOne'], 35, 80],
];
const kinds: readonly Ending[] = ['completed', 'abandoned', 'timedOut', 'trouble'];

export const flowVisits = (all: number): FlowVisits[] =>
  flows.map(([flow, share, ends, steps, median, p95]) => {
    const visits = Math.round(all * share);
    const endings = kinds.flatMap((ending, index): FlowVisits['endings'] => {
      const here = Math.round(visits * (ends[index] ?? 0));
      if (ending === 'completed') return [{ ending, step: 'farewell', visits: here }];
      return steps.map((step, at) => ({ ending, step, visits: Math.round(here / 2 ** (at + 1)) }));
    });
    const counted = endings.reduce((sum, it) => sum + it.visits, 0);
    const completed = endings[0]?.visits ?? 0;
    return {
      flow,
      visits: counted,
      completed,
      firstTries: Math.round(completed * 0.9),
      median: completed === 0 ? null : median,
      p95: completed === 0 ? null : p95,
      endings: endings.filter((it) => it.visits > 0).sort((a, b) => b.visits - a.visits),
    };
  });
