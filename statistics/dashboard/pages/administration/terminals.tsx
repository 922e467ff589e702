import { useState } from 'preact/hooks';
import type { TerminalNow } from '../../../api/shapes.ts';
import * as ask from '../../client/paths.ts';
import { useTold } from '../../client/use-told.ts';
import { Link } from '../../parts/link.tsx';
import { Answer, Panel } from '../../parts/panel.tsx';
import { type Column, Sorted } from '../../parts/sorted.tsx';
import { unitName, useReading } from '../../reader.ts';
import { terminalView } from '../../route.ts';
import { moment, whole } from '../../words/format.ts';
import { useLanguage, useWords } from '../../words/use-words.ts';
import { type Placing, PlacingForm } from './placing-form.tsx';
import { Said } from './said.tsx';
import { Secret } from './secret.tsx';
import { useSending } from './use-sending.ts';

interface Code {
  readonly code: string;
}

/** A table longer than this is searched, not read. */
const mostShown = 200;

const states = { waiting: 'off', enrolled: 'done', revoked: 'stop' } as const;

/** Which terminals there are, where, and whether a key is bound to them. */
export const Terminals = () => {
  const words = useWords();
  const language = useLanguage();
  const reading = useReading();
  const { zone } = reading.me;
  const texts = words.administration;
  const shown = useTold(ask.terminals({ kind: 'city' }));
  const { said, send } = useSending();
  const [sought, seek] = useState('');
  const [moving, move] = useState<TerminalNow>();
  const [made, setMade] = useState<{ terminal: string; code: string }>();
  const path = (terminal: string, what: string) => `/v1/terminals/${encodeURIComponent(terminal)}/${what}`;

  const add = async (terminal: string, placing: Placing) => {
    const it = await send<Code>('POST', '/v1/terminals', { terminal, ...placing });
    if (it) setMade({ terminal, code: it.code });
    return it !== undefined;
  };
  const renew = async (terminal: string) => {
    const it = await send<Code>('POST', path(terminal, 'codes'));
    if (it) setMade({ terminal, code: it.code });
  };
  const moveTo = async (terminal: string, placing: Placing) => {
    const moved = (await send('POST', path(terminal, 'moves'), placing)) !== undefined;
    if (moved) move(undefined);
    return moved;
  };
  const revoke = ({ terminal }: TerminalNow) => {
    if (confirm(`${terminal}: ${texts.revoke}\n${texts.revokeLead}`)) void send('POST', path(terminal, 'revocation'));
  };

  const columns: Column<TerminalNow>[] = [
    {
      name: 'terminal',
      heading: words.places.terminal,
      words: true,
      by: ({ terminal }) => terminal,
      cell: ({ terminal }) => <Link to={terminalView(terminal)}>{terminal}</Link>,
    },
    {
      name: 'unit',
      heading: words.places.unit,
      words: true,
      by: ({ unit }) => unitName(reading, unit, language),
      cell: ({ unit }) => unitName(reading, unit, language),
    },
    { name: 'ward', heading: words.places.ward, words: true, by: ({ ward }) => ward, cell: ({ ward }) => ward },
    {
      name: 'place',
      heading: words.terminal.place,
      words: true,
      by: ({ place }) => place[language],
      cell: ({ place }) => place[language],
    },
    {
      name: 'key',
      heading: words.terminal.key,
      words: true,
      by: ({ enrolment }) => enrolment,
      cell: ({ enrolment }) => <span class={`state ${states[enrolment]}`}>{words.terminal.enrolment[enrolment]}</span>,
    },
    {
      name: 'heard',
      heading: words.terminal.heard,
      by: ({ heardAt }) => heardAt,
      cell: ({ heardAt }) => (heardAt === null ? '–' : moment(words, heardAt, zone)),
    },
    {
      name: 'hands',
      heading: words.administration.hands,
      unseen: true,
      cell: (terminal) => (
        <span class="actions">
          <button type="button" class="bare" onClick={() => void renew(terminal.terminal)}>
            {texts.newCode}
          </button>
          <button type="button" class="bare" onClick={() => move(terminal)}>
            {texts.move}
          </button>
          {terminal.enrolment === 'enrolled' && (
            <button type="button" class="bare stop" onClick={() => revoke(terminal)}>
              {texts.revoke}
            </button>
          )}
        </span>
      ),
    },
  ];
  const fits = (terminal: TerminalNow) =>
    [terminal.terminal, terminal.ward, terminal.place.zh, terminal.place.en, unitName(reading, terminal.unit, language)]
      .join(' ')
      .toLowerCase()
      .includes(sought.trim().toLowerCase());

  return (
    <>
      <Panel title={moving ? `${texts.move} · ${moving.terminal}` : texts.add}>
        <p class="aside">{moving ? texts.moveLead : texts.addLead}</p>
        {moving ? (
          <PlacingForm
            key={moving.terminal}
            from={moving}
            save={texts.move}
            send={(_, placing) => moveTo(moving.terminal, placing)}
            cancel={() => move(undefined)}
          />
        ) : (
          <PlacingForm key="new" save={texts.add} send={add} />
        )}
        <Said said={said} />
        {made && (
          <Secret
            title={`${texts.code} · ${made.terminal}`}
            lead={texts.codeLead}
            text={made.code}
            command={`npm run terminal -- enrol --config FILE --code ${made.code}`}
          />
        )}
      </Panel>
      <Panel
        title={texts.tabs.terminals}
        long
        aside={
          <input
            type="search"
            aria-label={texts.search}
            placeholder={texts.search}
            value={sought}
            onInput={(event) => seek(event.currentTarget.value)}
          />
        }
      >
        <Answer shown={shown}>
          {({ terminals }) => {
            const found = terminals.filter(fits);
            return (
              <>
                <Sorted
                  label={texts.tabs.terminals}
                  rows={found.slice(0, mostShown)}
                  columns={columns}
                  keyOf={({ terminal }) => terminal}
                />
                {found.length > mostShown && (
                  <p class="aside">{words.figures.of(whole(words, mostShown), whole(words, found.length))}</p>
                )}
              </>
            );
          }}
        </Answer>
      </Panel>
    </>
  );
};
