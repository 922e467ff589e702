import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IdCard } from '../contract/id-card-reader.ts';
import { toHex } from '../framing/hex.ts';
import { decodeCardText, encodeCardText } from './card-text.ts';

// An invented person.
const card: IdCard = {
  name: '张三',
  sex: 'male',
  nation: '01',
  birth: '19900307',
  address: '北京市朝阳区示例路1号',
  number: '110105199003074536',
  authority: '北京市公安局朝阳分局',
  validFrom: '20150101',
  validTo: '20350101',
};

test('the block has each field at its place, filled up with spaces', () => {
  // Places from "SAM_V 通信协议", table of the text information.
  const block = encodeCardText(card);
  expect(block.length).toBe(256);
  expect(toHex(block.subarray(0, 6))).toBe('20 5F 09 4E 20 00');
  expect(toHex(block.subarray(28, 36))).toBe('20 00 31 00 30 00 31 00');
  expect(toHex(block.subarray(52, 54))).toBe('17 53');
  expect(toHex(block.subarray(156, 160))).toBe('36 00 17 53');
  expect(toHex(block.subarray(220, 226))).toBe('20 00 20 00 20 00');
  expect(decodeCardText(block)).toEqual({ kind: 'resident', card });
});

test('reads a card without an end, a name outside the basic plane, and zeros as filling', () => {
  const rare = { ...card, name: '𠮷田', validTo: '长期', sex: 'unspecified' as const };
  const block = encodeCardText(rare);
  for (let at = 0; at < 30; at += 2) if (block[at] === 0x20 && block[at + 1] === 0) block[at] = 0;
  expect(decodeCardText(block)).toEqual({ kind: 'resident', card: rare });
});

test.each(['J', 'I', 'Y'])('a card of type %s is recognised and not read', (flag) => {
  const block = encodeCardText(card);
  block[248] = flag.charCodeAt(0);
  expect(decodeCardText(block)).toEqual({ kind: 'unsupported', flag });
});

test.each<[keyof IdCard, string]>([
  ['name', ''],
  ['nation', 'AB'],
  ['birth', '1990'],
  ['number', '11010519900307453x'],
  ['validFrom', ''],
  ['validTo', '长'],
])('a %s of "%s" is malformed', (field, value) => {
  expect(decodeCardText(encodeCardText({ ...card, [field]: value }))).toEqual({ kind: 'malformed', field });
});

test('a sex outside the code is malformed', () => {
  const block = encodeCardText(card);
  block[30] = 0x35;
  expect(decodeCardText(block)).toEqual({ kind: 'malformed', field: 'sex' });
});

test('a value that does not fit is refused', () => {
  expect(() => encodeCardText({ ...card, name: '一二三四五六七八九十一二三四五六' })).toThrow('name is longer than 15');
});

const filled = (length: number) =>
  fc.string({ unit: 'grapheme', maxLength: length }).filter((text) => text.length <= length && !/[ \0]$/.test(text));
const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));

test('decode(encode(card)) = card', () => {
  const cards = fc.record<IdCard>({
    name: filled(15).filter((name) => name !== ''),
    sex: fc.constantFrom('unknown', 'male', 'female', 'unspecified'),
    nation: digits(2),
    birth: digits(8),
    address: filled(35),
    number: fc.tuple(digits(17), fc.constantFrom(...'0123456789X')).map((parts) => parts.join('')),
    authority: filled(15),
    validFrom: digits(8),
    validTo: fc.oneof(digits(8), fc.constant('长期')),
  });
  fc.assert(
    fc.property(cards, (it) => {
      expect(decodeCardText(encodeCardText(it))).toEqual({ kind: 'resident', card: it });
    }),
  );
});

test('any 256 bytes are a card, another kind of card, or malformed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 256, maxLength: 256 }), (block) => {
      expect(['resident', 'unsupported', 'malformed']).toContain(decodeCardText(block).kind);
    }),
  );
});
