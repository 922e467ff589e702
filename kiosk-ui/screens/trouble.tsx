import { BadgeCheck, CircleArrowRight, Hourglass, IdCard } from 'lucide-preact';
import type { MoneyWord } from '../../terminal/screen.ts';
import type { Catalogue } from '../texts/catalogue.ts';
import { money } from '../texts/money.ts';
import type { Draw } from '../view.ts';
import './trouble.css';

const settled = (word: MoneyWord): boolean => word.money === 'untouched' || word.money === 'refunded';

function moneySentence(word: MoneyWord, words: Catalogue): string {
  return words.money[word.money](word.money === 'untouched' ? '' : money(word.amount, words.locale));
}

/** An honest end: what happened, what became of the money, what to do now, and the number to show. */
export const trouble: Draw<'trouble'> = (screen, { words }) => {
  const { happened, now } = words.trouble[screen.trouble];
  return {
    sentence: happened,
    mark: 'care',
    body: (
      <>
        <section class="answer">
          {settled(screen.money) ? <BadgeCheck class="mark mark-done" /> : <Hourglass class="mark mark-care" />}
          <div>
            <h2 class="label">{words.yourMoney}</h2>
            <p class="answer-words">{moneySentence(screen.money, words)}</p>
          </div>
        </section>
        <section class="answer">
          <CircleArrowRight class="mark" />
          <div>
            <h2 class="label">{words.whatNow}</h2>
            <p class="answer-words">{now}</p>
          </div>
        </section>
        {screen.cardOnReader && (
          <section class="answer">
            <IdCard class="mark" />
            <div>
              <h2 class="answer-words">{words.takeIdCard}</h2>
              <p class="label">{words.takeIdCardFrom}</p>
            </div>
          </section>
        )}
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
