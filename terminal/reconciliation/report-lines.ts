/** A reconciliation as lines for people; the last one says it all. */
import { formatYuan } from '../money/yuan.ts';
import { type Difference, type DifferenceClass, differenceClasses, type Side } from './difference.ts';
import type { OpenCase } from './open-case.ts';
import type { Reconciliation } from './reconciliation.ts';

export function reportLines(it: Reconciliation): readonly string[] {
  return [
    `${it.terminal}, ${it.day}`,
    ...it.books.map(({ book, here, there, match }) => `${book}: ${here} rows here, ${there} there, ${match} match`),
    ...it.notFetched.map(({ book, day, why }) => `${book}: NOT COMPARED, its book of ${day} could not be had (${why})`),
    it.cards
      ? `cards: loaded ${it.cards.loaded} = issued ${it.cards.issued} + captured ${it.cards.captured} + left ${it.cards.left}${it.cards.missing > 0 ? ` + missing ${it.cards.missing}` : ''}`
      : 'cards: never counted',
    `pages: ${it.pages.reserved} printings reserved = ${it.pages.printed} printed + ${it.pages.returned} returned${it.pages.open > 0 ? ` + ${it.pages.open} open` : ''}; ${it.pages.pages} pages came out`,
    ...it.differences.flatMap(differenceLines),
    ...it.cases.flatMap(caseLines),
    summary(it),
  ];
}

function differenceLines(difference: Difference): readonly string[] {
  const { class: found, book, kind, order, reference, here, there, remedy } = difference;
  const amount = (fen: number) => (book === 'cards' || book === 'pages' ? String(fen) : `${formatYuan(fen)} yuan`);
  const side = (it: Side | undefined) => (it ? `${amount(it.amount)} ${it.state} ${it.day}` : 'nothing');
  const whose = order === '' || order === reference ? reference : `${reference} of ${order}`;
  return [`${found} (${book}, ${kind}) ${whose}: here ${side(here)}; there ${side(there)}`, `    ${remedy}`];
}

const caseLines = ({ kind, order, reference, amount, remedy, evidence }: OpenCase): readonly string[] => [
  `OPEN CASE ${kind} ${order === reference ? order : `${reference} of ${order}`}: ${formatYuan(amount)} yuan`,
  `    ${remedy}`,
  ...evidence.map(({ at, what }) => `    ${at}  ${what}`),
];

function summary({ day, books, notFetched, differences, cases }: Reconciliation): string {
  const match = books.reduce((sum, it) => sum + it.match, 0);
  const count = (found: DifferenceClass) => differences.filter((it) => it.class === found).length;
  const found = differenceClasses.filter((it) => count(it) > 0).map((it) => `${count(it)} ${it}`);
  const missing =
    notFetched.length > 0 ? [`${notFetched.length} ${notFetched.length === 1 ? 'book' : 'books'} not compared`] : [];
  const open = cases.length > 0 ? [`${cases.length} open ${cases.length === 1 ? 'case' : 'cases'}`] : [];
  return [`${day}: ${match} match`, ...found, ...open, ...missing].join(', ');
}
