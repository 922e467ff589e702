import { useState } from 'preact/hooks';
import type { bulletinJson } from '../../bulletin/json.ts';
import type { Asked } from '../client/paths.ts';
import { useTold } from '../client/use-told.ts';
import { addMonths, isMonth, monthOf } from '../days.ts';
import { Answer } from '../parts/panel.tsx';
import { Scroll } from '../parts/scroll.tsx';
import { useReading } from '../reader.ts';
import { hrefOf } from '../route.ts';
import { dayLong, decimal, monthLong, whole } from '../words/format.ts';
import { useLanguage, useWords } from '../words/use-words.ts';
import type { Words } from '../words/zh.ts';

type BulletinTold = ReturnType<typeof bulletinJson>;
type Figure = number | string;
type Form = '2018' | '2020';

const columns = {
  '2018': [
    'terminals',
    'cards_issued',
    'registrations',
    'registration_amount',
    'payments',
    'payment_amount',
    'reports_printed',
  ],
  '2020': ['terminals', 'registrations', 'registration_amount', 'payments', 'payment_amount'],
} as const satisfies Record<Form, readonly string[]>;

const forms: readonly Form[] = ['2018', '2020'];

/** Amounts come as text, so that nothing rounds them on the way, and are only grouped here. */
const written = (words: Words, figure: Figure | undefined): string => {
  if (figure === undefined) return '–';
  return typeof figure === 'number' ? whole(words, figure) : decimal(words, Number(figure), 2);
};

const figureOf = (row: object, column: string): Figure | undefined =>
  (row as Readonly<Record<string, Figure | undefined>>)[column];

interface BulletinProps {
  readonly month?: string;
  readonly form?: Form;
}

/** The published table of a month, as the hub has it. */
export const BulletinPage = ({ month: named, form: asked }: BulletinProps) => {
  const words = useWords();
  const language = useLanguage();
  const { today } = useReading();
  const { bulletin } = words;
  const month = named ?? addMonths(monthOf(today), -1);
  const form: Form = asked ?? (month < '2019-12' ? '2018' : '2020');
  const [typed, type] = useState(month);
  const path = `/v1/bulletins/${month}?form=${form}`;
  const shown = useTold<BulletinTold>({ path } as Asked<BulletinTold>);
  const view = (of: string, as: Form | undefined) =>
    hrefOf({ view: { page: 'bulletin', month: of, ...(as && { form: as }) } });
  const file = (format: string) => `${path}&format=${format}`;
  const show = (event: Event) => {
    event.preventDefault();
    if (isMonth(typed)) location.hash = view(typed, asked);
  };
  return (
    <>
      <div class="title">
        <div>
          <h1>
            {bulletin.short} <span class="aside">{monthLong(words, month)}</span>
          </h1>
        </div>
        <div class="period">
          <nav class="choices" aria-label={bulletin.form}>
            {forms.map((it) => (
              <a key={it} href={view(month, it)} {...(it === form && { 'aria-current': 'true' as const })}>
                {bulletin.forms[it]}
              </a>
            ))}
          </nav>
          <form class="range" onSubmit={show}>
            <a class="button" href={view(addMonths(month, -1), asked)} aria-label={words.period.earlier}>
              ‹
            </a>
            <input
              type="month"
              aria-label={words.period.month}
              value={typed}
              max={monthOf(today)}
              required
              placeholder="2020-02"
              onInput={(event) => type(event.currentTarget.value)}
            />
            <button type="submit">{words.period.show}</button>
            {month < monthOf(today) && (
              <a class="button" href={view(addMonths(month, 1), asked)} aria-label={words.period.later}>
                ›
              </a>
            )}
          </form>
          <div class="actions">
            <a class="button" href={file('csv')} download>
              CSV
            </a>
            <a class="button" href={file('xlsx')} download>
              Excel
            </a>
            <a class="button" href={file('html')}>
              {bulletin.print}
            </a>
          </div>
        </div>
      </div>
      <Answer shown={shown}>
        {(told) => {
          if (told.rows.length === 0) return <p class="empty">{bulletin.none}</p>;
          const names = columns[told.form];
          const { total } = told;
          return (
            <>
              <Scroll label={bulletin.title}>
                <table class="sheet bulletin">
                  <caption>{bulletin.title}</caption>
                  <thead>
                    <tr>
                      <th class="words" scope="col">
                        {bulletin.columns.unit}
                      </th>
                      {names.map((name) => (
                        <th key={name} scope="col">
                          {bulletin.columns[name]}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  {(['hospital', 'district'] as const).map((grouping) => (
                    <tbody key={grouping}>
                      <tr class="group">
                        <th scope="rowgroup" colSpan={names.length + 1}>
                          {bulletin.groupings[grouping]}
                        </th>
                      </tr>
                      {told.rows
                        .filter((row) => row.grouping === grouping)
                        .map((row) => (
                          <tr key={row.unit}>
                            <th scope="row">{row.name}</th>
                            {names.map((name) => {
                              const figure = figureOf(row, name);
                              return (
                                <td key={name} class={Number(figure) === 0 ? 'nought' : undefined}>
                                  {written(words, figure)}
                                </td>
                              );
                            })}
                          </tr>
                        ))}
                    </tbody>
                  ))}
                  <tfoot>
                    <tr>
                      <th scope="row">{told.wholeCity ? bulletin.total : bulletin.totalSeen}</th>
                      {names.map((name) => (
                        <td key={name}>{written(words, figureOf(total, name))}</td>
                      ))}
                    </tr>
                  </tfoot>
                </table>
              </Scroll>
              <footer class="foot">
                <span>{told.rule[language]}</span>
                <span>
                  {bulletin.on} {dayLong(words, told.on)}
                </span>
                <span>
                  {bulletin.prepaid} {whole(words, total.prepaidCollections)}
                </span>
                {!told.closed && <span>{bulletin.open}</span>}
                {told.revision > 0 && <span>{words.revision(told.revision)}</span>}
              </footer>
            </>
          );
        }}
      </Answer>
    </>
  );
};
