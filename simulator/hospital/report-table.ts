import type { ReportLine } from '../../seeds/report-form.ts';
import { ink, page, type Typesetting } from './report-typesetting.ts';

const columns = { number: 0, code: 28, name: 92, value: 300, mark: 306, unit: 334, range: 405 } as const;
const rowHeight = 19;
const arrows = { normal: '', high: '↑', low: '↓' } as const;

/** What was measured, a row each; what is out of its range stands out. Returns where the table ends. */
export function drawTable(set: Typesetting, lines: readonly ReportLine[], top: number): number {
  const x = (name: keyof typeof columns) => page.left + columns[name];
  set.line('序号', x('number'), top, 9, ink.grey);
  set.line('代号', x('code'), top, 9, ink.grey);
  set.line('项目', x('name'), top, 9, ink.grey);
  set.rightLine('结果', top, 9, ink.grey, x('value'));
  set.line('提示', x('mark'), top, 9, ink.grey);
  set.line('单位', x('unit'), top, 9, ink.grey);
  set.line('参考区间', x('range'), top, 9, ink.grey);
  set.rule(top + 16, 0.9);
  let y = top + 22;
  for (const [index, { code, name, value, mark, unit, range }] of lines.entries()) {
    const weight = mark === 'normal' ? 'regular' : 'bold';
    set.line(String(index + 1), x('number') + 4, y, 9.5, ink.grey);
    set.line(code, x('code'), y, 9.5, ink.black);
    set.line(name.zh, x('name'), y, 9.5, ink.black);
    set.rightLine(value, y, 9.5, ink.black, x('value'), weight);
    set.line(arrows[mark], x('mark') + 4, y, 9.5, ink.black, 'bold');
    drawUnit(set, unit, x('unit'), y);
    set.line(range, x('range'), y, 9.5, ink.black);
    y += rowHeight;
    if (index < lines.length - 1) set.rule(y - 4, 0.3, ink.hairline);
  }
  set.rule(y - 2, 0.9);
  return y;
}

/** With its power of ten set as one. */
function drawUnit(set: Typesetting, unit: string, x: number, y: number): void {
  const [, power, rest] = /^10\^(\d+)(.*)$/.exec(unit) ?? [];
  if (power === undefined || rest === undefined) {
    set.line(unit, x, y, 9.5, ink.black);
    return;
  }
  set.line('10', x, y, 9.5, ink.black);
  set.line(power, x + 10.8, y - 1.5, 6.5, ink.black);
  set.line(rest, x + 11.2 + power.length * 3.7, y, 9.5, ink.black);
}
