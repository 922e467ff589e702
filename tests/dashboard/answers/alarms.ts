import type { Alarm } from '../../../statistics/api/shapes.ts';
import { now, terminals } from '../figures.ts';

type Said = Pick<Alarm, 'kind' | 'device' | 'detail'>;

const said: readonly Said[] = [
  { kind: 'supplyOut', device: 'receiptPrinter', detail: 'paperOut' },
  { kind: 'supplyLow', device: 'cardDispenser', detail: 'cards' },
  { kind: 'deviceDown', device: 'idCardReader', detail: 'timeOut' },
  { kind: 'silent', device: null, detail: '' },
  { kind: 'supplyLow', device: 'reportPrinter', detail: 'sheets' },
  { kind: 'binFull', device: 'cardDispenser', detail: 'retainBinFull' },
  { kind: 'restored', device: null, detail: '' },
];

/** The first of twenty are open. */
export const alarms: readonly Alarm[] = Array.from({ length: 20 }, (_, index): Alarm => {
  const terminal = terminals[(index * 3 + (index > 12 ? 1 : 0)) % terminals.length] ?? terminals[0];
  const what = said[index % said.length] ?? said[0];
  if (!terminal || !what) throw new Error('The invented city has no terminal');
  const openedAt = now - (index + 1) ** 2 * 420_000;
  return {
    id: `${terminal.terminal}.${what.kind}.${what.device ?? ''}.${openedAt}`,
    terminal: terminal.terminal,
    unit: terminal.unit,
    ...what,
    openedAt,
    closedAt: index < 11 ? null : openedAt + 5_400_000,
  };
});
