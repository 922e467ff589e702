import type { Explanation } from './explanation.ts';

const listed = (names: readonly string[]): string => names.join(' and ');

/** An explanation as a clause: `江苏省中医院 is left out`. */
export const explanationWords = (it: Explanation): string => {
  switch (it.kind) {
    case 'rowsLeftOut':
      return `${listed(it.rows)} left out`;
    case 'rowsCountedTwice':
      return `${listed(it.rows)} counted twice`;
    case 'digitMisread':
      return `one digit: ${it.stands}${it.row === undefined ? ' of the total' : ` of ${it.row}`} should be ${it.meant}`;
    case 'digitsTransposed':
      return `two digits changed about: ${it.stands}${it.row === undefined ? ' of the total' : ` of ${it.row}`} should be ${it.meant}`;
    case 'rowMissing':
      return `a row missing that has ${Object.entries(it.figures)
        .map(([column, figure]) => `${column} ${figure}`)
        .join(', ')}`;
  }
};
