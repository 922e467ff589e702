import type { Period } from './period.ts';
import type { Standing } from './standings.ts';

/** The terminals of which the same days are asked for, each with where it stood on them. */
export interface Segment extends Period {
  readonly standings: ReadonlyMap<string, Standing>;
}

/**
 * Standings put together by their days, so that terminals which nobody moved (nearly all) are asked for in one query. A
 * terminal stands in a segment once: it cannot stand in two places on the same days.
 */
export const segmentsOf = (standings: readonly Standing[]): Segment[] => {
  const byDays = new Map<string, { from: string; to: string; standings: Map<string, Standing> }>();
  for (const standing of standings) {
    const { from, to, terminal } = standing;
    const days = `${from} ${to}`;
    const segment = byDays.get(days);
    if (segment) segment.standings.set(terminal, standing);
    else byDays.set(days, { from, to, standings: new Map([[terminal, standing]]) });
  }
  return [...byDays.values()];
};

/**
 * The same for what the store holds by unit: a terminal that stood in one ward of each unit only is asked for over the
 * whole period, since its rows say of themselves which unit they are of.
 */
export const wholeWherePossible = (standings: readonly Standing[], period: Period): Standing[] => {
  const of = Map.groupBy(standings, ({ terminal }) => terminal);
  return standings.map((standing) => (of.get(standing.terminal)?.length === 1 ? { ...standing, ...period } : standing));
};
