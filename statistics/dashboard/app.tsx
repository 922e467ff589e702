import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { createClient } from './client/client.ts';
import { createDesk } from './client/desk.ts';
import * as ask from './client/paths.ts';
import { useStale } from './client/use-stale.ts';
import { HubProvider, useTold } from './client/use-told.ts';
import { keptLanguage, keptLook, type Look, wear } from './look.ts';
import type { Outside } from './outside.ts';
import { Page } from './pages/page.tsx';
import { SignIn } from './pages/sign-in.tsx';
import { Head } from './parts/head.tsx';
import { NamedPeriodProvider } from './parts/link.tsx';
import { NowProvider } from './parts/now.ts';
import { TroubleWords } from './parts/panel.tsx';
import { type Reading, ReadingProvider } from './reader.ts';
import { type Route, routeOf } from './route.ts';
import { type Language, LanguageProvider, useWords } from './words/use-words.ts';

interface AppProps {
  readonly outside: Outside;
  /** What the browser tells of: whether the page is looked at, and that it is again. */
  readonly looked: { atNow(): boolean; whenAgain(task: () => void): void };
}

const useRoute = (): Route => {
  const [route, setRoute] = useState(() => routeOf(location.hash));
  useEffect(() => {
    const moved = () => setRoute(routeOf(location.hash));
    addEventListener('hashchange', moved);
    return () => removeEventListener('hashchange', moved);
  }, []);
  return route;
};

/** The whole page: who reads, in which language and light, and what the address asks for. */
export const App = ({ outside, looked }: AppProps) => {
  const route = useRoute();
  const [language, setLanguage] = useState(() => keptLanguage(outside));
  const [look, setLook] = useState(() => keptLook(outside));
  const [door, setDoor] = useState(false);
  const hub = useMemo(() => {
    const client = createClient(outside);
    return { client, desk: createDesk(outside, client, looked, () => setDoor(true)) };
  }, [outside, looked]);

  useEffect(() => wear(document.documentElement, look, language), [look, language]);
  const chooseLanguage = (it: Language) => {
    outside.kept.write('language', it);
    setLanguage(it);
  };
  const chooseLook = (it: Look) => {
    outside.kept.write('look', it);
    setLook(it);
  };
  const changeReader = (atDoor: boolean) => {
    hub.desk.forget();
    setDoor(atDoor);
  };

  return (
    <LanguageProvider value={language}>
      <HubProvider value={hub}>
        <NowProvider value={outside.now}>
          <NamedPeriodProvider value={route.period}>
            {door ? (
              <AtTheDoor
                route={route}
                head={{ look, chooseLook, chooseLanguage }}
                entered={() => changeReader(false)}
              />
            ) : (
              <Inside route={route} head={{ look, chooseLook, chooseLanguage }} left={() => changeReader(true)} />
            )}
          </NamedPeriodProvider>
        </NowProvider>
      </HubProvider>
    </LanguageProvider>
  );
};

interface Hands {
  readonly look: Look;
  readonly chooseLook: (look: Look) => void;
  readonly chooseLanguage: (language: Language) => void;
}

const AtTheDoor = ({ route, head, entered }: { route: Route; head: Hands; entered: () => void }) => (
  <>
    <Head view={route.view} {...head} />
    <main>
      <SignIn entered={entered} />
    </main>
  </>
);

const Inside = ({ route, head, left }: { route: Route; head: Hands; left: () => void }) => {
  const words = useWords();
  const me = useTold(ask.me);
  const units = useTold(ask.units());
  const stale = useStale();
  const main = useRef<HTMLElement>(null);
  const trouble = me.trouble ?? units.trouble;
  const reading: Reading | undefined = me.value &&
    units.value && { me: me.value, today: units.value.on, units: units.value.units };
  return (
    <>
      {/* No link: the address says what is shown, and a jump inside the page must not change it. */}
      <button type="button" class="skip main" onClick={() => main.current?.focus()}>
        {words.skip}
      </button>
      <Head view={route.view} {...head} {...(reading && { reading })} />
      {stale && reading && (
        <p class="stale" role="status">
          {words.stale}
        </p>
      )}
      <main id="main" ref={main} tabIndex={-1}>
        {reading ? (
          <ReadingProvider value={reading}>
            <Page route={route} left={left} />
          </ReadingProvider>
        ) : trouble ? (
          <TroubleWords trouble={trouble} />
        ) : (
          <p class="waiting">{words.waiting}</p>
        )}
      </main>
    </>
  );
};
