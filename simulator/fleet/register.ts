import type { Unit } from '../../seeds/units.ts';
import type { Register, RegisteredUnit } from '../../statistics/register/register.ts';
import type { InventedTerminal } from './city.ts';

/** The districts some hospitals stand in, by their public addresses. */
const districts: Readonly<Record<string, string>> = {
  'jiangsu-renmin': '鼓楼区',
  'jiangsu-zhongyi': '秦淮区',
  'nanjing-ertong': '鼓楼区',
  'nanjing-gulou': '鼓楼区',
  'nanjing-diyi': '秦淮区',
  'nanjing-fuyou': '秦淮区',
  'dongda-zhongda': '鼓楼区',
  'nanjing-jiangning': '江宁区',
  'nanjing-jiangbei': '江北新区',
  'nanjing-kouqiang': '玄武区',
  'nanjing-mingji': '建邺区',
};

function registered({ id, group, name, en }: Unit): RegisteredUnit {
  const district = group === 'district' ? name : districts[id];
  return { unit: id, grouping: group, names: [{ zh: name, en }], ...(district !== undefined && { district }) };
}

/** A terminal and where it stands. */
export type Standing = Pick<InventedTerminal, 'terminal' | 'unit' | 'ward' | 'place'>;

/** The units in the bulletin's order, and the terminals where they stand from a day on. */
export const registerOf = (units: readonly Unit[], terminals: readonly Standing[], from: string): Register => ({
  units: units.map(registered),
  terminals: terminals.map(({ terminal, unit, ward, place }) => ({
    terminal,
    placements: [{ from, unit, ward, place }],
  })),
});
