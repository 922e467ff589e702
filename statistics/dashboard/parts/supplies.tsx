import type { Supplies as SuppliesTold } from '../../api/shapes.ts';
import type { Shown } from '../client/use-told.ts';
import { daysFromTo } from '../days.ts';
import { terminalView } from '../route.ts';
import { decimal, whole } from '../words/format.ts';
import { useLanguage, useWords } from '../words/use-words.ts';
import type { Words } from '../words/zh.ts';
import { Link } from './link.tsx';
import { Answer, Panel } from './panel.tsx';
import { Scroll } from './scroll.tsx';

type Row = SuppliesTold['terminals'][number];
type Supply = NonNullable<Row['cards']>;

/** Days a supply lasts from today on; nothing where it is not used up. */
const daysLeft = (supply: Supply | null, today: string): number | undefined => {
  if (!supply) return undefined;
  if (supply.left === 0) return -1;
  return supply.lastsUntil === null ? undefined : daysFromTo(today, supply.lastsUntil) - 1;
};

/** Soon enough that somebody should bring more. */
const soon = 3;

const SupplyCells = ({ supply, today }: { readonly supply: Supply | null; readonly today: string }) => {
  const words = useWords();
  const { supplies } = words;
  if (!supply)
    return (
      <td class="nought words" colSpan={3}>
        {supplies.uncounted}
      </td>
    );
  const days = daysLeft(supply, today);
  return (
    <>
      <td>{whole(words, supply.left)}</td>
      <td>{decimal(words, supply.perDay)}</td>
      <td class="words">
        <span class={days === undefined || days > soon ? undefined : days < 0 ? 'state stop' : 'state care'}>
          {untilWords(words, supply, days)}
        </span>
      </td>
    </>
  );
};

const untilWords = ({ supplies }: Words, supply: Supply, days: number | undefined): string => {
  if (supply.left === 0) return supplies.gone;
  return days === undefined ? supplies.unused : supplies.inDays(days);
};

interface SuppliesProps {
  readonly shown: Shown<SuppliesTold>;
  readonly today: string;
}

/** What runs out when, the most urgent first. */
export const Supplies = ({ shown, today }: SuppliesProps) => {
  const words = useWords();
  const language = useLanguage();
  const { supplies, panels } = words;
  return (
    <Panel title={panels.supplies} long>
      <Answer shown={shown}>
        {({ terminals }) => {
          const urgency = (row: Row) =>
            Math.min(daysLeft(row.cards, today) ?? 9999, daysLeft(row.sheets, today) ?? 9999);
          if (terminals.length === 0) return <p class="empty">{panels.suppliesNone}</p>;
          return (
            <Scroll label={panels.supplies}>
              <table class="sheet">
                <thead>
                  <tr>
                    <th class="words" rowSpan={2} scope="col">
                      {words.terminal.id}
                    </th>
                    <th class="words" colSpan={3} scope="colgroup">
                      {supplies.cards}
                    </th>
                    <th class="words" colSpan={3} scope="colgroup">
                      {supplies.sheets}
                    </th>
                    <th rowSpan={2} scope="col">
                      {supplies.bin}
                    </th>
                  </tr>
                  <tr>
                    {['cards', 'sheets'].flatMap((kind) => [
                      <th key={`${kind} left`} scope="col">
                        {supplies.left}
                      </th>,
                      <th key={`${kind} day`} scope="col">
                        {supplies.perDay}
                      </th>,
                      <th key={`${kind} until`} class="words" scope="col">
                        {supplies.lasts}
                      </th>,
                    ])}
                  </tr>
                </thead>
                <tbody>
                  {[...terminals]
                    .sort((a, b) => urgency(a) - urgency(b))
                    .map((row) => (
                      <tr key={row.terminal}>
                        <th scope="row">
                          <Link to={terminalView(row.terminal)}>
                            {row.terminal} <span class="aside">{row.place[language]}</span>
                          </Link>
                        </th>
                        <SupplyCells supply={row.cards} today={today} />
                        <SupplyCells supply={row.sheets} today={today} />
                        <td>{row.bin === null ? '–' : whole(words, row.bin)}</td>
                      </tr>
                    ))}
                </tbody>
              </table>
            </Scroll>
          );
        }}
      </Answer>
    </Panel>
  );
};
