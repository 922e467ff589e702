import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SocialSecurityCard } from '../../device-drivers/contract/chip-card-reader.ts';
import { fromHex, toHex } from '../../device-drivers/framing/hex.ts';
import { createVirtualSocialSecurityCard, type SocialSecurityCardMake } from './virtual-social-security-card.ts';

// An invented person.
const holder: SocialSecurityCard = {
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

function bench(make: SocialSecurityCardMake = {}) {
  const card = createVirtualSocialSecurityCard(holder, make);
  return { card, ask: (hex: string) => toHex(card.answer(fromHex(hex))) };
}

const select = '00 A4 04 00 0F 73 78 31 2E 73 68 2E C9 E7 BB E1 B1 A3 D5 CF';

// LD/T 32, tables of EF05 and EF06.
test('records by number and short id', () => {
  const { ask } = bench();
  expect(ask(select)).toBe('90 00');
  expect(ask('00 B2 01 2C 12')).toBe(`01 10 11 01 05${' 00'.repeat(13)} 90 00`);
  expect(ask('00 B2 02 2C 03')).toBe('02 01 33 90 00');
  expect(ask('00 B2 03 2C 06')).toBe('03 04 32 2E 30 30 90 00');
  expect(ask('00 B2 04 2C 0E')).toBe(`04 0C${' 00'.repeat(12)} 90 00`);
  expect(ask('00 B2 05 2C 06')).toBe('05 04 20 15 01 01 90 00');
  expect(ask('00 B2 07 2C 0B')).toBe('07 09 41 31 32 33 34 35 36 37 38 90 00');
  expect(ask('00 B2 02 34 20')).toBe(`09 1E D5 C5 C8 FD${' 00'.repeat(26)} 90 00`);
  expect(ask('00 B2 03 34 16')).toBe(`4E 14${' 00'.repeat(20)} 90 00`);
  expect(ask('00 B2 04 34 03')).toBe('0A 01 31 90 00');
  expect(ask('00 B2 08 2C 03')).toBe('6A 83');
  expect(ask('00 B2 00 2C 03')).toBe('6A 83');
});

test('records by number or tag of a selected file', () => {
  const { ask } = bench({ generation: 'first' });
  ask(select);
  expect(ask('00 B2 07 04 0B')).toBe('69 86');
  expect(ask('00 A4 02 00 02 EF 05')).toBe('90 00');
  expect(ask('00 B2 07 04 0B')).toBe('07 09 41 31 32 33 34 35 36 37 38 90 00');
  expect(ask('00 A4 00 00 02 EF 06')).toBe('90 00');
  expect(ask('00 B2 0D 00 06')).toBe('0D 04 19 90 03 07 90 00');
  expect(ask('00 B2 03 04 03')).toBe('0A 01 31 90 00');
  expect(ask('00 B2 4E 00 16')).toBe('6A 83');
});

test('nothing is shown before the application is selected, or after a reset', () => {
  const { card, ask } = bench();
  expect(ask('00 B2 07 2C 0B')).toBe('6A 82');
  expect(ask('00 A4 02 00 02 EF 05')).toBe('6A 82');
  ask(select);
  card.reset();
  expect(ask('00 B2 07 2C 0B')).toBe('6A 82');
});

test('what it does not have or know', () => {
  const { ask } = bench();
  ask(select);
  expect(ask('00 A4 04 00 05 D1 56 00 00 05')).toBe('6A 82');
  expect(ask('00 A4 02 00 02 EF 07')).toBe('6A 82');
  expect(ask('00 A4 08 00 02 EF 05')).toBe('6A 86');
  expect(ask('00 B2 01 3C 12')).toBe('6A 82');
  expect(ask('00 B2 01 2D 12')).toBe('6A 86');
  expect(ask('00 B2 01 2C')).toBe('67 00');
  expect(ask('80 A4 00 00')).toBe('6E 00');
  expect(ask('00 88 00 00')).toBe('6D 00');
  expect(ask('00 C0 00 00 10')).toBe('69 85');
  expect(ask('00')).toBe('67 00');
});

test('a wrong Le is told the right one', () => {
  const { ask } = bench({ records: 'short' });
  ask(select);
  expect(ask('00 B2 02 34 20')).toBe('6C 06');
  expect(ask('00 B2 02 34 06')).toBe('09 04 D5 C5 C8 FD 90 00');
});

test('selecting that leaves something to fetch', () => {
  const { ask } = bench({ selecting: 'fetch' });
  expect(ask(select)).toBe('61 13');
  expect(ask('00 C0 00 00 03')).toBe('6F 11 84 61 10');
  expect(ask('00 C0 00 00 10')).toBe('0F 73 78 31 2E 73 68 2E C9 E7 BB E1 B1 A3 D5 CF 90 00');
  expect(ask(select)).toBe('61 13');
  expect(ask('00 B2 07 2C 0B')).toMatch(/90 00$/);
  expect(ask('00 C0 00 00 13')).toBe('69 85');
});

test('a PIN: three tries, then it is blocked for good', () => {
  const { card, ask } = bench({ pin: '123456' });
  expect(ask('00 20 00 00 03 12 34 56')).toBe('69 85');
  ask(select);
  expect(ask('00 B2 07 2C 0B')).toBe('69 82');
  expect(ask('00 20 00 00 03 88 88 88')).toBe('63 C2');
  expect(ask('00 20 00 00 03 12 34 56')).toBe('90 00');
  expect(card.triesLeft()).toBe(3);
  expect(ask('00 B2 07 2C 0B')).toMatch(/90 00$/);
  for (const left of ['63 C2', '63 C1', '63 C0', '69 83']) expect(ask('00 20 00 00 03 88 88 88')).toBe(left);
  card.reset();
  ask(select);
  expect(ask('00 20 00 00 03 12 34 56')).toBe('69 83');
  const open = bench();
  open.ask(select);
  expect(open.ask('00 20 00 00 03 12 34 56')).toBe('6A 88');
});

test('any bytes get an answer with a word', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 20 })), (commands) => {
      const { card } = bench();
      card.answer(fromHex(select));
      for (const command of commands) expect(card.answer(command).length).toBeGreaterThanOrEqual(2);
    }),
  );
});
