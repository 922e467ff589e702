import { Link } from '../parts/link.tsx';
import { useReading } from '../reader.ts';
import { type AdministrationTab, administrationTabs } from '../route.ts';
import { useWords } from '../words/use-words.ts';
import { Accounts } from './administration/accounts.tsx';
import { Exports } from './administration/exports.tsx';
import { Terminals } from './administration/terminals.tsx';
import { Tokens } from './administration/tokens.tsx';

const pages = { terminals: Terminals, tokens: Tokens, accounts: Accounts, exports: Exports } as const satisfies Record<
  AdministrationTab,
  unknown
>;

/** What administrators keep: which terminals there are, who may read, and what was taken out. */
export const Administration = ({ tab }: { readonly tab: AdministrationTab }) => {
  const words = useWords();
  const { me } = useReading();
  const { administration } = words;
  const Tab = pages[tab];
  return (
    <>
      <div class="title">
        <h1>{administration.title}</h1>
        <nav class="choices" aria-label={administration.title}>
          {administrationTabs.map((it) => (
            <Link
              key={it}
              to={{ page: 'administration', tab: it }}
              {...(it === tab && { 'aria-current': 'page' as const })}
            >
              {administration.tabs[it]}
            </Link>
          ))}
        </nav>
      </div>
      {me.administrator ? (
        <div class="board">
          <Tab />
        </div>
      ) : (
        <p class="empty">{administration.only}</p>
      )}
    </>
  );
};
