import { useEffect, useState } from 'preact/hooks';
import type { SignInWays } from '../../access/shapes.ts';
import type { NoAnswer } from '../client/answer.ts';
import { useHub } from '../client/use-told.ts';
import { useLanguage, useWords } from '../words/use-words.ts';
import type { Words } from '../words/zh.ts';

/** Why the door stays shut, in a sentence that does not say which half was wrong. */
const refusal = ({ signIn, troubles }: Words, { trouble }: NoAnswer): string => {
  if (trouble === 'signedOut' || trouble === 'refused') return signIn.wrong;
  return trouble === 'tooMany' ? signIn.tooMany : troubles[trouble];
};

export const SignIn = ({ entered }: { readonly entered: () => void }) => {
  const words = useWords();
  const language = useLanguage();
  const { client } = useHub();
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const [said, say] = useState('');
  const [busy, setBusy] = useState(false);
  const [ways, setWays] = useState<SignInWays>();

  useEffect(() => {
    const call = new AbortController();
    void client.get<SignInWays>('/v1/sign-in', call.signal).then((answer) => {
      if (answer.ok) setWays(answer.value);
    });
    return () => call.abort();
  }, [client]);

  const enter = async (event: Event) => {
    event.preventDefault();
    if (account.trim() === '' || password === '') return say(words.signIn.missing);
    setBusy(true);
    const answer = await client.send('POST', '/v1/sessions', { account: account.trim(), password });
    setBusy(false);
    if (answer.ok) return entered();
    setPassword('');
    say(refusal(words, answer));
  };

  return (
    <div class="door">
      <div>
        <h1>{words.title}</h1>
        <p class="when">{words.signIn.lead}</p>
      </div>
      <form class="fields" onSubmit={(event) => void enter(event)} noValidate>
        <label>
          {words.signIn.name}
          <input
            name="account"
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            value={account}
            onInput={(event) => setAccount(event.currentTarget.value)}
          />
        </label>
        <label>
          {words.signIn.password}
          <input
            name="password"
            type="password"
            autocomplete="current-password"
            value={password}
            onInput={(event) => setPassword(event.currentTarget.value)}
          />
        </label>
        <p class="said wrong" role="alert">
          {said}
        </p>
        <div class="actions">
          <button type="submit" class="main" disabled={busy}>
            {words.signIn.enter}
          </button>
          {ways?.oidc && (
            <a class="button" href={ways.oidc.path}>
              {ways.oidc.name[language] || words.signIn.elsewhere}
            </a>
          )}
        </div>
      </form>
    </div>
  );
};
