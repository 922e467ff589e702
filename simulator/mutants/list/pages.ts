import type { Mutant } from '../mutant.ts';

const delivery = 'terminal/actors/delivery-actors.ts';

/** Pages that are out, and pages that are paid for. */
export const pageMutants: readonly Mutant[] = [
  {
    name: 'jammed-pages-counted',
    file: delivery,
    line: 'pages += printed.ok ? document.pages : printed.delivered;',
    mutated: 'pages += document.pages;',
    promise: 'No page counts that did not come out.',
    slip: 'The pages of the job, not those of it that came.',
  },
  {
    name: 'released-without-its-pages',
    file: 'terminal/money/counterpart.ts',
    line: 'const pages = order.pages > 0 ? { pagesDelivered: order.pages } : {};',
    mutated: "const pages = order.delivery === 'done' ? { pagesDelivered: order.pages } : {};",
    promise: 'The hospital is told of the pages that are out of a job that failed.',
    slip: 'A delivery that failed delivered nothing, one would think.',
  },
];
