import * as ask from '../client/paths.ts';
import { useTold } from '../client/use-told.ts';
import { Bar } from '../parts/bar.tsx';
import { Availability, type DeviceRow, longestDown, mainFaults } from '../parts/devices.tsx';
import { Link } from '../parts/link.tsx';
import { Answer, Panel } from '../parts/panel.tsx';
import { type Column, Sorted } from '../parts/sorted.tsx';
import { Title, wayUp } from '../parts/title.tsx';
import type { Period } from '../period.ts';
import { unitName, useReading } from '../reader.ts';
import { type Place, terminalView, type View } from '../route.ts';
import { lasting, whole } from '../words/format.ts';
import { useLanguage, useWords } from '../words/use-words.ts';

/** Each kind of device by unit, or by terminal of a unit: who keeps them well. */
export const DevicesPage = ({ unit, period }: { readonly unit?: string; readonly period: Period }) => {
  const words = useWords();
  const language = useLanguage();
  const reading = useReading();
  const of: Place = unit ? { kind: 'unit', unit } : { kind: 'city' };
  const shown = useTold(ask.devices(period, of, unit ? 'terminal' : 'unit'));
  const view: View = { page: 'devices', ...(unit && { unit }) };
  const longest = longestDown(shown.value?.rows ?? []);
  const columns: Column<DeviceRow>[] = [
    {
      name: 'place',
      heading: unit ? words.places.terminal : words.places.unit,
      words: true,
      by: ({ name }) => name[language],
      cell: ({ place, name }) =>
        unit ? (
          <Link to={terminalView(place)}>
            {place} <span class="aside">{name[language]}</span>
          </Link>
        ) : (
          <Link to={{ page: 'devices', unit: place }}>{name[language] || place}</Link>
        ),
    },
    ...(unit
      ? []
      : [
          {
            name: 'terminals',
            heading: words.panels.has,
            by: ({ terminals }: DeviceRow) => terminals,
            cell: ({ terminals }: DeviceRow) => whole(words, terminals),
          },
        ]),
    {
      name: 'availability',
      heading: words.rates.availability,
      by: ({ availability }) => availability,
      cell: ({ availability }) => <Availability share={availability} />,
    },
    {
      name: 'outages',
      heading: words.panels.outages,
      by: ({ outages }) => outages,
      cell: ({ outages }) => whole(words, outages),
    },
    {
      name: 'down',
      heading: words.panels.down,
      by: ({ downSeconds }) => downSeconds,
      cell: ({ downSeconds }) => (downSeconds === 0 ? '–' : lasting(words, downSeconds * 1000)),
    },
    {
      name: 'bar',
      heading: words.figures.bar(words.panels.down),
      unseen: true,
      class: 'wide',
      cell: ({ downSeconds }) => <Bar share={downSeconds / longest} care />,
    },
    {
      name: 'faults',
      heading: words.panels.faults,
      words: true,
      class: 'long',
      cell: (row) => mainFaults(words, row, 3) || '–',
    },
  ];
  return (
    <>
      <Title
        title={words.nav.devices}
        above={wayUp(words.nav.city, unit && { unit, name: unitName(reading, unit, language) })}
        view={view}
        period={period}
        today={reading.today}
      />
      <Panel title={words.panels.devices} long>
        <Answer shown={shown}>
          {({ rows }) =>
            rows.length === 0 ? (
              <p class="empty">{words.panels.none}</p>
            ) : (
              <Sorted
                label={words.panels.devices}
                rows={rows}
                columns={columns}
                keyOf={({ place, device }) => `${place} ${device}`}
                first="down"
                groupOf={({ device }) => words.devices[device]}
              />
            )
          }
        </Answer>
      </Panel>
    </>
  );
};
