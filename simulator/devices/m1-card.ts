/**
 * A MIFARE Classic card as a thing (NXP, MF1S50yyX and MF1S70yyX data sheets): a number and a memory of sectors behind
 * keys. It is the same card in a dispenser's stack, in a hand and in a reader, and its memory stays wherever it is put.
 */
import { fromHex } from '../../device-drivers/framing/hex.ts';
import { join } from '../../device-drivers/framing/join.ts';
import {
  blockLength,
  blocksIn,
  firstBlockOf,
  keyLength,
  type MifareSize,
  sectorCount,
} from '../../device-drivers/pcsc-mifare/codec.ts';

export interface M1Card {
  readonly kind: 'storage';
  /** 4 or 7 bytes. */
  readonly uid: Uint8Array;
  readonly size: MifareSize;
  /** Undefined where nothing answers: a card with a dead chip, or none. */
  readonly chip: M1Chip | undefined;
}

/** The memory, for eyes and hands that need no key. What a reader may do with it says `wake` in `m1-field.ts`. */
export interface M1Chip {
  readonly sectors: number;
  /** 16 bytes, keys and all. Undefined where there is no such block. */
  read(sector: number, block: number): Uint8Array | undefined;
  /** Throws where there is no such block. */
  write(sector: number, block: number, data: Uint8Array): void;
}

export interface SectorKeys {
  readonly A: Uint8Array;
  readonly B: Uint8Array;
}

/** How cards leave the factory. */
export const factoryKey = new Uint8Array(keyLength).fill(0xff);
/** What goes with the factory's keys: all is read and written with key A, and key B, which can be read, opens nothing. */
const factoryAccess = fromHex('FF 07 80 69');
/** What goes with a hospital's own: data is read with A or B and written with B (C1 C2 C3: 100), keys with B (011). */
const ownAccess = fromHex('78 77 88 69');

export const trailerOf = (sector: number): number => blocksIn(sector) - 1;
/** The last block of a sector behind keys of the hospital's own. */
export const ownTrailer = ({ A, B }: SectorKeys): Uint8Array => join([A, ownAccess, B]);

/** SAK and ATQA, as block 0 has them behind the number and, of short numbers, its XOR. */
const makersData = { '1K': [0x08, 0x04, 0x00], '4K': [0x18, 0x02, 0x00] } as const;

function createChip(uid: Uint8Array, size: MifareSize, trailer: Uint8Array): M1Chip {
  const sectors = sectorCount(size);
  const memory = new Uint8Array(firstBlockOf(sectors) * blockLength);
  const blockAt = (sector: number, block: number) => {
    if (!(sector >= 0 && sector < sectors && block >= 0 && block < blocksIn(sector))) return undefined;
    const start = (firstBlockOf(sector) + block) * blockLength;
    return memory.subarray(start, start + blockLength);
  };
  const check = uid.length === 4 ? [uid.reduce((sum, byte) => sum ^ byte, 0)] : [];
  memory.set([...uid, ...check, ...makersData[size]]);
  for (let sector = 0; sector < sectors; sector++) blockAt(sector, trailerOf(sector))?.set(trailer);
  return {
    sectors,
    read: (sector, block) => blockAt(sector, block)?.slice(),
    write(sector, block, data) {
      const there = blockAt(sector, block);
      if (!there || data.length !== blockLength) throw new RangeError(`no 16 bytes at block ${block} of ${sector}`);
      there.set(data);
    },
  };
}

/** A card as it comes from the factory, or with keys of its own in all its sectors. */
export function createM1Card(
  uid: Uint8Array,
  made: { readonly size?: MifareSize; readonly keys?: SectorKeys } = {},
): M1Card {
  const { size = '1K', keys } = made;
  const trailer = keys ? ownTrailer(keys) : join([factoryKey, factoryAccess, factoryKey]);
  return { kind: 'storage', uid, size, chip: createChip(uid, size, trailer) };
}

/** A card whose chip does not answer. */
export const createBlankCard = (uid: Uint8Array): M1Card => ({ kind: 'storage', uid, size: '1K', chip: undefined });
