import * as ask from '../client/paths.ts';
import { useTold } from '../client/use-told.ts';
import { headlineCounts, measureOf } from '../measures.ts';
import { AlarmTable } from '../parts/alarm-table.tsx';
import { AsOf } from '../parts/as-of.tsx';
import { Course } from '../parts/course.tsx';
import { Devices } from '../parts/devices.tsx';
import { DevicesNow } from '../parts/devices-now.tsx';
import { Flows } from '../parts/flows.tsx';
import { Headline } from '../parts/headline.tsx';
import { Answer, Panel } from '../parts/panel.tsx';
import { Supplies } from '../parts/supplies.tsx';
import { TerminalFacts } from '../parts/terminal-facts.tsx';
import { Title, top } from '../parts/title.tsx';
import { Week } from '../parts/week.tsx';
import { grainOf, type Period, periodBefore } from '../period.ts';
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
  const before = periodBefore(period);
  const self = useTold(ask.terminal(terminal));
  const now = useTold(ask.usage({ period, of, time: grainOf(period), counts: headlineCounts }));
  const was = useTold(ask.usage({ period: before, of, time: grainOf(before), counts: headlineCounts }));
  const week = useTold(ask.usage({ period, of, time: 'weekHour', counts: ['visits'] }));
  const visits = useTold(ask.visits(period, of));
  const devices = useTold(ask.devices(period, of, 'terminal'));
  const supplies = useTold(ask.supplies(of));
  const alarms = useTold(ask.allAlarms(period, of));
  const view: View = { page: 'place', place: of, ...(measure && { measure }) };
  const compared = was.value && !was.old ? { was: was.value } : {};
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
        <Panel title={words.panels.now} size="least">
          <Answer shown={self}>{(it) => <DevicesNow terminal={it} />}</Answer>
        </Panel>
        <Flows shown={visits} place={of} />
        <Week period={period} shown={week} />
        <Devices shown={devices} place={of} />
        <Supplies shown={supplies} today={reading.today} />
        <Panel title={words.panels.history} long>
          <Answer shown={alarms}>{(it) => <AlarmTable alarms={it.alarms} />}</Answer>
        </Panel>
      </div>
      <AsOf usage={now.value} />
    </>
  );
};
