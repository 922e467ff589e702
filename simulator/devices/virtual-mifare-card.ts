import { encodeNumber, type NumberLayout } from '../../device-drivers/chip-card-reader/card-text.ts';
import { fromHex } from '../../device-drivers/framing/hex.ts';
import {
  blockLength,
  blocksIn,
  firstBlockOf,
  type MifareSize,
  sectorCount,
  sectorOf,
} from '../../device-drivers/pcsc-mifare/codec.ts';
import { accessBitsOf, type KeyName, keyBIsData, mayRead, mayWrite, trailerRights } from './mifare-access.ts';

/** A MIFARE Classic in a reader's field: NXP MF1S50 (1K), MF1S70 (4K). Its memory stays wherever it is put. */
export interface VirtualMifareCard {
  readonly kind: 'storage';
  readonly size: MifareSize;
  readonly uid: Uint8Array;
  /** It left the field or was woken anew: no key counts as proved any more. */
  reset(): void;
  /** Proves a key to the sector the block belongs to; a wrong one undoes what was proved before. */
  authenticate(block: number, which: KeyName, key: Uint8Array): boolean;
  /** 16 bytes, or undefined when the key that was proved does not allow it. */
  read(block: number): Uint8Array | undefined;
  write(block: number, data: Uint8Array): boolean;
  /** All of it as it is on the chip, keys included: for eyes that need no key. */
  readonly memory: Uint8Array;
}

/** Key A, access bits and key B as a factory delivers them: FF FF FF FF FF FF, FF 07 80 69, FF FF FF FF FF FF. */
const factoryTrailer = fromHex('FF FF FF FF FF FF FF 07 80 69 FF FF FF FF FF FF');

/** A card as it comes from the factory. `uid` has 4 bytes. */
export function createVirtualMifareCard(uid: Uint8Array, size: MifareSize = '1K'): VirtualMifareCard {
  const sectors = sectorCount(size);
  const memory = new Uint8Array(size === '1K' ? 1_024 : 4_096);
  let open: { readonly sector: number; readonly which: KeyName } | undefined;

  const trailerOf = (sector: number) => firstBlockOf(sector) + blocksIn(sector) - 1;
  const bytesOf = (block: number) => memory.subarray(block * blockLength, (block + 1) * blockLength);
  for (let sector = 0; sector < sectors; sector++) bytesOf(trailerOf(sector)).set(factoryTrailer);
  // Block 0: UID, its XOR, SAK and ATQA; the maker's data is zero here.
  const check = uid.reduce((sum, byte) => sum ^ byte, 0);
  const kindOfCard = size === '1K' ? [0x08, 0x04, 0x00] : [0x18, 0x02, 0x00];
  bytesOf(0).set([...uid, check, ...kindOfCard]);

  /** What the key that was proved allows with a block; undefined when it allows nothing there. */
  function rightsAt(block: number) {
    const sector = sectorOf(block);
    if (!open || open.sector !== sector || sector >= sectors) return undefined;
    const bits = accessBitsOf(bytesOf(trailerOf(sector)));
    if (!bits) return undefined;
    const { which } = open;
    const trailerAccess = bits[3] ?? 0;
    if (which === 'B' && keyBIsData(trailerAccess)) return undefined;
    if (block === trailerOf(sector)) return { kind: 'trailer', ...trailerRights(trailerAccess, which) } as const;
    const within = block - firstBlockOf(sector);
    const access = bits[blocksIn(sector) === 4 ? within : Math.floor(within / 5)] ?? 0;
    return { kind: 'data', reads: mayRead(access, which), writes: mayWrite(access, which) } as const;
  }

  return {
    kind: 'storage',
    size,
    uid,
    memory,
    reset() {
      open = undefined;
    },
    authenticate(block, which, key) {
      open = undefined;
      const sector = sectorOf(block);
      if (sector >= sectors) return false;
      const trailer = bytesOf(trailerOf(sector));
      const at = which === 'A' ? 0 : 10;
      const right = key.length === 6 && key.every((byte, i) => trailer[at + i] === byte);
      if (right) open = { sector, which };
      return right;
    },
    read(block) {
      const rights = rightsAt(block);
      if (!rights) return undefined;
      if (rights.kind === 'data') return rights.reads ? bytesOf(block).slice() : undefined;
      const shown = bytesOf(block).slice();
      shown.fill(0, 0, 6);
      if (!rights.readsKeyB) shown.fill(0, 10);
      return shown;
    },
    write(block, data) {
      const rights = rightsAt(block);
      if (!rights || block === 0 || data.length !== blockLength) return false;
      if (rights.kind === 'data') {
        if (rights.writes) bytesOf(block).set(data);
        return rights.writes;
      }
      if (!rights.writesKeyA && !rights.writesBits && !rights.writesKeyB) return false;
      const trailer = bytesOf(block);
      if (rights.writesKeyA) trailer.set(data.subarray(0, 6), 0);
      if (rights.writesBits) trailer.set(data.subarray(6, 10), 6);
      if (rights.writesKeyB) trailer.set(data.subarray(10), 10);
      return true;
    },
  };
}

/** A card as a hospital gives it out: its number written, its own keys set, key A for reading and key B for writing. */
export function issueHospitalCard(
  card: VirtualMifareCard,
  number: string,
  where: {
    readonly sector: number;
    readonly block: number;
    readonly number: NumberLayout;
    /** 6 bytes each. */
    readonly keyA: Uint8Array;
    readonly keyB: Uint8Array;
  },
): void {
  const first = firstBlockOf(where.sector);
  card.memory.set(encodeNumber(where.number, number), (first + where.block) * blockLength);
  // C1 C2 C3: 100 for the data blocks (read with A or B, write with B), 011 for the trailer.
  const bits = fromHex('78 77 88 69');
  const trailer = [...where.keyA, ...bits, ...where.keyB];
  card.memory.set(trailer, (first + blocksIn(where.sector) - 1) * blockLength);
}
