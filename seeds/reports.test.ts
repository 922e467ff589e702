import * as v from 'valibot';
import { expect, test } from 'vitest';
import { Id } from '../terminal/hospital/contract/words.ts';
import { patientRecords } from './people.ts';
import { bloodCount, lipids } from './report-forms.ts';
import { reports } from './reports.ts';

test('ids are such as the contract has, and belong to one report of a known patient each', () => {
  for (const { reportId } of reports) expect(v.is(Id, reportId), reportId).toBe(true);
  expect(new Set(reports.map(({ reportId }) => reportId)).size).toBe(reports.length);
  const known = new Set(patientRecords.map(({ recordId }) => recordId));
  for (const { recordId } of reports) expect(known).toContain(recordId);
});

test('nobody has a report from the future, or one without a page', () => {
  for (const { dayOffset, sheets } of reports) {
    expect(dayOffset).toBeLessThanOrEqual(0);
    expect(sheets.length).toBeGreaterThan(0);
  }
});

test('the first patient has a report of every state, several to print, and one of three pages', () => {
  const first = reports.filter(({ recordId }) => recordId === patientRecords[0]?.recordId);
  expect(first.length).toBeGreaterThanOrEqual(11);
  const states = new Set(first.map(({ state }) => state));
  for (const state of ['ready', 'notAudited', 'withheld', 'printed']) expect(states).toContain(state);
  expect(first.some(({ hospital }) => hospital)).toBe(true);
  const toPrint = first.filter(({ state, hospital }) => state === 'ready' && !hospital);
  expect(toPrint.length).toBeGreaterThanOrEqual(4);
  expect(toPrint.some(({ sheets }) => sheets.length === 3)).toBe(true);
});

test('a mark says of the value, as it is printed, what the range beside it says', () => {
  for (const line of reports.flatMap(({ sheets }) => sheets).flatMap(({ lines }) => lines ?? [])) {
    const [, from, to] = /^([\d.]+)–([\d.]+)$/.exec(line.range) ?? [];
    const least = from ?? /^≥([\d.]+)$/.exec(line.range)?.[1];
    const most = to ?? /^≤([\d.]+)$/.exec(line.range)?.[1];
    const isLow = least !== undefined && Number(line.value) < Number(least);
    const isHigh = most !== undefined ? Number(line.value) > Number(most) : !least && line.value !== line.range;
    expect([line.code, line.value, line.mark]).toEqual([
      line.code,
      line.value,
      isLow ? 'low' : isHigh ? 'high' : 'normal',
    ]);
  }
});

test('a blood count agrees with itself', () => {
  const lines = bloodCount({
    sex: 'female',
    wbc: 5,
    shares: [60, 30, 6, 3.5],
    rbc: 4.5,
    hgb: 130,
    mcv: 90,
    plt: 200,
    crp: 1,
  });
  const counted = Object.fromEntries(lines.map(({ code, value }) => [code, value]));
  expect(counted).toMatchObject({ 'BASO%': '0.5', 'NEUT#': '3.00', HCT: '40.5', MCH: '28.9', MCHC: '321' });
});

test('a form with an item left out is a mistake', () => {
  expect(() => lipids({ TC: 4 })).toThrow('TG');
});
