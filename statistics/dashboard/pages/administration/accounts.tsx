import { useState } from 'preact/hooks';
import type { Account, AccountMade, Accounts as AccountsTold } from '../../../access/shapes.ts';
import type { Asked } from '../../client/paths.ts';
import { useTold } from '../../client/use-told.ts';
import { Answer, Panel } from '../../parts/panel.tsx';
import { type Column, Sorted } from '../../parts/sorted.tsx';
import { useReading } from '../../reader.ts';
import { useLanguage, useWords } from '../../words/use-words.ts';
import { Said } from './said.tsx';
import { ScopeField, scopeFor, scopeWords } from './scope-fields.tsx';
import { Secret } from './secret.tsx';
import { useSending } from './use-sending.ts';

const asked: Asked<AccountsTold> = { path: '/v1/accounts' };

/** Who may sign in, and see what. */
export const Accounts = () => {
  const words = useWords();
  const language = useLanguage();
  const reading = useReading();
  const { account: texts, tabs } = words.administration;
  const shown = useTold(asked);
  const { said, send } = useSending();
  const [account, setAccount] = useState('');
  const [name, setName] = useState('');
  const [scope, setScope] = useState('');
  const [administrator, setAdministrator] = useState(false);
  const [made, setMade] = useState<AccountMade>();

  const make = async (event: Event) => {
    event.preventDefault();
    const asks = { account, name, scope: scopeFor(scope), administrator: administrator && scope === '' };
    const it = await send<AccountMade>('POST', '/v1/accounts', asks);
    if (!it) return;
    setMade(it);
    setAccount('');
    setName('');
  };
  const renew = async (of: string) => {
    const it = await send<AccountMade>('POST', `/v1/accounts/${encodeURIComponent(of)}/password`);
    if (it) setMade(it);
  };
  const columns: Column<Account>[] = [
    { name: 'account', heading: texts.account, words: true, by: (it) => it.account, cell: (it) => it.account },
    { name: 'name', heading: texts.name, words: true, by: (it) => it.name, cell: (it) => it.name },
    {
      name: 'scope',
      heading: texts.scope,
      words: true,
      class: 'long',
      cell: (it) =>
        scopeWords(reading, it.scope, words.places.city, language) +
        (it.administrator ? ` · ${texts.administrator}` : ''),
    },
    {
      name: 'state',
      heading: words.terminal.state,
      words: true,
      cell: ({ closedAt }) => (
        <span class={`state ${closedAt === null ? 'done' : 'off'}`}>
          {closedAt === null ? texts.open : texts.closed}
        </span>
      ),
    },
    {
      name: 'hands',
      heading: words.administration.hands,
      unseen: true,
      cell: (it) =>
        it.closedAt === null && (
          <span class="actions">
            {it.local && (
              <button type="button" class="bare" onClick={() => void renew(it.account)}>
                {texts.renew}
              </button>
            )}
            <button
              type="button"
              class="bare stop"
              onClick={() => void send('DELETE', `/v1/accounts/${encodeURIComponent(it.account)}`)}
            >
              {texts.close}
            </button>
          </span>
        ),
    },
  ];
  return (
    <>
      <Panel title={texts.add}>
        <form class="fields wide" onSubmit={(event) => void make(event)}>
          <label>
            {texts.account}
            <input
              required
              pattern="[a-z0-9][a-z0-9._\-]*"
              maxLength={40}
              autocapitalize="none"
              spellcheck={false}
              value={account}
              onInput={(event) => setAccount(event.currentTarget.value)}
            />
          </label>
          <label>
            {texts.name}
            <input required maxLength={80} value={name} onInput={(event) => setName(event.currentTarget.value)} />
          </label>
          <ScopeField chosen={scope} choose={setScope} />
          {scope === '' && (
            <label class="tick">
              <input
                type="checkbox"
                checked={administrator}
                onChange={(event) => setAdministrator(event.currentTarget.checked)}
              />
              {texts.administrator}
            </label>
          )}
          <button type="submit" class="main">
            {texts.add}
          </button>
        </form>
        <Said said={said} />
        {made && (
          <Secret
            title={`${texts.password} · ${made.account.account}`}
            lead={words.administration.token.lead}
            text={made.password}
          />
        )}
      </Panel>
      <Panel title={tabs.accounts} long>
        <Answer shown={shown}>
          {({ accounts }) =>
            accounts.length === 0 ? (
              <p class="empty">{texts.none}</p>
            ) : (
              <Sorted label={tabs.accounts} rows={accounts} columns={columns} keyOf={(it) => it.account} />
            )
          }
        </Answer>
      </Panel>
    </>
  );
};
