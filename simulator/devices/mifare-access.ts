/** Who may do what with a block of a MIFARE Classic: NXP MF1S50, 8.7 (memory access). */

export type KeyName = 'A' | 'B';
type Who = '' | 'A' | 'B' | 'AB';

/** C1 C2 C3 of the four groups of blocks of a sector; undefined when the bytes contradict one another. */
export function accessBitsOf(trailer: Uint8Array): readonly number[] | undefined {
  const [b6 = 0, b7 = 0, b8 = 0] = trailer.subarray(6, 9);
  const c1 = b7 >> 4;
  const c2 = b8 & 0x0f;
  const c3 = b8 >> 4;
  const inverted = (~b6 & 0x0f) === c1 && ((~b6 >> 4) & 0x0f) === c2 && (~b7 & 0x0f) === c3;
  if (!inverted) return undefined;
  return [0, 1, 2, 3].map((group) => (bit(c1, group) << 2) | (bit(c2, group) << 1) | bit(c3, group));
}

const bit = (bits: number, at: number) => (bits >> at) & 1;

/** For data blocks, by C1 C2 C3: who reads, who writes. */
const dataBlocks: readonly (readonly [read: Who, write: Who])[] = [
  ['AB', 'AB'],
  ['AB', ''],
  ['AB', ''],
  ['B', 'B'],
  ['AB', 'B'],
  ['B', ''],
  ['AB', 'B'],
  ['', ''],
];

/** For the trailer, by C1 C2 C3. Key A is never read; the access bits are always read by A, mostly by B. */
const trailers: readonly {
  readonly keyA: Who;
  readonly bits: Who;
  readonly keyB: Who;
  readonly readsB: Who;
}[] = [
  { keyA: 'A', bits: '', keyB: 'A', readsB: 'A' },
  { keyA: 'A', bits: 'A', keyB: 'A', readsB: 'A' },
  { keyA: '', bits: '', keyB: '', readsB: 'A' },
  { keyA: 'B', bits: 'B', keyB: 'B', readsB: '' },
  { keyA: 'B', bits: '', keyB: 'B', readsB: '' },
  { keyA: '', bits: 'B', keyB: '', readsB: '' },
  { keyA: '', bits: '', keyB: '', readsB: '' },
  { keyA: '', bits: '', keyB: '', readsB: '' },
];

export const mayRead = (access: number, key: KeyName): boolean => dataBlocks[access]?.[0].includes(key) ?? false;
export const mayWrite = (access: number, key: KeyName): boolean => dataBlocks[access]?.[1].includes(key) ?? false;

/** Where key B can be read it is data: what is proved with it opens nothing. */
export const keyBIsData = (trailerAccess: number): boolean => trailers[trailerAccess]?.readsB === 'A';

export const trailerRights = (access: number, key: KeyName) => {
  const rights = trailers[access];
  return {
    writesKeyA: rights?.keyA.includes(key) ?? false,
    writesBits: rights?.bits.includes(key) ?? false,
    writesKeyB: rights?.keyB.includes(key) ?? false,
    readsKeyB: rights?.readsB.includes(key) ?? false,
  };
};
