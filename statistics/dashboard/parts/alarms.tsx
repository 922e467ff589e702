import type { Alarm, Alarms as AlarmsTold } from '../../api/shapes.ts';
import type { Shown } from '../client/use-told.ts';
import { useReading } from '../reader.ts';
import { terminalView, type View } from '../route.ts';
import { lasting, moment, whole } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import type { Words } from '../words/zh.ts';
import { Link } from './link.tsx';
import { useNow } from './now.ts';
import { Answer, Panel } from './panel.tsx';

/** What an alarm says in a line: its kind, the device, and what of it. */
export const alarmWords = (words: Words, { kind, device, detail }: Alarm): string => {
  const fault = (words.faults as Record<string, string>)[detail] ?? (words.supplies as Record<string, unknown>)[detail];
  const about = typeof fault === 'string' ? fault : detail;
  const thing = device ? words.devices[device] : undefined;
  const title = words.alarms.kinds[kind];
  return [title, thing, about.toLowerCase() === title.toLowerCase() ? '' : about].filter((it) => it).join(' · ');
};

/** What keeps a terminal from serving weighs more than what will. */
export const weightOf = (kind: Alarm['kind']): 'stop' | 'care' =>
  kind === 'supplyLow' || kind === 'clockAhead' || kind === 'restored' ? 'care' : 'stop';

interface AlarmsProps {
  readonly shown: Shown<AlarmsTold>;
  /** How a unit is called; nothing where everything is of one. */
  readonly unitName?: (unit: string) => string;
  readonly all: View;
  readonly most?: number;
}

/** Alarms that are open, how many of each kind, and the newest of them. */
export const Alarms = ({ shown, unitName, all, most = 7 }: AlarmsProps) => {
  const words = useWords();
  const { zone } = useReading().me;
  const now = useNow();
  return (
    <Panel size="least" title={words.panels.alarms} aside={<span class="aside">{words.alarms.open}</span>}>
      <Answer shown={shown}>
        {({ alarms }) => {
          if (alarms.length === 0) return <p class="state done">{words.alarms.none}</p>;
          const kinds = new Map<Alarm['kind'], number>();
          for (const { kind } of alarms) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
          const newest = [...alarms].sort((a, b) => b.openedAt - a.openedAt).slice(0, most);
          return (
            <>
              <ul class="tally">
                {[...kinds]
                  .sort(([, a], [, b]) => b - a)
                  .map(([kind, count]) => (
                    <li key={kind}>
                      <b>{whole(words, count)}</b>{' '}
                      <span class={`state ${weightOf(kind)}`}>{words.alarms.kinds[kind]}</span>
                    </li>
                  ))}
              </ul>
              <ul class="alarms">
                {newest.map((alarm) => (
                  <li key={alarm.id}>
                    <Link to={terminalView(alarm.terminal)}>{alarmWords(words, alarm)}</Link>
                    <time title={moment(words, alarm.openedAt, zone)}>{lasting(words, now - alarm.openedAt)}</time>
                    <span class="aside">
                      {alarm.terminal}
                      {unitName && ` · ${unitName(alarm.unit)}`}
                    </span>
                  </li>
                ))}
              </ul>
              <Link to={all}>{words.alarms.all(whole(words, alarms.length))}</Link>
            </>
          );
        }}
      </Answer>
    </Panel>
  );
};
