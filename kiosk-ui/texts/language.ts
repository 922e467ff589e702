import type { Language } from '../../terminal/screen/parts.ts';
import type { Catalogue } from './catalogue.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

export const catalogues: Record<Language, Catalogue> = { zh, en };

export const otherLanguage: Record<Language, Language> = { zh: 'en', en: 'zh' };

/** Each language's name for itself. */
export const languageNames: Record<Language, string> = { zh: '中文', en: 'English' };
