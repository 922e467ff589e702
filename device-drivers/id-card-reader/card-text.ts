/**
 * The 256-byte text block of a resident ID card ("SAM_V 通信协议", table of the text information): UTF-16LE, each field
 * filled up with spaces. Residence permits for Hong Kong, Macao and Taiwan (type J) and foreigners' permits (type I)
 * have their own layouts and are recognised as such, not read.
 */
import type { IdCard } from '../contract/id-card-reader.ts';
import { textLength } from './codec.ts';

/** Bytes from the beginning of the block, length in bytes. */
const fields = {
  name: { at: 0, length: 30 },
  sex: { at: 30, length: 2 },
  nation: { at: 32, length: 4 },
  birth: { at: 36, length: 16 },
  address: { at: 52, length: 70 },
  number: { at: 122, length: 36 },
  authority: { at: 158, length: 30 },
  validFrom: { at: 188, length: 16 },
  validTo: { at: 204, length: 16 },
} as const;

/** A space on a resident ID card. */
const typeFlag = { at: 248, length: 2 };

type Field = keyof typeof fields;
const fieldNames = Object.keys(fields) as readonly Field[];

const sexes = { '0': 'unknown', '1': 'male', '2': 'female', '9': 'unspecified' } as const;
const sexCodes = { unknown: '0', male: '1', female: '2', unspecified: '9' } as const;

export type CardText =
  | { readonly kind: 'resident'; readonly card: IdCard }
  /** A card of another kind: `J` a permit for Hong Kong, Macao and Taiwan residents, `I` a foreigner's, or unknown. */
  | { readonly kind: 'unsupported'; readonly flag: string }
  /** A field that cannot stand there. */
  | { readonly kind: 'malformed'; readonly field: Field };

/** Throws when a value does not fit its field. */
export function encodeCardText(card: IdCard): Uint8Array {
  const block = new Uint8Array(textLength);
  const view = new DataView(block.buffer);
  for (let at = 0; at < textLength; at += 2) view.setUint16(at, 0x20, true);
  for (const name of fieldNames) {
    const value = name === 'sex' ? sexCodes[card.sex] : card[name];
    const { at, length } = fields[name];
    if (value.length * 2 > length) throw new RangeError(`${name} is longer than ${length / 2} characters`);
    for (let i = 0; i < value.length; i++) view.setUint16(at + 2 * i, value.charCodeAt(i), true);
  }
  return block;
}

/** Reads a block of 256 bytes. */
export function decodeCardText(block: Uint8Array): CardText {
  const flag = textAt(block, typeFlag);
  if (flag !== '') return { kind: 'unsupported', flag };
  const text = (name: Field) => textAt(block, fields[name]);
  const sex = sexOf(text('sex'));
  const card: IdCard = {
    name: text('name'),
    sex: sex ?? 'unknown',
    nation: text('nation'),
    birth: text('birth'),
    address: text('address'),
    number: text('number'),
    authority: text('authority'),
    validFrom: text('validFrom'),
    validTo: text('validTo'),
  };
  const wrong: Partial<Record<Field, boolean>> = {
    name: card.name === '',
    sex: sex === undefined,
    nation: !/^\d{2}$/.test(card.nation),
    birth: !/^\d{8}$/.test(card.birth),
    number: !/^\d{17}[\dX]$/.test(card.number),
    validFrom: !/^\d{8}$/.test(card.validFrom),
    validTo: !/^(\d{8}|长期)$/.test(card.validTo),
  };
  const malformed = fieldNames.find((name) => wrong[name]);
  return malformed ? { kind: 'malformed', field: malformed } : { kind: 'resident', card };
}

const sexOf = (code: string): IdCard['sex'] | undefined =>
  code === '0' || code === '1' || code === '2' || code === '9' ? sexes[code] : undefined;

/** Some cards are filled up with zeros instead of spaces. */
function textAt(block: Uint8Array, { at, length }: { at: number; length: number }): string {
  return new TextDecoder('utf-16le', { ignoreBOM: true })
    .decode(block.subarray(at, at + length))
    .replace(/[ \0]+$/, '');
}
