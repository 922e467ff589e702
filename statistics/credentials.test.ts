import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { credentialsIn, withCredentials } from './credentials.ts';
import { usualConfig } from './hub.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-credentials-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const oidc = {
  name: { zh: '统一认证', en: 'House' },
  issuer: 'https://id.example.org/',
  clientId: 'hub',
  publicAddress: 'https://hub.example.org/',
  scopes: 'profile',
  claim: 'units',
};

test('a credential is the text of its file; without one, or without a folder, there is none', () => {
  writeFileSync(join(folder, 'database-password'), 'pass word\n');
  expect(credentialsIn(folder)('database-password')).toBe('pass word');
  expect(credentialsIn(folder)('oidc-client-secret')).toBeUndefined();
  expect(credentialsIn(undefined)('database-password')).toBeUndefined();
});

test('the identity provider’s secret comes from the credential, where there is one', () => {
  const config = { ...usualConfig, oidc: { ...oidc, clientSecret: 'replace this' } };
  expect(withCredentials(config, credentialsIn(folder))).toBe(config);
  writeFileSync(join(folder, 'oidc-client-secret'), 'hush');
  expect(withCredentials(config, credentialsIn(folder)).oidc).toEqual({ ...oidc, clientSecret: 'hush' });
  expect(withCredentials(usualConfig, credentialsIn(folder))).toBe(usualConfig);
});
