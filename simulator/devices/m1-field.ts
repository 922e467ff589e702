import { keyLength } from '../../device-drivers/pcsc-mifare/codec.ts';
import { type M1Chip, trailerOf } from './m1-card.ts';
import { accessBitsOf, type KeyName, keyBIsData, mayRead, mayWrite, trailerRights } from './mifare-access.ts';

/** A chip that is awake in a reader's field. A card that leaves it, or is woken anew, has no key proved. */
export interface AwakeChip {
  /** Proves a key to a sector; a wrong one undoes what was proved before. */
  authenticate(sector: number, which: KeyName, key: Uint8Array): boolean;
  /** 16 bytes; undefined when the key that was proved does not allow it. Of a trailer key A is never told. */
  read(sector: number, block: number): Uint8Array | undefined;
  /** Whether it was written. The card's first block is the maker's. */
  write(sector: number, block: number, data: Uint8Array): boolean;
}

/** Places in a trailer. */
const keyPlaces = { A: 0, B: 10 } as const;
const accessPlace = 6;

export function wake(chip: M1Chip): AwakeChip {
  let open: { readonly sector: number; readonly which: KeyName } | undefined;

  /** What the key that was proved allows with a block; undefined when it allows nothing there. */
  function rightsAt(sector: number, block: number) {
    const trailer = open?.sector === sector ? chip.read(sector, trailerOf(sector)) : undefined;
    const bits = trailer && accessBitsOf(trailer);
    if (!open || !bits) return undefined;
    const { which } = open;
    const trailerAccess = bits[3] ?? 0;
    if (which === 'B' && keyBIsData(trailerAccess)) return undefined;
    if (block === trailerOf(sector)) return { kind: 'trailer', ...trailerRights(trailerAccess, which) } as const;
    const access = bits[trailerOf(sector) === 3 ? block : Math.floor(block / 5)] ?? 0;
    return { kind: 'data', reads: mayRead(access, which), writes: mayWrite(access, which) } as const;
  }

  return {
    authenticate(sector, which, key) {
      open = undefined;
      const trailer = chip.read(sector, trailerOf(sector));
      const there = trailer?.subarray(keyPlaces[which], keyPlaces[which] + keyLength);
      const right = there !== undefined && key.length === keyLength && key.every((byte, i) => there[i] === byte);
      if (right) open = { sector, which };
      return right;
    },
    read(sector, block) {
      const rights = rightsAt(sector, block);
      const shown = rights && chip.read(sector, block);
      if (!shown || (rights.kind === 'data' && !rights.reads)) return undefined;
      if (rights.kind === 'trailer') {
        shown.fill(0, keyPlaces.A, accessPlace);
        if (!rights.readsKeyB) shown.fill(0, keyPlaces.B);
      }
      return shown;
    },
    write(sector, block, data) {
      const rights = rightsAt(sector, block);
      const now = rights && chip.read(sector, block);
      if (!now || data.length !== now.length || (sector === 0 && block === 0)) return false;
      if (rights.kind === 'data') {
        if (rights.writes) chip.write(sector, block, data);
        return rights.writes;
      }
      if (!rights.writesKeyA && !rights.writesBits && !rights.writesKeyB) return false;
      if (rights.writesKeyA) now.set(data.subarray(0, accessPlace), 0);
      if (rights.writesBits) now.set(data.subarray(accessPlace, keyPlaces.B), accessPlace);
      if (rights.writesKeyB) now.set(data.subarray(keyPlaces.B), keyPlaces.B);
      chip.write(sector, block, now);
      return true;
    },
  };
}
