import type { Ratio } from './ratio.ts';
import { deviceLines } from './ratios/p1.ts';
import { journalCommit } from './ratios/p2.ts';
import { flowHost } from './ratios/p3.ts';
import { simulationSpeed } from './ratios/p4.ts';
import { hubIntake } from './ratios/p5.ts';
import { dashboardRequests } from './ratios/p6.ts';
import { pageSize } from './ratios/p7.ts';
import { tapToPaint } from './ratios/p8.ts';
import { receiptBytes } from './ratios/p9.ts';
import { hubRequests } from './ratios/p10.ts';

/** All ratios there are, in the order of their numbers. */
export const ratios: readonly Ratio[] = [
  deviceLines,
  journalCommit,
  flowHost,
  simulationSpeed,
  hubIntake,
  dashboardRequests,
  pageSize,
  tapToPaint,
  receiptBytes,
  hubRequests,
];
