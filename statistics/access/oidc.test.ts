import * as v from 'valibot';
import { expect, test } from 'vitest';
import { grantOf } from './oidc.ts';
import { OidcSettings } from './oidc-settings.ts';

const grants = {
  'hub-city': { scope: { city: true as const }, administrator: false },
  'hub-keepers': { scope: { city: true as const }, administrator: true },
  'gulou-staff': { scope: { units: ['gulou'] }, administrator: false },
  'xuanwu-staff': { scope: { units: ['xuanwu', 'gulou'] }, administrator: false },
};

test.each<[unknown, object | undefined]>([
  ['gulou-staff', { scope: { units: ['gulou'] }, administrator: false }],
  [['gulou-staff', 'everybody', 'xuanwu-staff'], { scope: { units: ['gulou', 'xuanwu'] }, administrator: false }],
  [['gulou-staff', 'hub-city'], { scope: { city: true }, administrator: false }],
  [['hub-keepers'], { scope: { city: true }, administrator: true }],
  [['everybody'], undefined],
  [['toString', '__proto__', 'constructor'], undefined],
  [[], undefined],
  [undefined, undefined],
  [{ 'hub-city': true }, undefined],
  [[7, null], undefined],
])('groups %o', (claim, grant) => expect(grantOf(claim, grants)).toEqual(grant));

test.each<[unknown, object | undefined]>([
  ['gulou', { scope: { units: ['gulou'] }, administrator: false }],
  [['xuanwu', 'gulou', 'gulou'], { scope: { units: ['gulou', 'xuanwu'] }, administrator: false }],
  // Without grants nobody sees the city, and a word that is no unit spoils all.
  [['Gulou Hospital', 'gulou'], undefined],
  [['*'], undefined],
])('units %o', (claim, grant) => expect(grantOf(claim, undefined)).toEqual(grant));

const settings = {
  name: { zh: '统一认证', en: 'One sign-in' },
  issuer: 'https://id.example.org/',
  clientId: 'hub',
  publicAddress: 'https://hub.example.org/',
};

test.each([
  [{ issuer: 'http://id.example.org/' }, 'expected https, or http on this machine'],
  [{ publicAddress: 'http://hub.example.org/' }, 'expected https, or http on this machine'],
  [{ issuer: 'id.example.org' }, 'expected an address, such as https://id.example.org/'],
  [{ issuer: 'ftp://localhost/' }, 'expected https, or http on this machine'],
])('settings with %o', (wrong, message) => {
  const read = v.safeParse(OidcSettings, { ...settings, ...wrong });
  expect(read.issues?.map((it) => it.message)).toEqual([message]);
});

test('settings that will do', () => {
  expect(v.parse(OidcSettings, settings)).toMatchObject({ scopes: 'profile', claim: 'units' });
  expect(v.is(OidcSettings, { ...settings, issuer: 'http://127.0.0.1:9000/realm' })).toBe(true);
});
