/** The figures people look at first, and how each is written. */
import type { CountName } from '../intake/roll-up.ts';
import { exactYuan, short, whole, yuan } from './words/format.ts';
import type { Words } from './words/zh.ts';

export const isAmount = (count: CountName): boolean => count.endsWith('Amount');

/** In the order of the headline. */
export const headlines = [
  'visits',
  'registrations',
  'registrationAmount',
  'collections',
  'payments',
  'paymentAmount',
  'reports',
  'cardsIssued',
] as const satisfies readonly CountName[];

/** What the headline is reckoned from: its shares as well. */
export const headlineCounts = [...headlines, 'completed', 'firstTries'] as const satisfies readonly CountName[];
export type HeadlineCount = (typeof headlineCounts)[number];

/** What the course of days can show. */
export const measures = [
  'visits',
  'registrations',
  'payments',
  'paymentAmount',
  'reports',
] as const satisfies readonly CountName[];
export type Measure = (typeof measures)[number];
export const measureOf = (name: string | undefined): Measure => measures.find((it) => it === name) ?? 'visits';

/** As a number on an axis or in a column: yuan for an amount. */
export const plain = (count: CountName, value: number): number => (isAmount(count) ? value / 100 : value);

export const inColumn = (words: Words, count: CountName, value: number): string =>
  isAmount(count) ? yuan(words, value) : whole(words, value);

/** All of it, with its unit, for whoever wants the figure exactly. */
export const exact = (words: Words, count: CountName, value: number): string =>
  isAmount(count) ? `¥${exactYuan(words, value)}` : `${whole(words, value)} ${unitOf(words, count)}`.trim();

const unitOf = ({ units }: Words, count: CountName): string => {
  if (isAmount(count)) return units.yuan;
  if (count === 'visits') return units.people;
  if (count === 'reports') return units.reports;
  if (count === 'cardsIssued' || count === 'cardsCaptured') return units.cards;
  return count === 'pages' ? units.pages : units.times;
};

/** In a headline: short, with the scale and unit that stand small beside it. */
export const inHeadline = (words: Words, count: CountName, value: number) => {
  const { figure, scale } = short(words, isAmount(count) ? Math.round(value / 100) : value);
  const gap = scale && words.locale.startsWith('en') ? ' ' : '';
  return { figure, scale: `${gap}${scale}`, unit: unitOf(words, count) };
};
