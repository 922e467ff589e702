/**
 * A MIFARE Classic card as a thing (NXP, MF1S50yyX data sheet): a number and a memory of sectors behind keys. The chip
 * can be blank of any, which is how a card without a working chip behaves.
 */
export interface M1Card {
  /** 4 or 7 bytes. */
  readonly uid: Uint8Array;
  readonly chip: M1Chip | undefined;
}

export interface M1Chip {
  readonly atqa: number;
  readonly sak: number;
  readonly sectors: number;
  /** Whether the sector has this key. */
  opens(sector: number, which: 'A' | 'B', key: Uint8Array): boolean;
  /** 16 bytes; of a trailer key A is never told. Undefined where there is no such block. */
  read(sector: number, block: number): Uint8Array | undefined;
  /** Whether it was written: block 0 of the card is the maker's, and a trailer that fails its own check is refused. */
  write(sector: number, block: number, data: Uint8Array): boolean;
}

const blockLength = 16;
const keyLength = 6;
/** How cards leave the factory. */
export const factoryKey = new Uint8Array(keyLength).fill(0xff);
/** Everything may be read and written with either key. */
const factoryAccess = Uint8Array.of(0xff, 0x07, 0x80, 0x69);

export const blocksIn = (sector: number): number => (sector < 32 ? 4 : 16);
const firstBlock = (sector: number): number => (sector < 32 ? sector * 4 : 128 + (sector - 32) * 16);

/** Bits C1 to C3 stand twice in the access bytes, once inverted; a trailer where they disagree locks its sector for good. */
function wellFormed(trailer: Uint8Array): boolean {
  const [a = 0, b = 0, c = 0] = trailer.subarray(keyLength, keyLength + 3);
  const inverted = [a & 0xf, a >> 4, b & 0xf];
  const upright = [b >> 4, c & 0xf, c >> 4];
  return inverted.every((bits, i) => (bits ^ (upright[i] ?? 0)) === 0xf);
}

const equal = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, i) => byte === b[i]);

function createChip(
  uid: Uint8Array,
  size: '1K' | '4K',
  keys: { readonly A: Uint8Array; readonly B: Uint8Array },
): M1Chip {
  const sectors = size === '1K' ? 16 : 40;
  const memory = new Uint8Array(firstBlock(sectors) * blockLength);
  const at = (sector: number, block: number) => (firstBlock(sector) + block) * blockLength;
  const trailerAt = (sector: number) => at(sector, blocksIn(sector) - 1);
  const exists = (sector: number, block: number) =>
    sector >= 0 && sector < sectors && block >= 0 && block < blocksIn(sector);
  memory.set(uid, 0);
  for (let sector = 0; sector < sectors; sector++) {
    const trailer = trailerAt(sector);
    memory.set(keys.A, trailer);
    memory.set(factoryAccess, trailer + keyLength);
    memory.set(keys.B, trailer + keyLength + factoryAccess.length);
  }
  return {
    atqa: size === '1K' ? 0x0004 : 0x0002,
    sak: size === '1K' ? 0x08 : 0x18,
    sectors,
    opens(sector, which, key) {
      if (!exists(sector, 0)) return false;
      const start = trailerAt(sector) + (which === 'A' ? 0 : keyLength + factoryAccess.length);
      return equal(memory.subarray(start, start + keyLength), key);
    },
    read(sector, block) {
      if (!exists(sector, block)) return undefined;
      const data = memory.slice(at(sector, block), at(sector, block) + blockLength);
      if (block === blocksIn(sector) - 1) data.fill(0, 0, keyLength);
      return data;
    },
    write(sector, block, data) {
      if (!exists(sector, block) || data.length !== blockLength || (sector === 0 && block === 0)) return false;
      if (block === blocksIn(sector) - 1 && !wellFormed(data)) return false;
      memory.set(data, at(sector, block));
      return true;
    },
  };
}

/** A card; `keys` are those of all its sectors, the factory's unless said. */
export function createM1Card(
  uid: Uint8Array,
  made: { readonly size?: '1K' | '4K'; readonly keys?: { readonly A: Uint8Array; readonly B: Uint8Array } } = {},
): M1Card {
  const { size = '1K', keys = { A: factoryKey, B: factoryKey } } = made;
  return { uid, chip: createChip(uid, size, keys) };
}

/** A card whose chip does not answer. */
export const createBlankCard = (uid: Uint8Array): M1Card => ({ uid, chip: undefined });
