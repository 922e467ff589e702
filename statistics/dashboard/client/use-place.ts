import { headlineCounts } from '../measures.ts';
import { grainOf, type Period, periodBefore } from '../period.ts';
import type { Place } from '../route.ts';
import * as ask from './paths.ts';
import { useTold } from './use-told.ts';

/** What is asked of every place alike. `compared` is empty while there is nothing of this period's predecessor to show. */
export const usePlace = (of: Place, period: Period) => {
  const before = periodBefore(period);
  const now = useTold(ask.usage({ period, of, time: grainOf(period), counts: headlineCounts }));
  const was = useTold(ask.usage({ period: before, of, time: grainOf(before), counts: headlineCounts }));
  const week = useTold(ask.usage({ period, of, time: 'weekHour', counts: ['visits'] }));
  const visits = useTold(ask.visits(period, of));
  const devices = useTold(ask.devices(period, of, of.kind));
  const compared = was.value && !was.old ? { was: was.value } : {};
  return { of, period, before, now, week, visits, devices, compared };
};

export type PlaceTold = ReturnType<typeof usePlace>;
