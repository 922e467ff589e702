/** By which letter a name is found in a long list: its pinyin's first in Chinese, its own first in English. */
import { pinyin } from 'pinyin-pro';
import type { Choice, Language, LocalText } from '../screen/parts.ts';
import type { WholeList } from './pages.ts';

/** `person`: characters that sound otherwise as a surname do so here (单 is S, 曾 is Z, 仇 is Q). */
type NameKind = 'person' | 'thing';

/** What begins with no letter: digits, signs. */
const noLetter = '#';

/** A terminal that is on for months sees every name of its hospital, and no end of other titles. */
const mostKept = 5000;
const kept = { person: new Map<string, string>(), thing: new Map<string, string>() } as const;

export function initialOf(name: LocalText, language: Language, kind: NameKind): string {
  return language === 'en' ? letterOf(name.en) : chineseInitial(name.zh, kind);
}

function chineseInitial(name: string, kind: NameKind): string {
  const known = kept[kind].get(name);
  if (known !== undefined) return known;
  const surname = kind === 'person' ? 'head' : 'off';
  // The whole name is read, not its first character: 重 is Z in 重症 and C in 重复.
  const [first = ''] = pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', surname });
  const letter = letterOf(first);
  if (kept[kind].size >= mostKept) kept[kind].clear();
  kept[kind].set(name, letter);
  return letter;
}

function letterOf(text: string): string {
  const first = text.normalize('NFKD').trimStart().charAt(0).toUpperCase();
  return /^[A-Z]$/.test(first) ? first : noLetter;
}

/** The initials of a list's items, one an item; nothing where they are not all called by a name. */
export function initialsIn(list: WholeList, language: Language): readonly string[] | undefined {
  switch (list.name) {
    case 'chooseDepartment':
      return list.departments.map(({ name }) => initialOf(name, language, 'thing'));
    case 'chooseDoctor':
      return list.doctors.map(({ name }) => initialOf(name, language, 'person'));
    case 'chooseOne':
    case 'chooseSome':
      return initialsOfTitles(list.choices, language);
    default:
      return undefined;
  }
}

function initialsOfTitles(choices: readonly Choice[], language: Language): readonly string[] | undefined {
  const initials = choices.flatMap(({ title }) => ('text' in title ? initialOf(title.text, language, 'thing') : []));
  return initials.length === choices.length ? initials : undefined;
}

/** Letters in the order of the alphabet; what has none comes last. */
export const inOrder = (letters: Iterable<string>): readonly string[] =>
  [...new Set(letters)].sort((a, b) => Number(a === noLetter) - Number(b === noLetter) || (a < b ? -1 : 1));
