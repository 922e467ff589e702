import { expect, test } from 'vitest';
import { catalogues } from './language.ts';
import { counted, formFor } from './plural.ts';

const page = { one: 'page', other: 'pages' };

test('a counted word takes the form of its number, also for none and for many', () => {
  expect([0, 1, 2, 11, 21, 101].map((count) => formFor(count, page, 'en-GB'))).toEqual([
    'pages',
    'page',
    'pages',
    'pages',
    'pages',
    'pages',
  ]);
  expect(counted(1200, page, 'en-GB')).toBe('1,200 pages');
});

test('Chinese has one form, and needs no other', () => {
  expect([0, 1, 5].map((count) => counted(count, { other: '页' }, 'zh-CN'))).toEqual(['0 页', '1 页', '5 页']);
});

test('what the page counts is said in the right number', () => {
  const { en, zh } = catalogues;
  expect([1, 5].map(en.sheets)).toEqual(['1 page', '5 pages']);
  expect([1, 5].map(zh.sheets)).toEqual(['1 页', '5 页']);
  expect([1, 2].map(en.moreItems)).toEqual(['1 more item', '2 more items']);
  expect([1, 2, 9].map(en.thingsToDo)).toEqual([
    'One thing before you go',
    'Two things before you go',
    '9 things before you go',
  ]);
});
