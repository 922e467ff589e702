import { useMemo } from 'preact/hooks';
import * as ask from '../client/paths.ts';
import { useTold } from '../client/use-told.ts';
import { headlineCounts, measureOf } from '../measures.ts';
import { Alarms } from '../parts/alarms.tsx';
import { AsOf } from '../parts/as-of.tsx';
import { Course } from '../parts/course.tsx';
import { Devices } from '../parts/devices.tsx';
import { Flows } from '../parts/flows.tsx';
import { Headline } from '../parts/headline.tsx';
import { Answer } from '../parts/panel.tsx';
import { Title } from '../parts/title.tsx';
import { UnitsTable } from '../parts/units-table.tsx';
import { Week } from '../parts/week.tsx';
import { grainOf, type Period, periodBefore } from '../period.ts';
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
  const before = periodBefore(period);
  const now = useTold(ask.usage({ period, of, time: grainOf(period), counts: headlineCounts }));
  const was = useTold(ask.usage({ period: before, of, time: grainOf(before), counts: headlineCounts }));
  const week = useTold(ask.usage({ period, of, time: 'weekHour', counts: ['visits'] }));
  const visits = useTold(ask.visits(period, of));
  const devices = useTold(ask.devices(period, of, 'city'));
  const alarms = useTold(ask.openAlarms(of));
  const view: View = { page: 'place', place: of, ...(measure && { measure }) };
  const terminals = reading.units.reduce((sum, unit) => sum + unit.terminals, 0);
  // The largest part by far asks for itself: it is not drawn anew with every answer to the page.
  const { from, to } = period;
  const table = useMemo(() => <UnitsTable period={{ from, to }} before={periodBefore({ from, to })} />, [from, to]);
  const compared = was.value && !was.old ? { was: was.value } : {};
  return (
    <>
      <Title
        title={'city' in reading.me.scope ? words.places.city : words.places.mine}
        aside={`${whole(words, terminals)} ${words.units.terminals}`}
        view={view}
        period={period}
        today={reading.today}
      />
      <Answer shown={now}>
        {(usage) => <Headline period={period} place={of} now={usage} {...(compared.was && { before: compared.was })} />}
      </Answer>
      <div class="board">
        {now.value && (
          <Course
            period={period}
            before={before}
            place={of}
            measure={measureOf(measure)}
            now={now.value}
            old={now.old}
            {...compared}
          />
        )}
        <Alarms shown={alarms} unitName={(unit) => unitName(reading, unit, language)} all={{ page: 'alarms' }} />
        <Flows shown={visits} place={of} />
        <Week period={period} shown={week} />
        <Devices shown={devices} place={of} />
        {table}
      </div>
      <AsOf usage={now.value} />
    </>
  );
};
