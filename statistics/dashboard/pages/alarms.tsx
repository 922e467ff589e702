import * as ask from '../client/paths.ts';
import { useTold } from '../client/use-told.ts';
import { AlarmTable } from '../parts/alarm-table.tsx';
import { Answer, Panel } from '../parts/panel.tsx';
import { Title, wayUp } from '../parts/title.tsx';
import type { Period } from '../period.ts';
import { unitName, useReading } from '../reader.ts';
import type { Place, View } from '../route.ts';
import { useLanguage, useWords } from '../words/use-words.ts';

/** What is wrong now, and what was. */
export const AlarmsPage = ({ unit, period }: { readonly unit?: string; readonly period: Period }) => {
  const words = useWords();
  const language = useLanguage();
  const reading = useReading();
  const of: Place = unit ? { kind: 'unit', unit } : { kind: 'city' };
  const open = useTold(ask.openAlarms(of));
  const all = useTold(ask.allAlarms(period, of));
  const view: View = { page: 'alarms', ...(unit && { unit }) };
  return (
    <>
      <Title
        title={words.nav.alarms}
        above={wayUp(words.nav.city, unit && { unit, name: unitName(reading, unit, language) })}
        view={view}
        period={period}
        today={reading.today}
      />
      <div class="board">
        <Panel title={words.alarms.open} long>
          <Answer shown={open}>
            {({ alarms }) =>
              alarms.length === 0 ? (
                <p class="state done">{words.alarms.none}</p>
              ) : (
                <AlarmTable alarms={alarms} places />
              )
            }
          </Answer>
        </Panel>
        <Panel title={words.panels.history} long>
          <Answer shown={all}>{({ alarms }) => <AlarmTable alarms={alarms} places />}</Answer>
        </Panel>
      </div>
    </>
  );
};
