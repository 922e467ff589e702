import { expect, test } from 'vitest';
import { people } from '../../../seeds/people.ts';
import { nobodyIsNamed, secretsOfPeople } from './privacy.ts';

test('sees names and numbers of people anywhere in a text, and says none of them', () => {
  const [person] = people;
  const { name = '', number = '' } = person?.card ?? {};
  const found = nobodyIsNamed(`{"who":"${name}","id":"${number}"}`, 'the log', secretsOfPeople);
  expect(found.map(({ what }) => what).sort()).toEqual(['ID number in the log', 'name in the log']);
  expect(nobodyIsNamed('order 20261123-1, record R900001, 张*远', 'the log', secretsOfPeople)).toEqual([]);
});
