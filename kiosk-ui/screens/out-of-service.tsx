import { catalogues, otherLanguage } from '../texts/language.ts';
import type { Draw } from '../view.ts';
import './out-of-service.css';

/** Nobody is here to choose a language: it is said in both. */
export const outOfService: Draw<'outOfService'> = (_screen, { words, language }) => {
  const other = catalogues[otherLanguage[language]];
  return {
    sentence: words.sentences.outOfService,
    mark: 'care',
    hint: words.atTheWindow,
    serviceDoor: {},
    body: (
      <div class="other-words" lang={other.locale}>
        <p>{other.sentences.outOfService}</p>
        <p>{other.atTheWindow}</p>
      </div>
    ),
  };
};
