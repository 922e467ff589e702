import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { usualConfig } from './hub.ts';
import { readOptions } from './options.ts';
import { mistakeText } from './problem.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-options-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const right = { database: 'sqlite:var/hub.sqlite', port: '8201', register: 'register.json' };
const argsOf = (options: Record<string, string>) =>
  Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);

const mistakesOf = (args: readonly string[]): string[] => {
  const read = readOptions(args);
  return read.ok ? [] : read.mistakes.map(mistakeText);
};

test('reads what is given and fills in what is not', () => {
  const usual = { host: '127.0.0.1', trustProxy: false, config: usualConfig };
  expect(readOptions(['--database', 'postgres://hub@db/hub'])).toEqual({
    ok: true,
    value: { ...usual, database: 'postgres://hub@db/hub', port: 8_200 },
  });
  expect(readOptions([...argsOf({ ...right, host: '0.0.0.0', zone: 'Asia/Urumqi' }), '--trust-proxy'])).toEqual({
    ok: true,
    value: {
      ...right,
      port: 8_201,
      host: '0.0.0.0',
      trustProxy: true,
      config: { ...usualConfig, zone: 'Asia/Urumqi' },
    },
  });
});

test('says everything that is wrong at once', () => {
  expect(mistakesOf(['--port', '0', '--zone', 'x']).map((text) => text.split(':')[0])).toEqual([
    '--database',
    '--port',
    '--zone',
  ]);
});

test.each([
  [{ port: '65536' }, '--port: "65536"; expected a whole number from 1 to 65535'],
  [{ port: '80a' }, '--port: "80a"; expected a whole number from 1 to 65535'],
  [{ database: 'hub.sqlite' }, '--database: '],
  [{ database: 'sqlite:' }, '--database: "sqlite:"; expected sqlite:FILE'],
  [{ database: 'mysql://hub@db/hub' }, '--database: '],
  [{ zone: 'Mars/Olympus' }, '--zone: "Mars/Olympus"; expected an IANA time zone, such as Asia/Shanghai'],
  [{ register: '' }, '--register: missing; expected the path of a JSON file'],
])('%o: %s', (wrong, said) => {
  expect(mistakesOf(argsOf({ ...right, ...wrong }))).toEqual([expect.stringContaining(said)]);
});

test('a password in a connection string is not said back', () => {
  expect(mistakesOf(argsOf({ ...right, database: 'mysql://hub:secret@db/hub' })).join()).not.toContain('secret');
});

test('an option it does not have, a word that is none, and a word after a switch', () => {
  expect(mistakesOf([...argsOf(right), '--prot=1', 'here', '--trust-proxy=yes'])).toEqual([
    expect.stringContaining('--prot: unknown; expected one of --database, --port'),
    expect.stringContaining('here: expected options only, such as --port 8200'),
    '--trust-proxy: expected nothing after it',
  ]);
});

const withConfig = (text: string) => {
  const file = join(folder, 'hub.json');
  writeFileSync(file, text);
  const read = readOptions([...argsOf(right), '--config', file]);
  return read.ok ? read.value.config : read.mistakes.map((it) => mistakeText(it).replace(file, 'FILE'));
};

const oidc = {
  name: { zh: '统一认证', en: 'One sign-in' },
  issuer: 'https://id.example.org/',
  clientId: 'hub',
  clientSecret: 'hush-hush',
  publicAddress: 'https://hub.example.org/',
};

test('a file of settings, with or without a byte order mark; what it leaves out is as usual', () => {
  expect(withConfig('\uFEFF{}')).toEqual(usualConfig);
  const said = { silentAfterMinutes: 5, countsAsRegistration: 'confirmed/1', zone: 'Asia/Urumqi' };
  const terminal = { requests: 10, seconds: 1 };
  const keep = { eventsMonths: 24 };
  expect(withConfig(JSON.stringify({ ...said, keep, limits: { terminal }, oidc }))).toEqual({
    ...usualConfig,
    ...said,
    keep: { ...usualConfig.keep, ...keep },
    limits: { ...(usualConfig.limits as object), terminal },
    oidc: { ...oidc, scopes: 'profile', claim: 'units' },
  });
});

test.each([
  ['{', '--config FILE: not JSON'],
  [JSON.stringify({ silentAfterMinute: 5 }), '--config FILE silentAfterMinute'],
  [JSON.stringify({ silentAfterMinutes: 0 }), '--config FILE silentAfterMinutes'],
  [JSON.stringify({ countsAsRegistration: 'mine' }), '--config FILE countsAsRegistration'],
  [
    JSON.stringify({ oidc: { ...oidc, issuer: 'http://id.example.org/' } }),
    '--config FILE oidc.issuer: expected https',
  ],
  [JSON.stringify({ keep: { exportsMonths: 5 } }), '--config FILE keep.exportsMonths'],
  [JSON.stringify({ keep: { events: 5 } }), '--config FILE keep.events'],
  [JSON.stringify({ zone: 'Mars/Olympus' }), '--config FILE zone: expected an IANA time zone'],
])('a file of settings with a mistake says where: %s', (text, said) => {
  expect(withConfig(text)).toEqual([expect.stringContaining(said)]);
});

test('a secret in a file with a mistake is not said back', () => {
  expect(JSON.stringify(withConfig(JSON.stringify({ oidc }).slice(0, -3)))).not.toContain('hush');
  expect(JSON.stringify(withConfig(JSON.stringify({ oidc: { ...oidc, clientSecret: 7 } })))).not.toContain('hush');
});

test('the example in the documentation can be used', () => {
  const file = join(import.meta.dirname, '../docs/hub.example.json');
  expect(readOptions([...argsOf(right), '--config', file])).toMatchObject({
    ok: true,
    value: { config: { ...usualConfig, oidc: { claim: 'groups' } } },
  });
});

test('a file of settings that is not there', () => {
  expect(mistakesOf([...argsOf(right), '--config', join(folder, 'none.json')])).toEqual([
    expect.stringContaining('ENOENT'),
  ]);
});
