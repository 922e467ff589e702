/**
 * How each documented command is tried. The first row whose `form` is the whole command is its row; rows stand in an order
 * in which what one leaves behind is there for the next.
 */
import type { Row } from './row.ts';
import { hubRows } from './rows/hub.ts';
import { machineRows } from './rows/machine.ts';
import { proofRows } from './rows/proof.ts';
import { releaseRows } from './rows/release.ts';
import { startRows } from './rows/start.ts';
import { terminalRows } from './rows/terminal.ts';

export const rows: readonly Row[] = [
  ...startRows,
  ...proofRows,
  ...terminalRows,
  ...hubRows,
  ...releaseRows,
  ...machineRows,
  { form: /npm run [\w-]+/, how: { named: true } },
];
