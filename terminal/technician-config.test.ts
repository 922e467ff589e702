import * as v from 'valibot';
import { expect, test } from 'vitest';
import { hashPin } from './technician/pin.ts';
import { TechnicianConfig } from './technician-config.ts';

const whole = { pinHash: hashPin('314159', new Uint8Array(16)), oneTimeSecret: 'A2B3C4D5E6F7G2H3I4J5K6L7M2' };

test('what is left out is how long the terminal waits', () => {
  expect(v.parse(TechnicianConfig, whole).patience).toEqual({ asking: 60_000, inside: 180_000 });
});

test.each([
  ['a PIN in place of its hash', { pinHash: '314159' }, 'pinHash', /scrypt:N:r:p:salt:hash is expected/],
  ['a PIN as a number', { pinHash: 314159 }, 'pinHash', /scrypt:N:r:p:salt:hash is expected/],
  ['a secret that is too short', { oneTimeSecret: 'ABCDEFGH' }, 'oneTimeSecret', /26 .*\(base32\) are expected/],
  ['a secret in hex', { oneTimeSecret: '0189abcdef0189abcdef0189abcdef' }, 'oneTimeSecret', /base32/],
  ['a patience of nothing', { patience: { asking: 0, inside: 1 } }, 'patience.asking', /./],
  ['a key nobody asked for', { pin: '314159' }, 'pin', /./],
])('%s is named with its key and never repeated', (_, change, key, message) => {
  const { issues } = v.safeParse(TechnicianConfig, { ...whole, ...change });
  expect(issues?.map((issue) => v.getDotPath(issue))).toEqual([key]);
  expect(issues?.[0]?.message).toMatch(message);
  expect(issues?.[0]?.message).not.toContain(String(Object.values(change)[0]));
});
