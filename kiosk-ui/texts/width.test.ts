import { expect, test } from 'vitest';
import { crowdOf } from './crowd.ts';
import { widthOf } from './width.ts';

test('a Chinese letter takes the room of two Latin ones, its punctuation too', () => {
  expect(['', 'CT', '胸部 CT', '发热、咳嗽，配药'].map(widthOf)).toEqual([0, 2, 7, 16]);
});

test('the longest of some texts says how crowded it is', () => {
  expect(crowdOf('沈若溪 呼吸内科', '门诊楼二层 A 区')).toBe('roomy');
  expect(crowdOf('x', 'Dr Shen Ruoxi Respiratory medicine')).toBe('crowded');
  expect(crowdOf('门'.repeat(31), 'x')).toBe('crammed');
});
