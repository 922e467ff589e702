import type { Screen, ScreenName, Shown } from '../../terminal/screen.ts';
import { dayInWords, period } from '../texts/day.ts';
import { money } from '../texts/money.ts';
import type { Stage, Staged } from '../view.ts';
import { forVoice, pieces, spelt } from './for-voice.ts';

/** What is said of one screen, in pieces as a caption holds them. */
export interface Prompt {
  /** Another screen has another key, and is said from its beginning. */
  readonly key: string;
  readonly locale: string;
  readonly parts: readonly string[];
  /** Said when the screen comes, and not when it changes. */
  readonly once: readonly string[];
}

/** Where nobody is here, or not for themselves. */
const unspoken: readonly ScreenName[] = ['starting', 'attract', 'outOfService', 'technician'];

/** Beside sentence and hint: what nobody should leave the screen without having heard. */
function matters(screen: Screen, { words, say }: Stage): string[] {
  const amount = (fen: number) => money(fen, words.locale);
  const toPay = (fen: number) => (fen > 0 ? [`${words.toPay} ${amount(fen)}`] : []);
  switch (screen.name) {
    case 'chooseSome': {
      const { what, chosen, sum } = screen;
      const come = what === 'reports' ? words.sheets(sum) : amount(sum);
      return chosen.length > 0 ? [`${words.chosen(chosen.length)}${words.comma}${come}`] : [];
    }
    case 'confirmAppointment': {
      const { department, doctor, place, day } = screen.appointment;
      const when = `${dayInWords(day, words.locale)} ${period(screen.appointment)}`;
      return [say(department), say(doctor), when, say(place), ...toPay(screen.split.self)];
    }
    case 'review':
      return screen.split ? toPay(screen.split.self) : [];
    case 'pay':
      return toPay(screen.split.self);
    case 'confirming':
      return screen.amount > 0 ? [`${words.labels.paid} ${amount(screen.amount)}`] : [];
    case 'printing':
      return screen.pages ? [words.pagesOut(screen.pages.out, screen.pages.of)] : [];
    case 'farewell': {
      const { take, slip, next, queueNumber } = screen;
      const later = slip?.printed === false;
      const things = take.filter((thing) => !(thing === 'slip' && later)).map((thing) => words.things[thing]);
      return [
        ...things.flatMap(({ take, from }) => [take, from]),
        ...(later ? [words.slipLater, words.slipLaterHow] : []),
        ...next.map(say),
        ...(queueNumber === undefined ? [] : [`${words.labels.queue} ${spelt(queueNumber)}`]),
      ];
    }
    case 'trouble': {
      const { money: word, trouble, take, reference } = screen;
      return [
        words.money[word.money](word.money === 'untouched' ? '' : amount(word.amount)),
        words.trouble[trouble].now,
        ...take.map((thing) => words.things[thing].take),
        ...(reference === undefined ? [] : [words.reference]),
      ];
    }
    default:
      return 'page' in screen && screen.page.of > 1 ? [words.pageOf(screen.page.at, screen.page.of)] : [];
  }
}

/** What to say now; undefined where nothing may be said. */
export function promptOf({ screen, surround }: Shown, { stage, view, part }: Staged): Prompt | undefined {
  const { words } = stage;
  const { modes, warning, secondsLeft } = surround;
  if (!modes.voice || unspoken.includes(screen.name)) return undefined;
  const cut = (texts: readonly string[]) => texts.flatMap((text) => pieces(forVoice(text, words), words));
  const seconds = view.secondsMatter ? secondsLeft : undefined;
  const about = { key: `${part} ${words.locale}`, locale: words.locale };
  if (warning)
    return {
      ...about,
      key: `warning ${words.locale}`,
      parts: cut([words.stillThere, words.stillThereHint]),
      once: cut([words.voice.seconds(warning.secondsLeft)]),
    };
  return {
    ...about,
    parts: cut([view.sentence, view.hint ?? '', ...matters(screen, stage)]),
    once: seconds === undefined ? [] : cut([words.voice.seconds(seconds)]),
  };
}
