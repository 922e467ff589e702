/**
 * The 256-byte text block of an identity card ("SAM_V 通信协议", tables of the text information): UTF-16LE, each field
 * filled up with spaces. A flag near its end tells which of three layouts it has.
 */
import type { IdCard } from '../contract/id-card-reader.ts';
import { textLength } from './codec.ts';

/** Bytes from the beginning of the block, length in bytes, and what may stand there. */
interface Field {
  readonly at: number;
  readonly length: number;
  readonly holds: RegExp;
}

const any = /^.*$/s;
const something = /^.+$/s;
const day = /^\d{8}$/;
const lastDay = /^(\d{8}|长期)$/;
const sex = /^[0129]$/;
const citizenNumber = /^\d{17}[\dX]$/;

/** Where citizens' cards and permits agree. */
const common = {
  name: { at: 0, length: 30, holds: something },
  sex: { at: 30, length: 2, holds: sex },
  birth: { at: 36, length: 16, holds: day },
  address: { at: 52, length: 70, holds: any },
  number: { at: 122, length: 36, holds: citizenNumber },
  authority: { at: 158, length: 30, holds: any },
  validFrom: { at: 188, length: 16, holds: day },
  validTo: { at: 204, length: 16, holds: lastDay },
} as const;

const layouts: { readonly [K in IdCard['kind']]: { readonly flag: string; readonly fields: FieldsOf<K> } } = {
  resident: { flag: '', fields: { ...common, nation: { at: 32, length: 4, holds: /^\d{2}$/ } } },
  residencePermit: {
    flag: 'J',
    fields: {
      ...common,
      passNumber: { at: 220, length: 18, holds: any },
      issueCount: { at: 238, length: 4, holds: /^\d{1,2}$/ },
    },
  },
  foreignerPermit: {
    flag: 'I',
    fields: {
      name: { at: 0, length: 120, holds: something },
      sex: { at: 120, length: 2, holds: sex },
      number: { at: 122, length: 30, holds: /^[A-Z]{3}\d{12}$/ },
      country: { at: 152, length: 6, holds: /^[A-Z]{3}$/ },
      chineseName: { at: 158, length: 30, holds: any },
      validFrom: { at: 188, length: 16, holds: day },
      validTo: { at: 204, length: 16, holds: lastDay },
      birth: { at: 220, length: 16, holds: day },
      version: { at: 236, length: 4, holds: /^\d{2}$/ },
      authorityCode: { at: 240, length: 8, holds: /^\d{4}$/ },
    },
  },
};

type FieldsOf<K extends IdCard['kind']> = Record<Exclude<keyof Extract<IdCard, { kind: K }>, 'kind'>, Field>;

const typeFlag = { at: 248, length: 2 };

const sexes = { '0': 'unknown', '1': 'male', '2': 'female', '9': 'unspecified' } as const;
const sexCodes = { unknown: '0', male: '1', female: '2', unspecified: '9' } as const;

export type CardText =
  | { readonly kind: 'card'; readonly card: IdCard }
  /** A card of a kind nobody here knows. */
  | { readonly kind: 'unsupported'; readonly flag: string }
  /** A field that cannot stand there. */
  | { readonly kind: 'malformed'; readonly field: string };

/** Throws when a value does not fit its field. */
export function encodeCardText(card: IdCard): Uint8Array {
  const block = new Uint8Array(textLength);
  const view = new DataView(block.buffer);
  const write = (value: string, at: number) => {
    for (let i = 0; i < value.length; i++) view.setUint16(at + 2 * i, value.charCodeAt(i), true);
  };
  write(' '.repeat(textLength / 2), 0);
  const { flag, fields } = layouts[card.kind];
  const values: Readonly<Record<string, string>> = { ...card, sex: sexCodes[card.sex] };
  for (const [name, { at, length }] of Object.entries(fields)) {
    const value = values[name] ?? '';
    if (value.length * 2 > length) throw new RangeError(`${name} is longer than ${length / 2} characters`);
    write(value, at);
  }
  write(flag, typeFlag.at);
  return block;
}

/** Reads a block of 256 bytes. */
export function decodeCardText(block: Uint8Array): CardText {
  const flag = textAt(block, typeFlag);
  const [kind, layout] = Object.entries(layouts).find(([, it]) => it.flag === flag) ?? [];
  if (!kind || !layout) return { kind: 'unsupported', flag };
  const fields: [string, Field][] = Object.entries(layout.fields);
  const values = fields.map(([name, field]) => [name, textAt(block, field)] as const);
  const malformed = fields.find(([, { holds }], index) => !holds.test(values[index]?.[1] ?? ''));
  if (malformed) return { kind: 'malformed', field: malformed[0] };
  const { sex, ...rest } = Object.fromEntries(values);
  // Every field of the layout was read and held what it may.
  return { kind: 'card', card: { kind, ...rest, sex: sexes[sex as keyof typeof sexes] } as IdCard };
}

/** Some cards are filled up with zeros instead of spaces. */
function textAt(block: Uint8Array, { at, length }: { at: number; length: number }): string {
  return new TextDecoder('utf-16le', { ignoreBOM: true })
    .decode(block.subarray(at, at + length))
    .replace(/[ \0]+$/, '');
}
