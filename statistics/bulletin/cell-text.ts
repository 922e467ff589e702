import type { Figures } from './bulletin.ts';
import type { Column } from './forms.ts';
import { yuanText } from './yuan.ts';

/** A figure as the published files have it: amounts in yuan to two decimals, counts as they are. */
export const cellText = ({ name, kind }: Column, figures: Figures): string => {
  const value = figures[name] ?? 0;
  return kind === 'fen' ? yuanText(value) : String(value);
};
