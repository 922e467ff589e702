import * as ask from '../client/paths.ts';
import { usePlace } from '../client/use-place.ts';
import { useTold } from '../client/use-told.ts';
import { AlarmTable } from '../parts/alarm-table.tsx';
import { AsOf } from '../parts/as-of.tsx';
import { Devices } from '../parts/devices.tsx';
import { DevicesNow } from '../parts/devices-now.tsx';
import { Flows } from '../parts/flows.tsx';
import { Answer, Panel } from '../parts/panel.tsx';
import { PlaceCourse, PlaceHeadline } from '../parts/place-figures.tsx';
import { Supplies } from '../parts/supplies.tsx';
import { TerminalFacts } from '../parts/terminal-facts.tsx';
import { Title, top } from '../parts/title.tsx';
import { Week } from '../parts/week.tsx';
import type { Period } from '../period.ts';
import { onlyUnit, unitName, useReading } from '../reader.ts';
import { type Place, unitView, type View } from '../route.ts';
import { useLanguage, useWords } from '../words/use-words.ts';

interface TerminalProps {
  readonly terminal: string;
  readonly period: Period;
  readonly measure?: string;
}

/** One machine: how it is now, what it did, what went wrong with it. */
export const Terminal = ({ terminal, period, measure }: TerminalProps) => {
  const words = useWords();
  const language = useLanguage();
  const reading = useReading();
  const of: Place = { kind: 'terminal', terminal };
  const self = useTold(ask.terminal(terminal));
  const told = usePlace(of, period);
  const supplies = useTold(ask.supplies(of));
  const alarms = useTold(ask.allAlarms(period, of));
  const view: View = { page: 'place', place: of, ...(measure && { measure }) };
  const unit = self.value?.unit;
  const above = onlyUnit(reading) ? [] : [top('city' in reading.me.scope ? words.places.city : words.places.mine)];
  return (
    <>
      <Title
        title={terminal}
        above={unit ? [...above, { to: unitView(unit), name: unitName(reading, unit, language) }] : above}
        aside={self.value?.place[language]}
        view={view}
        period={period}
        today={reading.today}
      />
      <Answer shown={self}>{(it) => <TerminalFacts terminal={it} />}</Answer>
      <PlaceHeadline {...told} />
      <div class="board">
        <PlaceCourse told={told} measure={measure} />
        <Panel title={words.panels.now} size="least">
          <Answer shown={self}>{(it) => <DevicesNow terminal={it} />}</Answer>
        </Panel>
        <Flows shown={told.visits} place={of} />
        <Week period={period} shown={told.week} />
        <Devices shown={told.devices} place={of} />
        <Supplies shown={supplies} today={reading.today} />
        <Panel title={words.panels.history} long>
          <Answer shown={alarms}>{(it) => <AlarmTable alarms={it.alarms} />}</Answer>
        </Panel>
      </div>
      <AsOf usage={told.now.value} />
    </>
  );
};
