import type { Draw } from '../view.ts';

export const starting: Draw<'starting'> = (_screen, { words }) => ({ sentence: words.sentences.starting });
