import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { foundIn, foundInFolder } from './search.ts';

const name = '张明远';
const number = '320100197803129905';
const around = (bytes: Buffer) => Buffer.concat([Buffer.from('before '), bytes, Buffer.from(' after')]);
const utf8 = (text: string) => Buffer.from(text);

test.each([
  ['utf8', utf8(name), `${name} as utf8`],
  ['utf16le', Buffer.from(name, 'utf16le'), `${name} as utf16le`],
  ['utf16be', Buffer.from(name, 'utf16le').swap16(), `${name} as utf16be`],
  ['gb18030', Buffer.from([0xd5, 0xc5, 0xc3, 0xf7, 0xd4, 0xb6]), `${name} as gb18030`],
  ['hex', utf8(utf8(name).toString('hex')), `${name} as hex`],
  ['JSON', utf8('{"name":"\\u5f20\\u660e\\u8fdc"}'), `${name} as escaped`],
  ['JSON in capitals', utf8('\\u5F20\\u660E\\u8FDC'), `${name} as escaped`],
  ['an address', utf8(`/?name=${encodeURIComponent(name)}`), `${name} as percent`],
  ['base64', utf8(utf8(`{"name":"${name}","more":1}`).toString('base64')), `${name} as base64`],
  ['base64, one further', utf8(utf8(`{"names":"${name}"}`).toString('base64url')), `${name} as base64`],
  ['base64, two further', utf8(utf8(`{"names":["${name}"]}`).toString('base64')), `${name} as base64`],
  ['digits', utf8(`n=${number};`), `${number} as utf8`],
  ['digits in base64', utf8(utf8(`{"idNumber":"${number}"}`).toString('base64')), `${number} as base64`],
])('a text in %s is found', (_, bytes, what) => {
  expect(foundIn(around(bytes), [name, number])).toContain(what);
});

test.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
] as const)('one packed by %s is found in the middle of a file', (_, pack) => {
  const bytes = around(pack(utf8(`a page about ${name} and nobody else`)));
  expect(bytes.includes(name)).toBe(false);
  expect(foundIn(bytes, [name])).toEqual([`${name} as utf8`]);
});

test.each([
  ['raw deflate', deflateRawSync],
  ['brotli', brotliCompressSync],
] as const)('one packed by %s is found where it is the file', (_, pack) => {
  expect(foundIn(pack(utf8(`a page about ${name} and nobody else`)), [name])).toContain(`${name} as utf8`);
});

test('what is not there is not found', () => {
  expect(foundIn(around(utf8('张明 and 32010019780312990')), [name, number])).toEqual([]);
});

test('in a folder it is said where, be it in a name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-search-'));
  writeFileSync(join(folder, 'a'), name);
  writeFileSync(join(folder, `b-${number}`), 'nothing');
  expect(foundInFolder(folder, [name, number]).found.sort()).toEqual([
    `a: ${name} as utf8`,
    `b-${number}: ${number} as utf8`,
  ]);
  rmSync(folder, { recursive: true });
});
