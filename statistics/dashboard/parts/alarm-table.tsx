import { useState } from 'preact/hooks';
import type { Alarm } from '../../api/shapes.ts';
import { useHub } from '../client/use-told.ts';
import { unitName, useReading } from '../reader.ts';
import { terminalView } from '../route.ts';
import { lasting, moment } from '../words/format.ts';
import { useLanguage, useWords } from '../words/use-words.ts';
import { alarmWords, weightOf } from './alarms.tsx';
import { Link } from './link.tsx';
import { useNow } from './now.ts';
import { type Column, Sorted } from './sorted.tsx';

/** What no heartbeat ends: somebody has to have looked. */
const closedByHand: readonly Alarm['kind'][] = ['restored', 'fork', 'clockAhead'];

const CloseAlarm = ({ alarm }: { readonly alarm: Alarm }) => {
  const words = useWords();
  const { client, desk } = useHub();
  const [said, say] = useState('');
  const close = async () => {
    const answer = await client.send('POST', `/v1/alarms/${encodeURIComponent(alarm.id)}/closing`);
    if (answer.ok) desk.refresh();
    else say(words.troubles[answer.trouble]);
  };
  return (
    <>
      <button type="button" onClick={() => void close()}>
        {words.alarms.close}
      </button>
      {said && <span class="said wrong"> {said}</span>}
    </>
  );
};

/** Alarms with when they began and ended, the newest first. */
export const AlarmTable = ({ alarms, places }: { readonly alarms: readonly Alarm[]; readonly places?: boolean }) => {
  const words = useWords();
  const language = useLanguage();
  const reading = useReading();
  const { zone } = reading.me;
  const now = useNow();
  if (alarms.length === 0) return <p class="empty">{words.alarms.noneEver}</p>;
  const lasts = ({ openedAt, closedAt }: Alarm) => (closedAt ?? now) - openedAt;
  const columns: Column<Alarm>[] = [
    {
      name: 'what',
      heading: words.alarms.columns.what,
      words: true,
      by: (alarm) => alarmWords(words, alarm),
      cell: (alarm) => (
        <span class={`state ${alarm.closedAt === null ? weightOf(alarm.kind) : 'off'}`}>
          {alarmWords(words, alarm)}
        </span>
      ),
    },
    {
      name: 'first',
      heading: words.alarms.columns.first,
      words: true,
      by: ({ kind }) => words.alarms.first[kind],
      // What is over needs nothing done.
      cell: ({ kind, closedAt }) => (closedAt === null ? words.alarms.first[kind] : ''),
    },
    ...(places
      ? [
          {
            name: 'terminal',
            heading: words.alarms.columns.where,
            words: true,
            by: ({ terminal }: Alarm) => terminal,
            cell: ({ terminal }: Alarm) => <Link to={terminalView(terminal)}>{terminal}</Link>,
          },
          {
            name: 'unit',
            heading: words.places.unit,
            words: true,
            by: ({ unit }: Alarm) => unitName(reading, unit, language),
            cell: ({ unit }: Alarm) => unitName(reading, unit, language),
          },
        ]
      : []),
    {
      name: 'opened',
      heading: words.alarms.opened,
      by: ({ openedAt }) => openedAt,
      cell: ({ openedAt }) => moment(words, openedAt, zone),
    },
    {
      name: 'closed',
      heading: words.alarms.closed,
      by: ({ closedAt }) => closedAt,
      cell: (alarm) => {
        if (alarm.closedAt !== null) return moment(words, alarm.closedAt, zone);
        return reading.me.administrator && closedByHand.includes(alarm.kind) ? (
          <CloseAlarm alarm={alarm} />
        ) : (
          words.alarms.open
        );
      },
    },
    { name: 'lasted', heading: words.alarms.lasted, by: lasts, cell: (alarm) => lasting(words, lasts(alarm)) },
  ];
  return <Sorted label={words.panels.alarms} rows={alarms} columns={columns} keyOf={({ id }) => id} first="opened" />;
};
