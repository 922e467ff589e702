/** Characters as GB 18030 printers take them. */

/** What the printer's firmware draws: all of GB 18030, or only its two-byte part (GBK), as cheap modules do. */
export type PrinterCharacters = 'gb18030' | 'gbkOnly';

/** 〓, by custom the mark of a character that cannot be printed. */
const missing = 0xa1fe;

/** Amounts are written with U+00A5, which takes four bytes; the full-width sign takes two and every printer draws it. */
const replaced: Readonly<Record<string, string>> = { '¥': '￥' };

/**
 * `text` in GB 18030. Control characters are left out: in a printer they are commands. A character the printer cannot
 * draw becomes 〓.
 */
export function encodeText(text: string, characters: PrinterCharacters = 'gb18030'): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) bytes.push(...encodeCharacter(replaced[character] ?? character, characters));
  return Uint8Array.from(bytes);
}

/** Columns of the ordinary size that `text` takes: one for a character of ASCII, two for any other, none for controls. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) if (!isControl(character)) columns += character < '\x7f' ? 1 : 2;
  return columns;
}

const isControl = (character: string) => /\p{Cc}/u.test(character);

function encodeCharacter(character: string, characters: PrinterCharacters): readonly number[] {
  const point = character.codePointAt(0) ?? 0;
  if (isControl(character)) return [];
  if (point < 0x80) return [point];
  const code = point > 0xffff ? fourBytes(supplementaryStart + point - 0x10000) : (table()[point] ?? 0);
  if (code === 0 || (characters === 'gbkOnly' && code > 0xffff)) return [missing >> 8, missing & 0xff];
  if (code <= 0xffff) return [code >> 8, code & 0xff];
  return [code >>> 24, (code >> 16) & 0xff, (code >> 8) & 0xff, code & 0xff];
}

/** Four-byte codes are numbered from 81 30 81 30; those of U+10000 onwards begin at 90 30 81 30. */
const supplementaryStart = 189_000;
/** The numbers before 84 31 A5 30 are those of the basic plane. */
const basicCount = 39_420;

function fourBytes(number: number): number {
  const fourth = 0x30 + (number % 10);
  const third = 0x81 + (Math.floor(number / 10) % 126);
  const second = 0x30 + (Math.floor(number / 1_260) % 10);
  const first = 0x81 + Math.floor(number / 12_600);
  return ((first << 24) | (second << 16) | (third << 8) | fourth) >>> 0;
}

let built: Uint32Array | undefined;

/**
 * The code of every character of the basic plane, 0 where there is none: the platform's own decoder turned round, so
 * that whatever is encoded here decodes to the same text. 256 kB, built in about 20 ms when first needed.
 */
function table(): Uint32Array {
  if (built) return built;
  const codes = new Uint32Array(0x10000);
  const twoByte = Array.from({ length: 126 * 191 }, (_, i) => ((0x81 + Math.floor(i / 191)) << 8) | (0x40 + (i % 191)));
  enter(
    codes,
    twoByte.filter((code) => (code & 0xff) !== 0x7f),
  );
  enter(
    codes,
    Array.from({ length: basicCount }, (_, number) => fourBytes(number)),
  );
  built = codes;
  return codes;
}

/** Decodes all codes in one go, each on a line of its own. A character entered before keeps its first, shorter code. */
function enter(codes: Uint32Array, list: readonly number[]): void {
  const width = (list[0] ?? 0) > 0xffff ? 4 : 2;
  const bytes = new Uint8Array(list.length * (width + 1));
  list.forEach((code, i) => {
    for (let at = 0; at < width; at++) bytes[i * (width + 1) + at] = (code >>> (8 * (width - 1 - at))) & 0xff;
    bytes[i * (width + 1) + width] = 0x0a;
  });
  const decoded = new TextDecoder('gb18030').decode(bytes).split('\n');
  list.forEach((code, i) => {
    const [character = '', ...more] = decoded[i] ?? '';
    const point = character.codePointAt(0) ?? 0;
    if (more.length > 0 || point < 0x80 || point === 0xfffd || point > 0xffff) return;
    if (codes[point] === 0) codes[point] = code;
  });
}
