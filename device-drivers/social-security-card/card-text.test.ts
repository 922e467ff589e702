import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SocialSecurityCard } from '../contract/chip-card-reader.ts';
import { fromHex, toHex } from '../framing/hex.ts';
import { type CardValues, decodeCardText, encodeCardText, generationOf } from './card-text.ts';
import { items } from './codec.ts';

// An invented person.
const card: SocialSecurityCard = {
  kind: 'socialSecurity',
  cardNumber: 'A12345678',
  idNumber: '110105199003074536',
  name: '张三',
  sex: 'male',
  nation: '01',
  birth: '19900307',
  issuerArea: '110105',
  issuedOn: '20150101',
  validTo: '20250101',
};

test('values as LD/T 32 has them: ASCII, BCD, GBK filled up with zeros', () => {
  const values = encodeCardText(card, 'second');
  const hex = Object.fromEntries(items.map((item) => [item, toHex(values[item] ?? new Uint8Array(0))]));
  expect(hex).toEqual({
    identification: `11 01 05${' 00'.repeat(13)}`,
    version: '32 2E 30 30',
    issuedOn: '20 15 01 01',
    validTo: '20 25 01 01',
    cardNumber: '41 31 32 33 34 35 36 37 38',
    idNumber: '31 31 30 31 30 35 31 39 39 30 30 33 30 37 34 35 33 36',
    name: `D5 C5 C8 FD${' 00'.repeat(26)}`,
    nameExtension: `00${' 00'.repeat(19)}`,
    sex: '31',
    nation: '01',
    birthplace: '11 01 05',
    birth: '19 90 03 07',
  });
  expect(decodeCardText(values)).toEqual({ kind: 'card', card });
});

test('the first generation has no name extension', () => {
  expect(encodeCardText(card, 'first').nameExtension).toBeUndefined();
  expect(() => encodeCardText({ ...card, name: '一'.repeat(16) }, 'first')).toThrow('name is longer than 30');
});

test('a long name goes on in the extension, even in the middle of a character', () => {
  const name = `a${'买买提'.repeat(8)}`;
  const values = encodeCardText({ ...card, name }, 'second');
  expect(values.name?.length).toBe(30);
  expect(decodeCardText(values)).toMatchObject({ kind: 'card', card: { name } });
});

test('the version says the generation', () => {
  expect(['1.00', '2.00', '3.00'].map((it) => generationOf(new TextEncoder().encode(it)))).toEqual([
    'first',
    'second',
    'second',
  ]);
});

test('spaces and FF are filling, too', () => {
  const values = encodeCardText(card, 'second');
  const name = values.name?.map((byte, at) => (byte === 0 ? (at % 2 ? 0x20 : 0xff) : byte)) ?? new Uint8Array(0);
  expect(decodeCardText({ ...values, name })).toMatchObject({ kind: 'card', card: { name: '张三' } });
});

describe('malformed', () => {
  test.each<[keyof CardValues, string]>([
    ['identification', 'AB CD EF'],
    ['issuedOn', '20 15 0A 01'],
    ['validTo', ''],
    ['cardNumber', '00 00'],
    ['idNumber', '31 32 33'],
    ['name', '00 00'],
    ['name', 'D5'],
    ['name', '07 41'],
    ['sex', '33'],
    ['nation', 'AA'],
    ['birth', '19 90'],
  ])('%s of %s', (item, hex) => {
    const values = { ...encodeCardText(card, 'second'), [item]: fromHex(hex) };
    expect(decodeCardText(values)).toEqual({ kind: 'malformed', item });
  });

  test('a name that GBK cannot write is refused', () => {
    expect(() => encodeCardText({ ...card, name: '𠮷田' }, 'second')).toThrow('GBK');
  });
});

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const cards = fc.record<SocialSecurityCard>({
  kind: fc.constant('socialSecurity'),
  cardNumber: fc.stringMatching(/^[0-9A-Za-z]{1,9}$/),
  idNumber: fc.stringMatching(/^\d{17}[\dX]$/),
  name: fc
    .array(fc.constantFrom(...'张李欧阳买买提·古丽ABc'), { minLength: 1, maxLength: 25 })
    .map((it) => it.join('')),
  sex: fc.constantFrom('unknown', 'male', 'female', 'unspecified'),
  nation: digits(2),
  birth: digits(8),
  issuerArea: digits(6),
  issuedOn: digits(8),
  validTo: digits(8),
});

test('decode(encode(card)) = card', () => {
  fc.assert(
    fc.property(cards, (it) => {
      expect(decodeCardText(encodeCardText(it, 'second'))).toEqual({ kind: 'card', card: it });
    }),
  );
});

test('any values are a card or malformed', () => {
  const value = fc.option(fc.uint8Array({ maxLength: 255 }), { nil: undefined });
  fc.assert(
    fc.property(fc.array(value, { minLength: items.length, maxLength: items.length }), (all) => {
      const values: CardValues = Object.fromEntries(items.flatMap((item, i) => (all[i] ? [[item, all[i]]] : [])));
      expect(['card', 'malformed']).toContain(decodeCardText(values).kind);
    }),
  );
});
