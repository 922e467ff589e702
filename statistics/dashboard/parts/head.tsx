import { type Look, looks } from '../look.ts';
import type { Reading } from '../reader.ts';
import { city, type View } from '../route.ts';
import { type Language, useLanguage, useWords } from '../words/use-words.ts';
import { Link } from './link.tsx';

interface HeadProps {
  /** Absent at the door. */
  readonly reading?: Reading;
  readonly view: View;
  readonly look: Look;
  readonly chooseLook: (look: Look) => void;
  readonly chooseLanguage: (language: Language) => void;
}

/** Stands over every page: where one can go, and how one wants to see it. */
export const Head = ({ reading, view, look, chooseLook, chooseLanguage }: HeadProps) => {
  const words = useWords();
  const language = useLanguage();
  const rooms: { view: View; name: string }[] = [
    { view: city, name: words.nav.city },
    { view: { page: 'alarms' }, name: words.nav.alarms },
    { view: { page: 'devices' }, name: words.nav.devices },
    { view: { page: 'bulletin' }, name: words.nav.bulletin },
    ...(reading?.me.administrator
      ? [{ view: { page: 'administration', tab: 'terminals' } as const, name: words.nav.administration }]
      : []),
  ];
  return (
    <header class="head">
      <span class="name">{words.title}</span>
      {reading && (
        <nav aria-label={words.nav.label}>
          <ul>
            {rooms.map((room) => (
              <li key={room.view.page}>
                <Link to={room.view} {...(room.view.page === view.page && { 'aria-current': 'page' as const })}>
                  {room.name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <div class="own">
        <fieldset class="choices" aria-label={words.look.label}>
          {looks.map((it) => (
            <button key={it} type="button" aria-pressed={it === look} onClick={() => chooseLook(it)}>
              {words.look[it]}
            </button>
          ))}
        </fieldset>
        <button
          type="button"
          class="bare"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => chooseLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {words.language.other}
        </button>
        {reading && <Link to={{ page: 'account' }}>{reading.me.name}</Link>}
      </div>
    </header>
  );
};
