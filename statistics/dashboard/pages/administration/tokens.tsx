import { useState } from 'preact/hooks';
import type { Token, TokenMade, Tokens as TokensTold } from '../../../access/shapes.ts';
import type { Asked } from '../../client/paths.ts';
import { useTold } from '../../client/use-told.ts';
import { useNow } from '../../parts/now.ts';
import { Answer, Panel } from '../../parts/panel.tsx';
import { type Column, Sorted } from '../../parts/sorted.tsx';
import { useReading } from '../../reader.ts';
import { moment } from '../../words/format.ts';
import { useLanguage, useWords } from '../../words/use-words.ts';
import { Said } from './said.tsx';
import { ScopeField, scopeFor, scopeWords } from './scope-fields.tsx';
import { Secret } from './secret.tsx';
import { useSending } from './use-sending.ts';

const asked: Asked<TokensTold> = { path: '/v1/tokens' };

/** What programs read with. */
export const Tokens = () => {
  const words = useWords();
  const language = useLanguage();
  const reading = useReading();
  const { zone } = reading.me;
  const now = useNow();
  const { token, tabs } = words.administration;
  const shown = useTold(asked);
  const { said, send } = useSending();
  const [name, setName] = useState('');
  const [days, setDays] = useState(365);
  const [scope, setScope] = useState('');
  const [made, setMade] = useState<TokenMade>();

  const make = async (event: Event) => {
    event.preventDefault();
    const it = await send<TokenMade>('POST', '/v1/tokens', { name, days, scope: scopeFor(scope) });
    if (!it) return;
    setMade(it);
    setName('');
  };
  const live = ({ expiresAt, revokedAt }: Token) => revokedAt === null && expiresAt > now;
  const columns: Column<Token>[] = [
    { name: 'name', heading: token.name, words: true, by: (it) => it.name, cell: (it) => it.name },
    {
      name: 'scope',
      heading: words.account.sees,
      words: true,
      class: 'long',
      cell: (it) => scopeWords(reading, it.scope, words.places.city, language),
    },
    { name: 'madeBy', heading: token.madeBy, words: true, by: (it) => it.madeBy, cell: (it) => it.madeBy },
    {
      name: 'expires',
      heading: token.expires,
      by: (it) => it.expiresAt,
      cell: (it) => moment(words, it.expiresAt, zone),
    },
    {
      name: 'state',
      heading: token.state,
      words: true,
      cell: (it) => <span class={`state ${live(it) ? 'done' : 'off'}`}>{live(it) ? token.live : token.over}</span>,
    },
    {
      name: 'revoke',
      heading: words.administration.hands,
      unseen: true,
      cell: (it) =>
        live(it) && (
          <button type="button" class="bare stop" onClick={() => void send('DELETE', `/v1/tokens/${it.id}`)}>
            {token.revoke}
          </button>
        ),
    },
  ];
  return (
    <>
      <Panel title={token.add}>
        <form class="fields wide" onSubmit={(event) => void make(event)}>
          <label>
            {token.name}
            <input required maxLength={80} value={name} onInput={(event) => setName(event.currentTarget.value)} />
          </label>
          <label>
            {token.days}
            <input
              type="number"
              required
              min={1}
              max={730}
              value={days}
              onInput={(event) => setDays(Number(event.currentTarget.value))}
            />
          </label>
          <ScopeField chosen={scope} choose={setScope} />
          <button type="submit" class="main">
            {token.add}
          </button>
        </form>
        <Said said={said} />
        {made && <Secret title={`${token.made} · ${made.name}`} lead={token.lead} text={made.token} />}
      </Panel>
      <Panel title={tabs.tokens} long>
        <Answer shown={shown}>
          {({ tokens }) =>
            tokens.length === 0 ? (
              <p class="empty">{token.none}</p>
            ) : (
              <Sorted label={tabs.tokens} rows={tokens} columns={columns} keyOf={({ id }) => id} />
            )
          }
        </Answer>
      </Panel>
    </>
  );
};
