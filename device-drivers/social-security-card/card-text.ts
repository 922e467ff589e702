/** What the records of a social-security card say, and how they say it: LD/T 32, tables of EF05 and EF06. */
import type { SocialSecurityCard } from '../contract/chip-card-reader.ts';
import { join } from '../framing/join.ts';
import { encodeText } from '../receipt-printer/text.ts';
import { type Generation, type Item, items, placeOf } from './codec.ts';

/** The values of a card's records as they came. A record the card does not have is missing. */
export type CardValues = Readonly<Partial<Record<Item, Uint8Array>>>;

export type CardText =
  | { readonly kind: 'card'; readonly card: SocialSecurityCard }
  /** An item that is missing or cannot be what it should be. */
  | { readonly kind: 'malformed'; readonly item: Item };

const sexes = { '0': 'unknown', '1': 'male', '2': 'female', '9': 'unspecified' } as const;
const sexCodes = { unknown: '0', male: '1', female: '2', unspecified: '9' } as const;

/** The first character of the version is the generation's number; the third numbers its records as the second does. */
export const generationOf = (version: Uint8Array): Generation => (version[0] === 0x31 ? 'first' : 'second');

export function decodeCardText(values: CardValues): CardText {
  const sexText = ascii(values.sex);
  const sex = sexText === '0' || sexText === '1' || sexText === '2' || sexText === '9' ? sexes[sexText] : undefined;
  const card: SocialSecurityCard = {
    kind: 'socialSecurity',
    cardNumber: ascii(values.cardNumber),
    idNumber: ascii(values.idNumber),
    name: gbk(join([filled(values.name), filled(values.nameExtension)])),
    sex: sex ?? 'unknown',
    nation: digits(values.nation),
    birth: digits(values.birth),
    issuerArea: digits(values.identification?.subarray(0, 3)),
    issuedOn: digits(values.issuedOn),
    validTo: digits(values.validTo),
  };
  const wrong: Partial<Record<Item, boolean>> = {
    identification: !/^\d{6}$/.test(card.issuerArea),
    issuedOn: !/^\d{8}$/.test(card.issuedOn),
    validTo: !/^\d{8}$/.test(card.validTo),
    cardNumber: !/^[0-9A-Za-z]{1,9}$/.test(card.cardNumber),
    idNumber: !/^[0-9A-Z]{18}$/.test(card.idNumber),
    // U+FFFD stands for bytes that are no character.
    name: card.name === '' || /[\p{Cc}\ufffd]/u.test(card.name),
    sex: sex === undefined,
    nation: !/^\d{2}$/.test(card.nation),
    birth: !/^\d{8}$/.test(card.birth),
  };
  const malformed = items.find((item) => wrong[item]);
  return malformed ? { kind: 'malformed', item: malformed } : { kind: 'card', card };
}

/**
 * The values a card of this generation holds. Throws when something does not fit, or has a character GBK lacks. The rest of
 * the identification, which is not read, is zero.
 */
export function encodeCardText(card: SocialSecurityCard, generation: Generation): CardValues {
  const name = encodeText(card.name, 'gbkOnly');
  if (gbk(name) !== card.name) throw new RangeError('the name has a character that GBK lacks');
  const split = generation === 'first' ? name.length : Math.min(name.length, placeOf('name', generation)?.length ?? 0);
  const parts: CardValues = {
    identification: packed(card.issuerArea),
    version: text(generation === 'first' ? '1.00' : '2.00'),
    issuedOn: packed(card.issuedOn),
    validTo: packed(card.validTo),
    cardNumber: text(card.cardNumber),
    idNumber: text(card.idNumber),
    name: name.subarray(0, split),
    nameExtension: name.subarray(split),
    sex: text(sexCodes[card.sex]),
    nation: packed(card.nation),
    birthplace: packed(card.issuerArea),
    birth: packed(card.birth),
  };
  const values: Partial<Record<Item, Uint8Array>> = {};
  for (const item of items) {
    const place = placeOf(item, generation);
    if (!place) continue;
    const part = parts[item] ?? new Uint8Array(0);
    if (part.length > place.length) throw new RangeError(`${item} is longer than ${place.length} bytes`);
    const value = new Uint8Array(place.length);
    value.set(part);
    values[item] = value;
  }
  return values;
}

const text = (value: string) => Uint8Array.from(value, (character) => character.charCodeAt(0));
const packed = (value: string) => Uint8Array.from(value.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** A value without what it was filled up with: zeros by the specification, spaces or FF on some cards. */
function filled(value: Uint8Array = new Uint8Array(0)): Uint8Array {
  let end = value.length;
  while (end > 0 && (value[end - 1] === 0x00 || value[end - 1] === 0x20 || value[end - 1] === 0xff)) end--;
  return value.subarray(0, end);
}

const ascii = (value?: Uint8Array) => String.fromCharCode(...filled(value));
const gbk = (value: Uint8Array) => new TextDecoder('gbk').decode(value);
const digits = (value: Uint8Array = new Uint8Array(0)) =>
  Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('');
