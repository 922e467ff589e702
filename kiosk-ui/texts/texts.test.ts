import { describe, expect, test } from 'vitest';
import { errandSteps } from '../../terminal/screen/errands.ts';
import { steps } from '../fixtures/scene.ts';
import type { Catalogue } from './catalogue.ts';
import { catalogues } from './language.ts';
import { money } from './money.ts';
import { actions, devices, faults, service } from './technician.ts';

const kinds = ['kept', 'refunded', 'refunding', 'settling', 'window'] as const;
const amount = money(123_456, 'zh-CN');

/** Every text with its place in the catalogue; functions are asked with an example. */
function allTexts(words: Catalogue): [path: string, text: string][] {
  const found: [string, string][] = [];
  const walk = (path: string, value: unknown): void => {
    if (path === 'locale') return;
    if (typeof value === 'string') found.push([path, value]);
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) walk(path ? `${path}.${key}` : key, inner);
  };
  walk('', words);
  walk('money', { ...words.money, untouched: words.money.untouched('') });
  for (const kind of kinds) walk(`money.${kind}`, words.money[kind](amount));
  walk('greeting', words.greeting('张*三'));
  walk('stepOf', words.stepOf(2, 6));
  walk('pageOf', words.pageOf(2, 3));
  walk('numbersLeft', words.numbersLeft(7));
  walk('thingsToDo', [1, 2, 3, 4].map(words.thingsToDo));
  walk('typed', words.typed(3));
  walk('missing', words.missing(15));
  walk('sheets', [words.sheets(1), words.sheets(5)]);
  walk('chosen', words.chosen(2));
  walk('moreItems', words.moreItems(8));
  walk('onlyInitial', words.onlyInitial('H'));
  walk('clinicOpens', [words.clinicOpens(0, '', '13:30'), words.clinicOpens(1, '', '08:00')]);
  walk('heldUntil', words.heldUntil('08:27'));
  walk('pagesOut', words.pagesOut(2, 5));
  walk('voice', [words.voice.yuan(25.5), words.voice.seconds(30)]);
  return found;
}

const headlines = (words: Catalogue): string[] => [
  ...Object.values(words.sentences),
  ...Object.values(words.work),
  ...Object.values(words.trouble).map(({ happened }) => happened),
  ...Object.values(words.present).flatMap((it) => Object.values(it)),
  ...[words.enter, words.chooseSome, words.review, words.printing].flatMap((it) =>
    Object.values<{ readonly sentence: string }>(it).map(({ sentence }) => sentence),
  ),
  ...[words.chooseOne, words.prices, words.done].flatMap((it) => Object.values<string>(it)),
  words.payerBusy,
  words.begin,
  words.stillThere,
  words.oneMoment,
  words.thingsToDo(3),
];

const longest = { zh: 16, en: 38 } as const;
const unfit = {
  zh: /错误|无效|异常|网络|失败|故障|非法|代码/,
  en: /\b(error|invalid|exception|network|failed|failure|fault|illegal|code \d+)\b/i,
} as const;

describe.each(['zh', 'en'] as const)('in %s', (language) => {
  const words = catalogues[language];

  test('no text is empty, and none is left in the other language or in the program’s', () => {
    const texts = allTexts(words).filter(
      ([path]) => path !== 'comma' && !(language === 'en' && path === 'secondsLeft.before'),
    );
    expect(texts.length).toBeGreaterThan(150);
    expect(texts.filter(([, text]) => text.trim() === '')).toEqual([]);
    const foreign = language === 'en' ? /\p{Script=Han}/u : /^[^\p{Script=Han}]*$/u;
    expect(texts.filter(([, text]) => foreign.test(text.replace('张*三', '')))).toEqual([]);
    expect(texts.filter(([, text]) => /[a-z][A-Z]/.test(text.replace('WeChat', '')))).toEqual([]);
  });

  test('a headline’s line is short enough to be read at a glance', () => {
    const lines = headlines(words).flatMap((sentence) => sentence.split('\n'));
    expect(lines.filter((text) => [...text].length > longest[language])).toEqual([]);
  });

  test('nobody is made to feel stupid or afraid', () => {
    expect(allTexts(words).filter(([, text]) => unfit[language].test(text))).toEqual([]);
  });

  test('every trouble says politely what to do now', () => {
    const please = language === 'zh' ? /请/ : /please/i;
    expect(Object.values(words.trouble).filter(({ now }) => !please.test(now))).toEqual([]);
  });

  test('a sentence about money names the exact amount', () => {
    for (const kind of kinds) expect(words.money[kind](amount)).toContain('¥1,234.56');
    expect(words.money.untouched('')).not.toContain('¥');
  });
});

test('the recorded steps are the terminal’s', () => {
  expect(steps).toEqual(errandSteps);
});

test('words for technicians are in both languages at once', () => {
  const all = [devices, faults, actions, service].flatMap((it) => Object.values<string>(it));
  expect(all.filter((it) => !/\p{Script=Han}.* [A-Z][a-z]/u.test(it) && !/ID card reader$/.test(it))).toEqual([]);
});
