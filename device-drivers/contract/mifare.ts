import type { Outcome } from './fault.ts';

/** MIFARE Classic 1K or 4K: how a hospital's own card (M1 就诊卡) is read and written, whichever device holds it. */
export interface MifareStation {
  /** Wakes the card in the field. Ends with its number (4 or 7 bytes), or `cardRemoved` when there is none. */
  activate(): Promise<Outcome<{ readonly uid: Uint8Array }>>;
  /** Proves a key to a sector. Ends with `cardInvalid` when the card has another. */
  authenticate(sector: number, key: MifareKey): Promise<Outcome>;
  /** 16 bytes of a block (0 to 2, in large sectors to 14) of the sector a key was proved to. */
  readBlock(sector: number, block: number): Promise<Outcome<{ readonly data: Uint8Array }>>;
  /** Writes 16 bytes. A trailer block is refused with `cardWriteFailed`. */
  writeBlock(sector: number, block: number, data: Uint8Array): Promise<Outcome>;
  /** Lets the card go. */
  deactivate(): Promise<Outcome>;
}

export interface MifareKey {
  readonly which: 'A' | 'B';
  /** 6 bytes. */
  readonly bytes: Uint8Array;
}
