import { expect, test } from 'vitest';
import { standsOn } from './tile.ts';

const screen = {
  name: 'pay',
  rows: [{ label: 'price', value: { fen: 1860 } }],
  split: { total: 1860, insured: 0, self: 1860 },
  orderNumber: '20261123-4JC0SVTSJS',
  payerBusy: true,
  scan: false,
};

test.each(['price', '20261123-', 1860, 0, 'payerBusy'])('%s stands on the screen', (word) => {
  expect(standsOn(screen, word)).toBe(true);
});

test.each(['refund', 186, '1860', 'scan', 'total', 'true'])('%s does not', (word) => {
  expect(standsOn(screen, word)).toBe(false);
});
