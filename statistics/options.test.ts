import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inventedRegister } from './invented-usage.ts';
import { readOptions } from './options.ts';
import { mistakeText } from './problem.ts';
import { readRegisterFile } from './register-file.ts';

const right = { database: 'sqlite:var/hub.sqlite', port: '8200', register: 'register.json' };
const argsOf = (options: Record<string, string>) =>
  Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);

const mistakesOf = (args: readonly string[]): string[] => {
  const read = readOptions(args);
  return read.ok ? [] : read.mistakes.map(mistakeText);
};

test('reads what is given and fills in what is not', () => {
  expect(readOptions(argsOf(right))).toEqual({
    ok: true,
    value: { ...right, port: 8_200, host: '127.0.0.1', zone: 'Asia/Shanghai' },
  });
  const all = { ...right, host: '0.0.0.0', zone: 'Asia/Urumqi' };
  expect(readOptions(argsOf(all))).toEqual({ ok: true, value: { ...all, port: 8_200 } });
});

test('says everything that is missing at once', () => {
  expect(mistakesOf([]).map((text) => text.split(':')[0])).toEqual(['--database', '--port', '--register']);
});

test.each([
  [{ port: '0' }, '--port: "0"; expected a whole number from 1 to 65535'],
  [{ port: '65536' }, '--port: "65536"; expected a whole number from 1 to 65535'],
  [{ port: '80a' }, '--port: "80a"; expected a whole number from 1 to 65535'],
  [{ database: 'hub.sqlite' }, '--database: "hub.sqlite"; expected sqlite:FILE, such as sqlite:var/hub.sqlite'],
  [{ database: 'sqlite:' }, '--database: "sqlite:"; expected sqlite:FILE, such as sqlite:var/hub.sqlite'],
  [{ zone: 'Mars/Olympus' }, '--zone: "Mars/Olympus"; expected an IANA time zone, such as Asia/Shanghai'],
  [{ register: '' }, '--register: missing; expected the path of a JSON file that lists the terminals'],
])('%o: %s', (wrong, said) => expect(mistakesOf(argsOf({ ...right, ...wrong }))).toEqual([said]));

test('a password in a connection string is not said back', () => {
  expect(mistakesOf(argsOf({ ...right, database: 'postgres://hub:secret@db/hub' })).join()).not.toContain('secret');
});

test('an option it does not have, and a word that is none', () => {
  expect(mistakesOf([...argsOf(right), '--prot=1', 'here'])).toEqual([
    '--prot: unknown; expected one of --database, --port, --host, --register, --zone',
    'here: expected options only, such as --port 8200',
  ]);
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-register-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const readText = (text: string) => {
  const file = join(folder, 'register.json');
  writeFileSync(file, text);
  const read = readRegisterFile(file);
  return read.ok ? read.value : read.mistakes.map((mistake) => mistakeText(mistake).replace(file, 'FILE'));
};

test('a register file is read, with or without a byte order mark', () => {
  const text = JSON.stringify(inventedRegister);
  expect(readText(text)).toEqual(inventedRegister);
  expect(readText(`\uFEFF${text}`)).toEqual(inventedRegister);
});

test.each<[unknown, string]>([
  [{}, '--register FILE terminals: '],
  [
    { terminals: [{ ...inventedRegister.terminals[0], terminal: 'A 01' }] },
    '--register FILE terminals.0.terminal: expected 1 to 32',
  ],
  [
    { terminals: [{ ...inventedRegister.terminals[0], unit: { zh: ' ', en: 'x' } }] },
    '--register FILE terminals.0.unit.zh: ',
  ],
  [
    { terminals: [inventedRegister.terminals[1], inventedRegister.terminals[0], inventedRegister.terminals[1]] },
    '--register FILE terminals.2.terminal: A-02 is there already, at terminals.0',
  ],
])('a register with a mistake says where: %#', (value, said) => {
  expect(readText(JSON.stringify(value))).toEqual([expect.stringContaining(said)]);
});

test('a register that cannot be read, or is no JSON', () => {
  expect(readText('{')).toEqual([expect.stringContaining('--register FILE: not JSON')]);
  const missing = readRegisterFile(join(folder, 'none.json'));
  expect(missing.ok ? [] : missing.mistakes.map(({ message }) => message)).toEqual([
    'there is no such file; expected a JSON file that lists the terminals',
  ]);
  const directory = readRegisterFile(folder);
  expect(directory.ok ? [] : directory.mistakes.map(({ message }) => message)).toEqual([
    expect.stringContaining('it is a folder'),
  ]);
});

test('the example register in the documentation can be used', () => {
  expect(readRegisterFile(join(import.meta.dirname, '../docs/register.example.json'))).toMatchObject({
    ok: true,
    value: { terminals: [{ terminal: 'NJGL-OPD1-03' }] },
  });
});
