import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Slip, SlipBlock } from '../contract/receipt-printer.ts';
import { fromHex, toHex } from '../framing/hex.ts';
import { encode } from './codec.ts';
import type { PrinterCommand } from './command.ts';
import { profile80mm, slipCommands } from './slip.ts';
import { columnsOf } from './text.ts';

const hexOf = (slip: Slip, profile = profile80mm) => toHex(encode(slipCommands(slip, profile)));
const textOf = (command: PrinterCommand) =>
  command.kind === 'text' ? new TextDecoder('gb18030').decode(command.bytes) : command.kind === 'lineFeed' ? '\n' : '';
const printed = (slip: Slip, profile = profile80mm) => slipCommands(slip, profile).map(textOf).join('');

test('a heading and a line: modes are sent when they change', () => {
  const slip: Slip = [
    { kind: 'text', text: '挂号', align: 'centre', size: 2 },
    { kind: 'text', text: '凭条', align: 'centre', size: 2 },
    { kind: 'text', text: 'A', align: 'centre', bold: true },
    { kind: 'text', text: 'B' },
  ];
  // Commands by Epson's ESC/POS command reference, text in GB 18030.
  const bytes = [
    '1C 26',
    '1B 61 01 1D 21 11 B9 D2 BA C5 0A',
    'C6 BE CC F5 0A',
    '1D 21 00 1B 45 01 41 0A',
    '1B 61 00 1B 45 00 42 0A',
  ];
  expect(hexOf(slip)).toBe(bytes.join(' '));
});

test('a rule is as wide as the paper, so that it does not change the alignment', () => {
  const slip: Slip = [
    { kind: 'text', text: 'A', align: 'centre', bold: true },
    { kind: 'rule' },
    { kind: 'text', text: 'B', align: 'centre' },
  ];
  expect(hexOf(slip)).toBe(`1C 26 1B 61 01 1B 45 01 41 0A 1B 45 00 ${'2D '.repeat(48)}0A 42 0A`);
});

test('an empty line sends no modes', () => {
  expect(hexOf([{ kind: 'text', text: '', size: 2, align: 'centre' }])).toBe('1C 26 0A');
});

test('codes: the settings once a slip, the data each time', () => {
  const slip: Slip = [
    { kind: 'qr', data: 'A' },
    { kind: 'qr', data: 'é' },
  ];
  const bytes = [
    '1C 26 1B 61 01',
    '1D 28 6B 04 00 31 41 32 00 1D 28 6B 03 00 31 43 06 1D 28 6B 03 00 31 45 31',
    '1D 28 6B 04 00 31 50 30 41 1D 28 6B 03 00 31 51 30',
    '1D 28 6B 05 00 31 50 30 C3 A9 1D 28 6B 03 00 31 51 30',
  ];
  expect(hexOf(slip)).toBe(bytes.join(' '));
});

test('a code holds up to 213 bytes; a longer one is a bug of the caller', () => {
  expect(slipCommands([{ kind: 'qr', data: 'x'.repeat(213) }], profile80mm).length).toBeGreaterThan(1);
  expect(() => slipCommands([{ kind: 'qr', data: 'x'.repeat(214) }], profile80mm)).toThrow(RangeError);
});

test('values stand under one another, and under themselves where they are long', () => {
  const slip: Slip = [
    { kind: 'field', label: '姓名', value: '张*三' },
    { kind: 'field', label: '就诊科室', value: '心血管内科'.repeat(5) },
    { kind: 'rule' },
    { kind: 'field', label: '金额', value: '￥25.00' },
  ];
  expect(printed(slip)).toBe(
    [
      '姓名      张*三',
      `就诊科室  ${'心血管内科'.repeat(5).slice(0, 19)}`,
      `          ${'心血管内科'.repeat(5).slice(19)}`,
      '-'.repeat(48),
      '金额      ￥25.00',
      '',
    ].join('\n'),
  );
});

test('a label longer than half the paper has its value below', () => {
  const slip: Slip = [{ kind: 'field', label: '这是一个特别长的标签名称'.repeat(2), value: '值' }];
  expect(printed(slip)).toBe(`${'这是一个特别长的标签名称'.repeat(2)}\n${' '.repeat(24)}值\n`);
});

test('a field without a value is its label', () => {
  expect(printed([{ kind: 'field', label: '备注', value: '' }]).trimEnd()).toBe('备注');
});

test('a line break in a text begins a new line, feeding is told in lines', () => {
  expect(
    hexOf([
      { kind: 'text', text: 'A\nB' },
      { kind: 'feed', lines: 2 },
    ]),
  ).toBe('1C 26 41 0A 42 0A 1B 64 02');
});

test('the profile decides on columns and characters', () => {
  const narrow = { columns: 32, characters: 'gbkOnly' } as const;
  expect(printed([{ kind: 'rule' }, { kind: 'text', text: '𠮷' }], narrow)).toBe(`${'-'.repeat(32)}\n〓\n`);
});

const anyText = fc.string({ unit: 'binary', maxLength: 60 });
const block: fc.Arbitrary<SlipBlock> = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    text: anyText,
    size: fc.constantFrom(1 as const, 2),
    align: fc.constantFrom('left' as const, 'centre'),
    bold: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('field' as const), label: anyText, value: anyText }),
  fc.record({ kind: fc.constant('qr' as const), data: fc.string({ unit: 'binary', maxLength: 50 }) }),
  fc.constant<SlipBlock>({ kind: 'rule' }),
  fc.record({ kind: fc.constant('feed' as const), lines: fc.nat(255) }),
);

test('no text of any slip can become a command, and no field is wider than the paper', () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 12 }), (slip) => {
      for (const command of slipCommands(slip, profile80mm)) {
        if (command.kind === 'text') expect(command.bytes.every((byte) => byte >= 0x20 && byte !== 0x7f)).toBe(true);
        if (command.kind === 'qrStore') expect(command.data.every((byte) => byte >= 0x20 && byte !== 0x7f)).toBe(true);
      }
      const fields = slip.filter(({ kind }) => kind === 'field');
      for (const line of printed(fields).split('\n')) {
        if (fields.every((it) => it.kind === 'field' && columnsOf(it.label) <= 48)) {
          expect(columnsOf(line)).toBeLessThanOrEqual(48);
        }
      }
      expect(() => encode(slipCommands(slip, profile80mm))).not.toThrow();
    }),
  );
});

test('real-time commands cannot be smuggled in through a code', () => {
  const commands = slipCommands([{ kind: 'qr', data: 'a\x10\x04\x01b' }], profile80mm);
  expect(commands.find(({ kind }) => kind === 'qrStore')).toEqual({ kind: 'qrStore', data: fromHex('61 62') });
});
