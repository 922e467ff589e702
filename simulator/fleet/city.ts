import type { DeviceKind } from '../../device-drivers/contract/device-event.ts';
import type { Unit } from '../../seeds/units.ts';
import { type Dice, diceOf, sharesOf } from './dice.ts';

/** A terminal that is not there. Its unit is, by the bulletin; ward, place and everything that it did are invented. */
export interface InventedTerminal {
  readonly terminal: string;
  readonly unit: string;
  readonly ward: string;
  readonly place: { readonly zh: string; readonly en: string };
  /** How much it is used, and how often a device of it fails, beside the others; 1 is the mean. */
  readonly busy: number;
  readonly frail: number;
  readonly devices: readonly DeviceKind[];
}

interface Ward {
  readonly ward: string;
  readonly zh: string;
  readonly en: string;
  readonly busy: number;
}

const hospitalWards: readonly Ward[] = [
  { ward: '门诊大厅', zh: '门诊楼一层大厅', en: 'Outpatient Building, hall', busy: 1.7 },
  { ward: '门诊二层', zh: '门诊楼二层候诊区', en: 'Outpatient Building, floor 2', busy: 1.2 },
  { ward: '门诊三层', zh: '门诊楼三层候诊区', en: 'Outpatient Building, floor 3', busy: 1 },
  { ward: '急诊', zh: '急诊楼一层', en: 'Emergency Building, floor 1', busy: 0.9 },
  { ward: '医技楼', zh: '医技楼检验科旁', en: 'beside the laboratory', busy: 1.1 },
  { ward: '住院部', zh: '住院楼一层', en: 'Inpatient Building, floor 1', busy: 0.5 },
];
const clinics: readonly Ward[] = ['一', '二', '三', '四', '五'].map((ordinal, index) => ({
  ward: `第${ordinal}社区卫生服务中心`,
  zh: `第${ordinal}社区卫生服务中心大厅`,
  en: `Community clinic ${index + 1}, hall`,
  busy: 0.5,
}));

const everyTerminal: readonly DeviceKind[] = ['idCardReader', 'receiptPrinter', 'barcodeScanner'];
const someTerminals = sharesOf<readonly DeviceKind[]>([
  [['chipCardReader'], 3],
  [['chipCardReader', 'cardDispenser'], 4],
  [['chipCardReader', 'reportPrinter'], 4],
  [['chipCardReader', 'cardDispenser', 'reportPrinter'], 4],
  [['chipCardReader', 'magneticCardReader', 'cardDispenser', 'reportPrinter'], 1],
]);

/** In both groups of the bulletin the first have many terminals and the last few, or none. */
function weights(units: readonly Unit[]): number[] {
  const places = new Map<Unit['group'], number>();
  return units.map(({ group }) => {
    const place = places.get(group) ?? 0;
    places.set(group, place + 1);
    return (group === 'hospital' ? 1 : 0.35) * 0.87 ** place;
  });
}

/** Shares out so many terminals by weight: whole ones first, then one each to the largest remainders. */
function sharedOut(terminals: number, weighing: readonly number[]): number[] {
  const all = weighing.reduce((sum, weight) => sum + weight, 0);
  const exact = weighing.map((weight) => (terminals * weight) / all);
  const counts = exact.map(Math.floor);
  const left = terminals - counts.reduce((sum, count) => sum + count, 0);
  const remainders = exact.map((share, index) => ({ index, remainder: share - Math.floor(share) }));
  remainders.sort((a, b) => b.remainder - a.remainder);
  for (const { index } of remainders.slice(0, left)) counts[index] = (counts[index] ?? 0) + 1;
  return counts;
}

/** So many terminals, shared out among the units, the first of which have most. */
export function inventedTerminals(seed: number, units: readonly Unit[], terminals: number): InventedTerminal[] {
  const counts = sharedOut(terminals, weights(units));
  const city = units.flatMap((unit, index) => {
    const dice = diceOf(seed, 'city', unit.id);
    const liking = dice.around(1, 0.45);
    return Array.from({ length: counts[index] ?? 0 }, (_, number) => terminalOf(unit, number, liking, dice));
  });
  const mean = city.reduce((sum, { busy }) => sum + busy, 0) / city.length;
  return city.map((terminal) => ({ ...terminal, busy: terminal.busy / mean }));
}

function terminalOf(unit: Unit, index: number, liking: number, dice: Dice): InventedTerminal {
  const wards = unit.group === 'hospital' ? hospitalWards : clinics;
  const { ward, zh, en, busy } = wards[index % wards.length] ?? { ward: '', zh: '', en: '', busy: 1 };
  const row = Math.floor(index / wards.length) + 1;
  return {
    terminal: `${unit.id}-${String(index + 1).padStart(3, '0')}`,
    unit: unit.id,
    ward,
    place: { zh: `${zh}${row}号`, en: `${en}, no. ${row}` },
    busy: busy * liking * dice.around(1, 0.25),
    frail: dice.around(0.7, 0.8),
    devices: [...everyTerminal, ...dice.pick(someTerminals)],
  };
}
