import type { Ratio } from './ratio.ts';
import { deviceLines } from './ratios/p1.ts';
import { pageSize } from './ratios/p7.ts';
import { tapToPaint } from './ratios/p8.ts';
import { receiptBytes } from './ratios/p9.ts';

/** All ratios there are, in the order of their numbers. */
export const ratios: readonly Ratio[] = [deviceLines, pageSize, tapToPaint, receiptBytes];
