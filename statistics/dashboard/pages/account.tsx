import { useState } from 'preact/hooks';
import { useHub } from '../client/use-told.ts';
import { Panel } from '../parts/panel.tsx';
import { unitName, useReading } from '../reader.ts';
import { useLanguage, useWords } from '../words/use-words.ts';

/** Who one is here, the way out, and one's password. */
export const Account = ({ left }: { readonly left: () => void }) => {
  const words = useWords();
  const language = useLanguage();
  const reading = useReading();
  const { client } = useHub();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [said, say] = useState<{ wrong: boolean; words: string }>();
  const { me } = reading;
  const scope = me.scope;

  const leave = async () => {
    await client.send('DELETE', '/v1/sessions/current');
    left();
  };
  const change = async (event: Event) => {
    event.preventDefault();
    const answer = await client.send('PUT', '/v1/me/password', { current, next });
    setCurrent('');
    setNext('');
    if (answer.ok) return say({ wrong: false, words: words.account.changed });
    const ours = answer.trouble === 'forbidden' || answer.trouble === 'refused';
    say({ wrong: true, words: ours ? words.account.wrong : words.troubles[answer.trouble] });
  };
  return (
    <>
      <div class="title">
        <h1>{words.account.title}</h1>
      </div>
      <dl class="facts">
        <div>
          <dt>{words.account.title}</dt>
          <dd>{me.name}</dd>
        </div>
        <div>
          <dt>{words.account.sees}</dt>
          <dd>
            {'city' in scope
              ? words.account.city
              : scope.units.map((it) => unitName(reading, it, language)).join(' · ')}
          </dd>
        </div>
        {me.administrator && (
          <div>
            <dt>{words.account.administrator}</dt>
            <dd>✓</dd>
          </div>
        )}
      </dl>
      <div class="board">
        <Panel title={words.account.password} size="half">
          <form class="fields" onSubmit={(event) => void change(event)}>
            <input
              type="text"
              class="told"
              autocomplete="username"
              value={me.name}
              readOnly
              tabIndex={-1}
              aria-hidden="true"
            />
            <label>
              {words.account.present}
              <input
                type="password"
                autocomplete="current-password"
                required
                value={current}
                onInput={(event) => setCurrent(event.currentTarget.value)}
              />
            </label>
            <label>
              {words.account.next}
              <input
                type="password"
                autocomplete="new-password"
                required
                minLength={10}
                value={next}
                onInput={(event) => setNext(event.currentTarget.value)}
              />
            </label>
            <p class={`said ${said?.wrong ? 'wrong' : 'done'}`} role="status">
              {said?.words}
            </p>
            <div class="actions">
              <button type="submit">{words.account.change}</button>
            </div>
          </form>
        </Panel>
        <Panel title={words.account.signOut} size="half">
          <div class="actions">
            <button type="button" class="main" onClick={() => void leave()}>
              {words.account.signOut}
            </button>
          </div>
        </Panel>
      </div>
    </>
  );
};
