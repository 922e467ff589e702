/** IPP messages as bytes and back: RFC 8010, section 3. Nothing here knows an operation or an attribute. */
import { join } from '../framing/join.ts';

export interface IppMessage {
  /** The major number in the high byte: 0x0101 is 1.1. */
  readonly version: number;
  /** The operation of a request, the status of a response. */
  readonly code: number;
  readonly requestId: number;
  readonly groups: readonly IppGroup[];
  /** What follows the attributes: the document of a Print-Job. */
  readonly document: Uint8Array;
}

export interface IppGroup {
  readonly tag: GroupTag | number;
  readonly attributes: readonly IppAttribute[];
}

export interface IppAttribute {
  readonly name: string;
  /** At least one. */
  readonly values: readonly IppValue[];
}

/** Values of other kinds, also the parts of a collection, and values that do not fit their kind are carried as octets. */
export type IppValue =
  | { readonly tag: NumberTag; readonly value: number }
  | { readonly tag: 'boolean'; readonly value: boolean }
  | { readonly tag: TextTag; readonly value: string }
  | { readonly tag: number; readonly octets: Uint8Array };

/** RFC 8010, section 3.5.1. */
export const groupTags = { operation: 0x01, job: 0x02, printer: 0x04, unsupported: 0x05 } as const;
export type GroupTag = keyof typeof groupTags;
const endOfAttributes = 0x03;
const lastGroupTag = 0x0f;

/** RFC 8010, section 3.5.2. */
const numberTags = { integer: 0x21, enum: 0x23 } as const;
type NumberTag = keyof typeof numberTags;
const booleanTag = 0x22;
const textTags = {
  text: 0x41,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  naturalLanguage: 0x48,
  mimeMediaType: 0x49,
} as const;
export type TextTag = keyof typeof textTags;

/** Names and values have signed lengths of two bytes. */
const longest = 0x7fff;
const none = new Uint8Array(0);

export function encode(message: IppMessage): Uint8Array {
  const parts: Uint8Array[] = [join([twoBytes(message.version), twoBytes(message.code), fourBytes(message.requestId)])];
  for (const { tag, attributes } of message.groups) {
    parts.push(Uint8Array.of(typeof tag === 'number' ? tag : groupTags[tag]));
    for (const { name, values } of attributes) {
      for (const [at, value] of values.entries()) {
        const [valueTag, octets] = octetsOf(value);
        // A further value of an attribute has an empty name.
        parts.push(Uint8Array.of(valueTag), counted(at === 0 ? utf8(name) : none), counted(octets));
      }
    }
  }
  parts.push(Uint8Array.of(endOfAttributes), message.document);
  return join(parts);
}

/** The message these bytes are, or undefined when they are none or not a whole one. */
export function decode(bytes: Uint8Array): IppMessage | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 8;
  // Copies are made so and not with slice(): a Buffer's slice() is none.
  /** A counted string of octets, or undefined when it does not end within the bytes. */
  const take = (): Uint8Array | undefined => {
    if (at + 2 > bytes.length) return undefined;
    const length = view.getUint16(at);
    const start = at + 2;
    if (length > longest || start + length > bytes.length) return undefined;
    at = start + length;
    return new Uint8Array(bytes.subarray(start, at));
  };

  const groups: { tag: GroupTag | number; attributes: { name: string; values: IppValue[] }[] }[] = [];
  while (at < bytes.length) {
    const tag = view.getUint8(at++);
    if (tag === endOfAttributes) {
      const [version, code, requestId] = [view.getUint16(0), view.getUint16(2), view.getInt32(4)];
      return { version, code, requestId, groups, document: new Uint8Array(bytes.subarray(at)) };
    }
    if (tag === 0) return undefined;
    if (tag <= lastGroupTag) {
      groups.push({ tag: nameOf(groupTags, tag) ?? tag, attributes: [] });
      continue;
    }
    const attributes = groups.at(-1)?.attributes;
    const name = take();
    const octets = take();
    if (!attributes || !name || !octets) return undefined;
    const value = readValue(tag, octets);
    if (name.length > 0) {
      const text = textOf(name);
      if (text === undefined) return undefined;
      attributes.push({ name: text, values: [value] });
      continue;
    }
    const last = attributes.at(-1);
    if (!last) return undefined;
    last.values.push(value);
  }
  return undefined;
}

function octetsOf(value: IppValue): [number, Uint8Array] {
  if ('octets' in value) return [value.tag, value.octets];
  switch (value.tag) {
    case 'boolean':
      return [booleanTag, Uint8Array.of(value.value ? 1 : 0)];
    case 'integer':
    case 'enum':
      return [numberTags[value.tag], fourBytes(value.value)];
    default:
      return [textTags[value.tag], utf8(value.value)];
  }
}

function readValue(tag: number, octets: Uint8Array): IppValue {
  const numberTag = nameOf(numberTags, tag);
  if (numberTag && octets.length === 4) return { tag: numberTag, value: new DataView(octets.buffer).getInt32(0) };
  const [first = 0] = octets;
  if (tag === booleanTag && octets.length === 1 && first <= 1) return { tag: 'boolean', value: first === 1 };
  const textTag = nameOf(textTags, tag);
  const value = textTag && textOf(octets);
  return textTag && value !== undefined ? { tag: textTag, value } : { tag, octets };
}

function nameOf<Name extends string>(tags: Readonly<Record<Name, number>>, tag: number): Name | undefined {
  for (const name in tags) if (tags[name] === tag) return name;
  return undefined;
}

const encoder = new TextEncoder();
const utf8 = (text: string) => encoder.encode(text);
const strictly = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function textOf(octets: Uint8Array): string | undefined {
  try {
    return strictly.decode(octets);
  } catch {
    return undefined;
  }
}

const twoBytes = (number: number) => Uint8Array.of(number >> 8, number & 0xff);
const fourBytes = (number: number) => Uint8Array.of(number >> 24, number >> 16, number >> 8, number);

function counted(octets: Uint8Array): Uint8Array {
  if (octets.length > longest) throw new RangeError(`${octets.length} bytes, where IPP allows ${longest}`);
  return join([twoBytes(octets.length), octets]);
}
