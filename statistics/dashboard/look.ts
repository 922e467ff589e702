import type { Outside } from './outside.ts';
import { type Language, languages, wordsOf } from './words/use-words.ts';

export const looks = ['auto', 'light', 'dark'] as const;
export type Look = (typeof looks)[number];

/** What the reader chose last time in this browser; Chinese, and as light as the system, until they do. */
export const keptLanguage = ({ kept }: Outside): Language =>
  languages.find((it) => it === kept.read('language')) ?? 'zh';
export const keptLook = ({ kept }: Outside): Look => looks.find((it) => it === kept.read('look')) ?? 'auto';

/** Puts a choice on the page's root, where the styles find it. */
export const wear = (root: HTMLElement, look: Look, language: Language): void => {
  if (look === 'auto') delete root.dataset.look;
  else root.dataset.look = look;
  root.lang = wordsOf[language].locale;
  document.title = wordsOf[language].title;
};
