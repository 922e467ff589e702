/** Finds texts in files, however somebody may have written them there. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { brotliDecompressSync, inflateRawSync, inflateSync } from 'node:zlib';

type Form = 'utf8' | 'utf16le' | 'utf16be' | 'gb18030' | 'base64' | 'hex' | 'escaped' | 'percent';

/** The bytes of every character GB18030 has in two, and of ASCII: what a receipt printer is sent. */
const gb18030 = (() => {
  const bytes = new Map<string, readonly number[]>();
  const decoder = new TextDecoder('gb18030');
  for (let one = 0; one < 0x80; one++) bytes.set(String.fromCharCode(one), [one]);
  for (let first = 0x81; first <= 0xfe; first++) {
    for (let second = 0x40; second <= 0xfe; second++) {
      if (second !== 0x7f) bytes.set(decoder.decode(new Uint8Array([first, second])), [first, second]);
    }
  }
  return (text: string) => Buffer.from([...text].flatMap((letter) => bytes.get(letter) ?? []));
})();

/** Of a text in base64 what stays the same wherever in a longer one it stood. */
const base64Of = (bytes: Buffer): string[] =>
  [0, 1, 2].map((before) => {
    const letters = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const ragged = (before + bytes.length) % 3 === 0 ? 0 : 1;
    return letters.slice(Math.ceil((before * 8) / 6), letters.length - ragged);
  });

const escapedOf = (text: string) =>
  [...text].map((letter) => {
    const code = letter.charCodeAt(0);
    return code < 0x80 ? letter : `\\u${code.toString(16).padStart(4, '0')}`;
  });

/** What a text looks like as bytes in all forms it is looked for in. */
export function formsOf(text: string): readonly (readonly [Form, Buffer])[] {
  const utf8 = Buffer.from(text);
  const utf16 = Buffer.from(text, 'utf16le');
  const escaped = escapedOf(text).join('');
  const percent = encodeURIComponent(text);
  const asciiToo: [Form, Buffer][] =
    escaped === text
      ? []
      : [
          ['escaped', Buffer.from(escaped)],
          ['escaped', Buffer.from(escaped.toUpperCase().replaceAll('\\U', '\\u'))],
          ['percent', Buffer.from(percent)],
          ['percent', Buffer.from(percent.toLowerCase())],
          ['gb18030', gb18030(text)],
        ];
  return [
    ['utf8', utf8],
    ['utf16le', utf16],
    ['utf16be', Buffer.from(utf16).swap16()],
    ...[utf8, utf16].flatMap((bytes) =>
      base64Of(bytes)
        .flatMap((it) => [it, it.replaceAll('+', '-').replaceAll('/', '_')])
        .map((it) => ['base64', Buffer.from(it)] as [Form, Buffer]),
    ),
    ...[utf8, utf16].flatMap((bytes) => [
      ['hex', Buffer.from(bytes.toString('hex'))] as [Form, Buffer],
      ['hex', Buffer.from(bytes.toString('hex').toUpperCase())] as [Form, Buffer],
    ]),
    ...asciiToo,
  ];
}

/** Where a packed stream may begin, and how it is unpacked; what only looks like one is no stream. */
const packed: readonly (readonly [Buffer, (bytes: Buffer) => Buffer])[] = [
  // Behind the ten bytes of its head, in which nobody writes a name.
  [Buffer.from([0x1f, 0x8b, 0x08]), (bytes) => inflateRawSync(bytes.subarray(10), lenient)],
  [Buffer.from([0x78, 0x01]), (bytes) => inflateSync(bytes, lenient)],
  [Buffer.from([0x78, 0x9c]), (bytes) => inflateSync(bytes, lenient)],
  [Buffer.from([0x78, 0xda]), (bytes) => inflateSync(bytes, lenient)],
];
const mostUnpacked = 32 * 2 ** 20;
/** Whatever follows the stream is none of its business, nor is how it ends. */
const lenient = { finishFlush: 2, maxOutputLength: mostUnpacked } as const;

function unpackedIn(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  const tryAt = (unpack: (bytes: Buffer) => Buffer, at: number) => {
    try {
      found.push(unpack(bytes.subarray(at)));
    } catch {
      // It only looked like one.
    }
  };
  for (const [begin, unpack] of packed) {
    for (let at = bytes.indexOf(begin), tries = 0; at >= 0 && tries < 200; at = bytes.indexOf(begin, at + 1), tries++) {
      tryAt(unpack, at);
    }
  }
  // These two have no beginning that one knows them by.
  tryAt((it) => inflateRawSync(it, lenient), 0);
  tryAt((it) => brotliDecompressSync(it, { maxOutputLength: mostUnpacked }), 0);
  return found;
}

/** The texts that are in some bytes, each with its form. A packed stream in them is looked into too. */
export function foundIn(bytes: Buffer, texts: readonly string[]): string[] {
  const heaps = [bytes, ...unpackedIn(bytes)];
  const found = texts.flatMap((text) =>
    formsOf(text).flatMap(([form, needle]) =>
      heaps.some((heap) => heap.includes(needle)) ? [`${text} as ${form}`] : [],
    ),
  );
  return [...new Set(found)];
}

export function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The texts in the files of a folder, each with the file it is in. Names of files count as what is in them. */
export function foundInFolder(folder: string, texts: readonly string[]): { found: string[]; bytes: number } {
  let bytes = 0;
  const found = filesIn(folder).flatMap((file) => {
    const name = relative(folder, file);
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    bytes += size;
    return foundIn(Buffer.concat([readFileSync(file), Buffer.from(`\n${name}`)]), texts).map(
      (what) => `${name}: ${what}`,
    );
  });
  return { found, bytes };
}
