import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { en } from './en.ts';
import { type Words, zh } from './zh.ts';

export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];
export const wordsOf = { zh, en } as const satisfies Record<Language, Words>;

const LanguageContext = createContext<Language>('zh');
export const LanguageProvider = LanguageContext.Provider;
export const useLanguage = (): Language => useContext(LanguageContext);
export const useWords = (): Words => wordsOf[useLanguage()];
