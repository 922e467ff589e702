import type { ScannedCode, Symbology } from '../contract/barcode-scanner.ts';

/** What a scanner sent for one code, before anyone looked into it. */
export type Scan =
  | {
      readonly kind: 'code';
      /** `]Q1`, or empty when the scanner sent none. */
      readonly aim: string;
      readonly data: Uint8Array;
    }
  /** It went past `longestCode`; nothing of it was kept. */
  | { readonly kind: 'tooLong' }
  /** It was damaged on its way. */
  | { readonly kind: 'damaged' };

/** Bytes. The codes patients show (health cards, payment codes, addresses of web pages) have a few hundred at most. */
export const longestCode = 1_024;

/** `]`, a letter for the symbology, a modifier (ISO/IEC 15424). */
export const isAim = (text: string): boolean => /^\][A-Za-z][0-9A-Za-z]$/.test(text);

/** By code letter; those with a modifier stand before the others of their letter. */
const symbologies: Readonly<Record<string, Symbology>> = {
  ']C1': 'ean128',
  ']E4': 'ean8',
  A: 'code39',
  C: 'code128',
  E: 'ean13',
  F: 'codabar',
  G: 'code93',
  I: 'itf',
  L: 'pdf417',
  Q: 'qrCode',
  d: 'dataMatrix',
  e: 'rss',
  z: 'aztec',
};

export const symbologyOf = (aim: string): Symbology =>
  symbologies[aim] ?? symbologies[aim.charAt(1)] ?? 'symbologyUnknown';

export type ReadScan =
  | { readonly ok: true; readonly code: ScannedCode }
  /** Why the code cannot be used, in words for the log that tell nothing of what it carried. */
  | { readonly ok: false; readonly why: string };

/** The text of a code: UTF-8, or else GB 18030, which Chinese programs put into QR codes as well. */
export function readScan(scan: Scan): ReadScan {
  if (scan.kind === 'tooLong') return { ok: false, why: `longer than ${longestCode} bytes` };
  if (scan.kind === 'damaged') return { ok: false, why: 'damaged on its way' };
  const data = textOf(scan.data, 'utf-8') ?? textOf(scan.data, 'gb18030');
  if (data === undefined) return { ok: false, why: 'neither UTF-8 nor GB 18030' };
  if (data === '') return { ok: false, why: 'empty' };
  if (/\p{Cc}/u.test(data)) return { ok: false, why: 'control characters in it' };
  return { ok: true, code: { symbology: symbologyOf(scan.aim), data, aim: scan.aim } };
}

function textOf(bytes: Uint8Array, encoding: 'utf-8' | 'gb18030'): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
