import { useMemo } from 'preact/hooks';
import * as ask from '../client/paths.ts';
import { usePlace } from '../client/use-place.ts';
import { useTold } from '../client/use-told.ts';
import { Alarms } from '../parts/alarms.tsx';
import { AsOf } from '../parts/as-of.tsx';
import { Devices } from '../parts/devices.tsx';
import { Flows } from '../parts/flows.tsx';
import { PlaceCourse, PlaceHeadline } from '../parts/place-figures.tsx';
import { Supplies } from '../parts/supplies.tsx';
import { TerminalsTable } from '../parts/terminals-table.tsx';
import { Title, top } from '../parts/title.tsx';
import { WardsTable } from '../parts/wards-table.tsx';
import { Week } from '../parts/week.tsx';
import { type Period, periodBefore } from '../period.ts';
import { onlyUnit, unitName, useReading } from '../reader.ts';
import type { Place, View } from '../route.ts';
import { whole } from '../words/format.ts';
import { useLanguage, useWords } from '../words/use-words.ts';

interface UnitProps {
  readonly unit: string;
  readonly period: Period;
  readonly measure?: string;
}

/** A hospital, or a district's clinics: the same as of the city, and its wards, terminals and supplies. */
export const Unit = ({ unit, period, measure }: UnitProps) => {
  const words = useWords();
  const language = useLanguage();
  const reading = useReading();
  const of: Place = { kind: 'unit', unit };
  const told = usePlace(of, period);
  const alarms = useTold(ask.openAlarms(of));
  const supplies = useTold(ask.supplies(of));
  const view: View = { page: 'place', place: of, ...(measure && { measure }) };
  const terminals = reading.units.find((it) => it.unit === unit)?.terminals;
  // The largest part by far asks for itself: it is not drawn anew with every answer to the page.
  const { from, to } = period;
  const table = useMemo(
    () => <TerminalsTable unit={unit} period={{ from, to }} before={periodBefore({ from, to })} />,
    [unit, from, to],
  );
  return (
    <>
      <Title
        title={unitName(reading, unit, language)}
        above={onlyUnit(reading) ? [] : [top('city' in reading.me.scope ? words.places.city : words.places.mine)]}
        aside={terminals !== undefined && `${whole(words, terminals)} ${words.units.terminals}`}
        view={view}
        period={period}
        today={reading.today}
      />
      <PlaceHeadline {...told} />
      <div class="board">
        <PlaceCourse told={told} measure={measure} />
        <Alarms shown={alarms} all={{ page: 'alarms', unit }} />
        {table}
        <Flows shown={told.visits} place={of} />
        <Week period={period} shown={told.week} />
        <Devices shown={told.devices} place={of} />
        <WardsTable unit={unit} period={period} before={told.before} />
        <Supplies shown={supplies} today={reading.today} />
      </div>
      <AsOf usage={told.now.value} />
    </>
  );
};
