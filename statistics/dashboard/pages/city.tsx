import { useMemo } from 'preact/hooks';
import * as ask from '../client/paths.ts';
import { usePlace } from '../client/use-place.ts';
import { useTold } from '../client/use-told.ts';
import { Alarms } from '../parts/alarms.tsx';
import { AsOf } from '../parts/as-of.tsx';
import { Devices } from '../parts/devices.tsx';
import { Flows } from '../parts/flows.tsx';
import { PlaceCourse, PlaceHeadline } from '../parts/place-figures.tsx';
import { Title } from '../parts/title.tsx';
import { UnitsTable } from '../parts/units-table.tsx';
import { Week } from '../parts/week.tsx';
import { type Period, periodBefore } from '../period.ts';
import { unitName, useReading } from '../reader.ts';
import type { Place, View } from '../route.ts';
import { whole } from '../words/format.ts';
import { useLanguage, useWords } from '../words/use-words.ts';

const of: Place = { kind: 'city' };

/** Everything one may see, at a glance. */
export const City = ({ period, measure }: { readonly period: Period; readonly measure?: string }) => {
  const words = useWords();
  const language = useLanguage();
  const reading = useReading();
  const told = usePlace(of, period);
  const alarms = useTold(ask.openAlarms(of));
  const view: View = { page: 'place', place: of, ...(measure && { measure }) };
  const terminals = reading.units.reduce((sum, unit) => sum + unit.terminals, 0);
  // The largest part by far asks for itself: it is not drawn anew with every answer to the page.
  const { from, to } = period;
  const table = useMemo(() => <UnitsTable period={{ from, to }} before={periodBefore({ from, to })} />, [from, to]);
  return (
    <>
      <Title
        title={'city' in reading.me.scope ? words.places.city : words.places.mine}
        aside={`${whole(words, terminals)} ${words.units.terminals}`}
        view={view}
        period={period}
        today={reading.today}
      />
      <PlaceHeadline {...told} />
      <div class="board">
        <PlaceCourse told={told} measure={measure} />
        <Alarms shown={alarms} unitName={(unit) => unitName(reading, unit, language)} all={{ page: 'alarms' }} />
        <Flows shown={told.visits} place={of} />
        <Week period={period} shown={told.week} />
        <Devices shown={told.devices} place={of} />
        {table}
      </div>
      <AsOf usage={told.now.value} />
    </>
  );
};
