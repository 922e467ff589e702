import { bareTrigger, engineTrigger } from '../newland-scanner/codec.ts';
import type { Vocabulary } from './vocabulary.ts';
import { apduWords } from './words/chip-card-reader.ts';
import { crtWords, quWords } from './words/dispensers.ts';
import { samWords } from './words/id-card-reader.ts';
import { ippWords } from './words/ipp-printer.ts';
import { magtekWords } from './words/magtek-reader.ts';
import { printerWords } from './words/receipt-printer.ts';
import { hidPosWords, newlandWords } from './words/scanners.ts';

/** What goes over a driver's line, in words; by the driver's name, or by its folder for all its variants. */
const vocabularies: Readonly<Record<string, () => Vocabulary>> = {
  'id-card-reader': samWords,
  'receipt-printer': printerWords,
  'crt-591': crtWords,
  'qu-cd-720': quWords,
  'chip-card-reader': apduWords,
  'magtek-reader': magtekWords,
  'hid-pos-scanner': hidPosWords,
  'newland-scanner': () => newlandWords(engineTrigger),
  'newland-scanner:bare-engine': () => newlandWords(bareTrigger),
  'ipp-printer': ippWords,
};

export function vocabularyOf(driver: string): () => Vocabulary {
  const words = vocabularies[driver] ?? vocabularies[driver.split(':', 1)[0] ?? ''];
  if (!words) throw new TypeError(`nobody wrote down the words of ${driver}`);
  return words;
}
