import type { Devices as DevicesTold } from '../../api/shapes.ts';
import type { Shown } from '../client/use-told.ts';
import type { Place } from '../route.ts';
import { lasting, percent, whole } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import type { Words } from '../words/zh.ts';
import { Bar } from './bar.tsx';
import { Link } from './link.tsx';
import { Answer, Panel } from './panel.tsx';
import { Scroll } from './scroll.tsx';

export type DeviceRow = DevicesTold['rows'][number];

export const faultWords = (words: Words, fault: string): string =>
  (words.faults as Record<string, string>)[fault] ?? fault;

export const mainFaults = (words: Words, { faults }: DeviceRow, most: number): string =>
  [...faults]
    .sort((a, b) => b.times - a.times)
    .slice(0, most)
    .map(({ fault, times }) => `${faultWords(words, fault)} ${whole(words, times)}`)
    .join(words.locale.startsWith('zh') ? '、' : ', ');

/** Below this a device is looked at with care: 43 minutes of a day. */
const careBelow = 0.97;

export const longestDown = (rows: readonly DeviceRow[]): number => Math.max(1, ...rows.map((row) => row.downSeconds));

export const Availability = ({ share }: { readonly share: number | null }) => {
  const words = useWords();
  if (share === null) return <span class="nought">–</span>;
  return <span class={share < careBelow ? 'state care' : undefined}>{percent(words, share, 2)}</span>;
};

/** How able each kind of device was to do its work, the worst first. */
export const Devices = ({ shown, place }: { readonly shown: Shown<DevicesTold>; readonly place: Place }) => {
  const words = useWords();
  const { panels } = words;
  const all = place.kind === 'unit' ? { unit: place.unit } : {};
  return (
    <Panel
      size="half"
      title={panels.devices}
      aside={
        place.kind !== 'terminal' && (
          <Link to={{ page: 'devices', ...all }}>{place.kind === 'unit' ? panels.terminals : panels.units}</Link>
        )
      }
    >
      <Answer shown={shown}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p class="empty">{panels.none}</p>
          ) : (
            <Scroll label={panels.devices}>
              <table class="sheet">
                <thead>
                  <tr>
                    <th class="words" scope="col">
                      {panels.name}
                    </th>
                    <th scope="col">{words.rates.availability}</th>
                    <th scope="col">{panels.outages}</th>
                    <th scope="col" colSpan={2}>
                      {panels.down}
                    </th>
                    <th class="words" scope="col">
                      {panels.faults}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {[...rows]
                    .sort((a, b) => (a.availability ?? 1) - (b.availability ?? 1))
                    .map((row) => (
                      <tr key={row.device}>
                        <th scope="row">{words.devices[row.device]}</th>
                        <td>
                          <Availability share={row.availability} />
                        </td>
                        <td>{whole(words, row.outages)}</td>
                        <td>{row.downSeconds === 0 ? '–' : lasting(words, row.downSeconds * 1000)}</td>
                        <td>
                          <Bar share={row.downSeconds / longestDown(rows)} care />
                        </td>
                        <td class="words long">{mainFaults(words, row, 2) || '–'}</td>
                      </tr>
                    ))}
                </tbody>
              </table>
            </Scroll>
          )
        }
      </Answer>
    </Panel>
  );
};
