/**
 * The public files of a social-security card's own application (社会保障应用, SSSE) as commands and records: LD/T 32
 * (社会保障卡规范), 人社信息函〔2012〕37号. A record is tag, length, value, one byte each for tag and length.
 */
import { type Command, maxLe } from '../apdu/codec.ts';
import { join } from '../framing/join.ts';

/** Name of the application, "sx1.sh.社会保障" in GB 2312. */
export const applicationName = Uint8Array.of(
  ...[0x73, 0x78, 0x31, 0x2e, 0x73, 0x68, 0x2e],
  ...[0xc9, 0xe7, 0xbb, 0xe1, 0xb1, 0xa3, 0xd5, 0xcf],
);

export type Item =
  | 'identification'
  | 'version'
  | 'issuedOn'
  | 'validTo'
  | 'cardNumber'
  | 'idNumber'
  | 'name'
  | 'nameExtension'
  | 'sex'
  | 'nation'
  | 'birthplace'
  | 'birth';

/** How EF06 is numbered: cards of the first generation have no name extension, so what follows stands one earlier. */
export type Generation = 'first' | 'second';

export interface RecordPlace {
  /** The last byte of the file's id, which is also its short id: 05 or 06. */
  readonly file: 0x05 | 0x06;
  readonly number: number;
  readonly tag: number;
  /** Bytes of the value. */
  readonly length: number;
}

interface Row extends Omit<RecordPlace, 'number'> {
  readonly first: number | undefined;
  readonly second: number;
}

/** 04 (the body that initialised the card) and 02 (its class) are not read. */
const rows: Readonly<Record<Item, Row>> = {
  identification: { file: 0x05, first: 1, second: 1, tag: 0x01, length: 16 },
  version: { file: 0x05, first: 3, second: 3, tag: 0x03, length: 4 },
  issuedOn: { file: 0x05, first: 5, second: 5, tag: 0x05, length: 4 },
  validTo: { file: 0x05, first: 6, second: 6, tag: 0x06, length: 4 },
  cardNumber: { file: 0x05, first: 7, second: 7, tag: 0x07, length: 9 },
  idNumber: { file: 0x06, first: 1, second: 1, tag: 0x08, length: 18 },
  name: { file: 0x06, first: 2, second: 2, tag: 0x09, length: 30 },
  nameExtension: { file: 0x06, first: undefined, second: 3, tag: 0x4e, length: 20 },
  sex: { file: 0x06, first: 3, second: 4, tag: 0x0a, length: 1 },
  nation: { file: 0x06, first: 4, second: 5, tag: 0x0b, length: 1 },
  birthplace: { file: 0x06, first: 5, second: 6, tag: 0x0c, length: 3 },
  birth: { file: 0x06, first: 6, second: 7, tag: 0x0d, length: 4 },
};
export const items = Object.keys(rows) as readonly Item[];

/** Where an item stands, or undefined when cards of this generation have none. */
export function placeOf(item: Item, generation: Generation): RecordPlace | undefined {
  const { file, tag, length, [generation]: number } = rows[item];
  return number === undefined ? undefined : { file, number, tag, length };
}

export const selectApplication: Command = { cla: 0x00, ins: 0xa4, p1: 0x04, p2: 0x00, data: applicationName };

export const selectFile = (file: RecordPlace['file']): Command => ({
  ...{ cla: 0x00, ins: 0xa4, p1: 0x02, p2: 0x00 },
  data: Uint8Array.of(0xef, file),
});

/** READ RECORD by number, of the file with this short id, or of the file selected. */
export function readRecord(place: RecordPlace, from: 'shortId' | 'selected'): Command {
  const p2 = from === 'shortId' ? (place.file << 3) | 0x04 : 0x04;
  return { cla: 0x00, ins: 0xb2, p1: place.number, p2, le: place.length + 2 };
}

/** VERIFY with a PIN of decimal digits, an even number of them, packed two to a byte. */
export function verifyPin(pin: string): Command {
  if (!/^(\d\d){2,8}$/.test(pin)) throw new RangeError('a PIN has 4 to 16 decimal digits, an even number of them');
  const data = Uint8Array.from(pin.match(/\d\d/g) ?? [], (pair) => Number.parseInt(pair, 16));
  return { cla: 0x00, ins: 0x20, p1: 0x00, p2: 0x00, data };
}

/** `63 Cx`: the PIN is wrong and so many tries are left; `69 83`: none is left. */
export const pinRefused = (word: number): boolean => word >> 4 === 0x63c || word === 0x6983;

export interface TaggedRecord {
  readonly tag: number;
  readonly value: Uint8Array;
}

/** Throws when the value is longer than an answer can carry. */
export function encodeRecord({ tag, value }: TaggedRecord): Uint8Array {
  if (value.length > maxLe - 2) throw new RangeError(`a value of ${value.length} bytes`);
  return join([Uint8Array.of(tag, value.length), value]);
}

/** The record in `bytes`, or undefined when its length is not that of what follows. */
export function decodeRecord(bytes: Uint8Array): TaggedRecord | undefined {
  const [tag, length] = bytes;
  if (tag === undefined || length === undefined || bytes.length !== length + 2) return undefined;
  return { tag, value: bytes.slice(2) };
}
