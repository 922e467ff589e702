/** An audit as lines for people; the last one says it all. */
import { explanationWords } from './explanation-words.ts';
import {
  type Audit,
  type Compared,
  type ExplainedDifferences,
  type Finding,
  isWrong,
  type TableAudit,
} from './finding.ts';

const causeLines = ({ columns, explanations, more, countedRight }: ExplainedDifferences): string[] => [
  explanations.length === 0
    ? `    ${columns.join(', ')}: nothing simple explains it exactly`
    : `    ${columns.join(', ')}: exactly ${explanations.length + more === 1 ? 'this' : 'one of these'}`,
  ...explanations.map((it) => `      ${explanationWords(it)}`),
  ...(more > 0 ? [`      and ${more} more, each as good: the figures do not say which`] : []),
  ...(countedRight.length > 0 ? [`      it is counted in the other totals: ${countedRight.join(', ')}`] : []),
];

const timesWords = (factor: number): string =>
  factor >= 1 ? `${factor.toFixed(1)} times` : `1/${(1 / factor).toFixed(1)} of`;

const comparedWords = ({ against, value, factor }: Compared): string => `${timesWords(factor)} ${value}, ${against}`;

const findingLines = (it: Finding): string[] => {
  switch (it.kind) {
    case 'totals':
      return [
        `${it.differences.length} of ${it.of} totals are not what their rows make`,
        ...it.differences.map(
          ({ column, printed, rows, difference }) =>
            `    ${column}: printed ${printed}, rows make ${rows}, difference ${difference}`,
        ),
        ...it.causes.flatMap(causeLines),
      ];
    case 'rowTotal':
      return [
        `${it.row}: ${it.column} is printed ${it.printed}, its figures make ${it.parts}`,
        ...it.explanations.map((explanation) => `      ${explanationWords(explanation)}`),
      ];
    case 'impossible':
    case 'sameUnitTwice':
      return [`${it.row === '' ? '(no name)' : it.row}: ${it.reason}`];
    case 'alikeRows':
      return [`${it.rows.join(' = ')}: ${it.reason}`];
    case 'outlier':
      return [
        `${it.row}: ${it.measure} = ${it.figures} = ${it.value}`,
        ...it.compared.map((compared) => `      ${comparedWords(compared)}`),
        ...it.besides.map((besides) => `      ${besides}`),
      ];
    case 'joined':
      return [`${it.row} is joined to ${it.as}: ${it.evidence}`];
    case 'unmatched':
      return [`in no other period: ${it.row}; like ${it.like.join(', ')}`];
    case 'gone':
      return [`in ${it.lastIn} and not here: ${it.row}`];
    case 'order':
      return [`${it.row} stands under ${it.after} with a larger ${it.column}; all else is in order`];
  }
};

const weightWords = { wrong: 'WRONG   ', doubtful: 'DOUBTFUL', note: 'note    ' } as const;

/** Rows without a counterpart are many: those of which nothing more is to be said share a line. */
const summed = (findings: readonly Finding[]): { weight: Finding['weight']; lines: string[] }[] => {
  const isPlain = (it: Finding) => it.kind === 'gone' || (it.kind === 'unmatched' && it.like.length === 0);
  const plain = findings.filter(isPlain);
  const alone = plain.flatMap((it) => (it.kind === 'unmatched' ? [it] : []));
  const gone = plain.flatMap((it) => (it.kind === 'gone' ? [it] : []));
  const rowsOf = (these: readonly { row: string }[]) => these.map(({ row }) => row).join(', ');
  return [
    ...findings.filter((it) => !isPlain(it)).map((it) => ({ weight: it.weight, lines: findingLines(it) })),
    ...(alone[0]
      ? [{ weight: 'note' as const, lines: [`in none of ${alone[0].notIn.join(', ')}: ${rowsOf(alone)}`] }]
      : []),
    ...(gone[0] ? [{ weight: 'note' as const, lines: [`in ${gone[0].lastIn} and not here: ${rowsOf(gone)}`] }] : []),
  ];
};

const tableLines = ({ table, period, rows, totalsPrinted, findings }: TableAudit): string[] => [
  `${table} (${period}): ${rows} rows, ${totalsPrinted === 0 ? 'no' : totalsPrinted} printed ${totalsPrinted === 1 ? 'total' : 'totals'}`,
  ...(findings.length === 0 ? ['  nothing to remark'] : []),
  ...summed(findings).flatMap(({ weight, lines: [first = '', ...rest] }) => [
    `  ${weightWords[weight]} ${first}`,
    ...rest.map((line) => `       ${line}`),
  ]),
  '',
];

const summary = ({ tables }: Audit): string => {
  const count = (weight: Finding['weight']) =>
    tables.reduce((sum, { findings }) => sum + findings.filter((it) => it.weight === weight).length, 0);
  const bad = tables.filter(({ findings }) => findings.some(isWrong)).length;
  const noun = tables.length === 1 ? 'table' : 'tables';
  return `${tables.length} ${noun}, ${bad} with something to be asked about: ${count('wrong')} wrong, ${count('doubtful')} doubtful, ${count('note')} notes`;
};

export const auditLines = (it: Audit): readonly string[] => [...it.tables.flatMap(tableLines), summary(it)];
