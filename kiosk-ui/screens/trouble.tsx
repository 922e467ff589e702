import { BadgeCheck, CircleArrowRight, CreditCard, Files, Hourglass, IdCard, ReceiptText } from 'lucide-preact';
import type { ComponentType } from 'preact';
import type { MoneyWord } from '../../terminal/screen/parts.ts';
import type { Thing } from '../../terminal/screen/words.ts';
import { Phrases } from '../parts/phrases.tsx';
import type { Catalogue } from '../texts/catalogue.ts';
import { money } from '../texts/money.ts';
import type { Draw } from '../view.ts';
import './trouble.css';

const settled: Record<MoneyWord['money'], boolean> = {
  untouched: true,
  kept: true,
  refunded: true,
  refunding: false,
  settling: false,
  window: false,
};

const icons: Record<Thing, ComponentType<{ class: string }>> = {
  idCard: IdCard,
  hospitalCard: CreditCard,
  slip: ReceiptText,
  reports: Files,
};

function moneySentence(word: MoneyWord, words: Catalogue): string {
  return words.money[word.money](word.money === 'untouched' ? '' : money(word.amount, words.locale));
}

/** An honest end: what happened, what became of the money, what to do now, and the number to show. */
export const trouble: Draw<'trouble'> = (screen, { words }) => {
  const { happened, now } = words.trouble[screen.trouble];
  return {
    part: screen.trouble,
    sentence: happened,
    mark: 'care',
    ...(screen.trouble === 'terminalFault' && { serviceDoor: {} }),
    body: (
      <>
        <div class="answers">
          <section class="answer">
            {settled[screen.money.money] ? <BadgeCheck class="mark mark-done" /> : <Hourglass class="mark mark-care" />}
            <div>
              <h2 class="label">{words.yourMoney}</h2>
              <p class="answer-words">
                <Phrases text={moneySentence(screen.money, words)} />
              </p>
            </div>
          </section>
          {screen.pages && (
            <section class="answer">
              <Files class="mark" />
              <div>
                <h2 class="label">{words.yourPages}</h2>
                <p class="answer-words">{words.pagesOut(screen.pages.out, screen.pages.of)}</p>
              </div>
            </section>
          )}
          <section class="answer">
            <CircleArrowRight class="mark" />
            <div>
              <h2 class="label">{words.whatNow}</h2>
              <p class="answer-words">
                <Phrases text={now} />
              </p>
            </div>
          </section>
          {screen.take.length > 0 && (
            <div class="to-take">
              {screen.take.map((thing) => {
                const Icon = icons[thing];
                return (
                  <section key={thing} class="answer">
                    <Icon class="mark" />
                    <div>
                      <h2 class="answer-words">{words.things[thing].take}</h2>
                      <p class="label">{words.things[thing].from}</p>
                    </div>
                  </section>
                );
              })}
            </div>
          )}
        </div>
        {screen.reference !== undefined && (
          <section class="card reference">
            <h2 class="label">{words.reference}</h2>
            <p class="reference-number">{screen.reference}</p>
          </section>
        )}
      </>
    ),
    action: { label: words.finish, tap: { kind: 'finish' } },
  };
};
