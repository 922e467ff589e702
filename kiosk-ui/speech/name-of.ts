import type { Catalogue } from '../texts/catalogue.ts';
import { forVoice, pieces } from './for-voice.ts';

/** What a button is called, as a voice says it: its own words, and whether it is chosen. */
export function nameOf(button: HTMLElement, words: Catalogue): string[] {
  const lines = (button.ariaLabel ?? button.innerText).split('\n').map((line) => forVoice(line, words));
  if (button.ariaPressed === 'true') lines.push(words.voice.chosen);
  return pieces(lines.filter((line) => line !== '').join(words.comma), words);
}
