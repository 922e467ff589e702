/**
 * How a PC/SC reader is asked to do something with a storage card: pseudo-commands of class FF (PC/SC part 3, 3.2.2;
 * ACS "ACR122U Application Programming Interface", chapters 4 and 5). And where the sectors of a MIFARE Classic lie
 * (NXP MF1S50, MF1S70).
 */
import type { Command } from '../apdu/codec.ts';
import { join } from '../framing/join.ts';

export const blockLength = 16;
export const keyLength = 6;

export type ReaderCommand =
  | { readonly kind: 'uid' }
  /** Into a place for keys of the reader's, 0 or 1 in an ACR122U. */
  | { readonly kind: 'loadKey'; readonly place: number; readonly key: Uint8Array }
  | { readonly kind: 'authenticate'; readonly block: number; readonly which: 'A' | 'B'; readonly place: number }
  | { readonly kind: 'readBlock'; readonly block: number }
  | { readonly kind: 'writeBlock'; readonly block: number; readonly data: Uint8Array };

const keyTypes = { A: 0x60, B: 0x61 } as const;

export function toApdu(command: ReaderCommand): Command {
  switch (command.kind) {
    case 'uid':
      return { cla: 0xff, ins: 0xca, p1: 0x00, p2: 0x00, le: 256 };
    case 'loadKey':
      return { cla: 0xff, ins: 0x82, p1: 0x00, p2: command.place, data: command.key };
    case 'authenticate': {
      const data = Uint8Array.of(0x01, 0x00, command.block, keyTypes[command.which], command.place);
      return { cla: 0xff, ins: 0x86, p1: 0x00, p2: 0x00, data };
    }
    case 'readBlock':
      return { cla: 0xff, ins: 0xb0, p1: 0x00, p2: command.block, le: blockLength };
    case 'writeBlock':
      return { cla: 0xff, ins: 0xd6, p1: 0x00, p2: command.block, data: command.data };
  }
}

/** The reader's command in an APDU, or undefined when it is none of these. */
export function fromApdu({ cla, ins, p1, p2, data, le }: Command): ReaderCommand | undefined {
  if (cla !== 0xff || p1 !== 0x00) return undefined;
  if (ins === 0xca && p2 === 0x00 && le !== undefined && !data) return { kind: 'uid' };
  if (ins === 0x82 && data?.length === keyLength) return { kind: 'loadKey', place: p2, key: data };
  if (ins === 0x86 && p2 === 0x00 && data?.length === 5) {
    const [version, zero, block = 0, type, place = 0] = data;
    const which = type === keyTypes.A ? 'A' : type === keyTypes.B ? 'B' : undefined;
    if (version === 0x01 && zero === 0x00 && which) return { kind: 'authenticate', block, which, place };
  }
  if (ins === 0xb0 && le === blockLength && !data) return { kind: 'readBlock', block: p2 };
  if (ins === 0xd6 && data?.length === blockLength) return { kind: 'writeBlock', block: p2, data };
  return undefined;
}

export type MifareSize = '1K' | '4K';

const smallSectors = 32;
export const sectorCount = (size: MifareSize): number => (size === '1K' ? 16 : 40);
export const blocksIn = (sector: number): number => (sector < smallSectors ? 4 : 16);

/** The number of a sector's first block, counted from the card's beginning. */
export const firstBlockOf = (sector: number): number =>
  sector < smallSectors ? 4 * sector : 4 * smallSectors + 16 * (sector - smallSectors);

/** The sector a block belongs to. */
export const sectorOf = (block: number): number =>
  block < 4 * smallSectors ? block >> 2 : smallSectors + ((block - 4 * smallSectors) >> 4);

/** Names of storage cards in their answer to reset (PC/SC part 3, supplemental document: NN NN). */
const cardNames = { '1K': 0x0001, '4K': 0x0002 } as const;

/** 80 (category), 4F (application identifier), its length, RID of the PC/SC workgroup, and SS 03: ISO 14443 A, part 3. */
const storagePrefix = [0x3b, 0x8f, 0x80, 0x01, 0x80, 0x4f, 0x0c, 0xa0, 0x00, 0x00, 0x03, 0x06, 0x03] as const;
/** Those bytes, the name, four reserved, and the check byte. */
const storageAtrLength = storagePrefix.length + 2 + 4 + 1;

/** The answer to reset that a reader gives for a storage card: it makes one up, such cards have none. */
export function storageAtr(size: MifareSize): Uint8Array {
  const name = cardNames[size];
  const body = join([Uint8Array.from(storagePrefix), Uint8Array.of(name >> 8, name & 0xff, 0, 0, 0, 0)]);
  return join([body, Uint8Array.of(checkByte(body))]);
}

/** The XOR of everything after TS (ISO/IEC 7816-3, 8.2.5). */
const checkByte = (body: Uint8Array) => body.slice(1).reduce((sum, byte) => sum ^ byte, 0);

/** What a reader's answer to reset says of a storage card; undefined when it is of no storage card of ISO 14443 A. */
export function storageCardOf(atr: Uint8Array): MifareSize | 'other' | undefined {
  if (atr.length !== storageAtrLength || !storagePrefix.every((byte, at) => atr[at] === byte)) return undefined;
  if (checkByte(atr.slice(0, -1)) !== atr[atr.length - 1]) return undefined;
  const name = ((atr[storagePrefix.length] ?? 0) << 8) | (atr[storagePrefix.length + 1] ?? 0);
  return name === cardNames['1K'] ? '1K' : name === cardNames['4K'] ? '4K' : 'other';
}
