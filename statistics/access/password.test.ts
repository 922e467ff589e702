import { expect, test } from 'vitest';
import { hashPassword, passwordFits } from './password.ts';
import { firstPassword, secret } from './secret.ts';

const salt = new Uint8Array(16).fill(7);

test('fits what it was made of and nothing else', async () => {
  const hash = await hashPassword('une phrase très longue', salt);
  expect(hash).toMatch(/^scrypt\$32768\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
  // The same words from a keyboard that sends letters and accents apart.
  expect(await passwordFits('une phrase très longue'.normalize('NFD'), hash)).toBe(true);
  expect(await passwordFits('une phrase tres longue', hash)).toBe(false);
});

test('the same password with other salt is another hash', async () => {
  expect(await hashPassword('correct horse', salt)).not.toBe(await hashPassword('correct horse', new Uint8Array(16)));
});

test.each([undefined, null, '', 'plain', 'md5$x', 'scrypt$32768$8$1$$'])(
  'never fits a hash that is %s',
  async (hash) => {
    expect(await passwordFits('', hash)).toBe(false);
  },
);

test('the one for nobody is a hash like any other, and fits nothing', async () => {
  expect(await passwordFits('\0'.repeat(32), undefined)).toBe(false);
});

test('secrets use every byte they are given', () => {
  const given: number[] = [];
  const chance = {
    bytes: (count: number) => {
      given.push(count);
      return new Uint8Array(count).fill(255);
    },
  };
  expect(secret(chance)).toHaveLength(43);
  expect(firstPassword(chance)).toBe('99999-99999-99999-99999');
  expect(given).toEqual([32, 5, 5, 5, 5]);
});
