/**
 * What a MagTek swipe reader in HID mode and its host exchange (MagTek "USB HID Swipe Reader Technical Reference",
 * sections on card data and on commands). It numbers no reports.
 */

export const encodeTypes = ['iso', 'aamva', 'cadl', 'blank', 'other', 'undetermined', 'none'] as const;
export type EncodeType = (typeof encodeTypes)[number];

/** A track as the reader decoded it: ASCII with its sentinels, empty when there was nothing on it. */
export interface DecodedTrack {
  readonly error: boolean;
  readonly text: string;
}

export interface Swipe {
  /** How the card is encoded, as far as the reader can tell; undefined for a code newer than the manual. */
  readonly encodeType: EncodeType | undefined;
  readonly tracks: readonly [DecodedTrack, DecodedTrack, DecodedTrack];
}

export const swipeLength = 337;
export const longestTrack = 110;
const places = { status: 0, length: 3, encodeType: 6, data: 7 };
const decodeError = 0x01;

/** The swipe in an input report, or undefined when it is none: another length, or lengths no track has. */
export function decodeSwipe(report: Uint8Array): Swipe | undefined {
  if (report.length !== swipeLength) return undefined;
  const track = (index: 0 | 1 | 2): DecodedTrack | undefined => {
    const length = report[places.length + index] ?? 0;
    const error = ((report[places.status + index] ?? 0) & decodeError) !== 0;
    const at = places.data + index * longestTrack;
    const bytes = report.subarray(at, at + length);
    if (length > longestTrack || bytes.some((byte) => byte > 0x7f)) return undefined;
    // What stands there after an error is undefined, as is what follows the length.
    return { error, text: error ? '' : String.fromCharCode(...bytes) };
  };
  const [first, second, third] = [track(0), track(1), track(2)];
  if (!first || !second || !third) return undefined;
  return { encodeType: encodeTypes[report[places.encodeType] ?? 0xff], tracks: [first, second, third] };
}

/** Throws when a track is longer than a report holds. What follows a track's length is filled up with `filling`. */
export function encodeSwipe(swipe: Swipe, filling = 0): Uint8Array {
  const report = new Uint8Array(swipeLength).fill(filling);
  for (const [index, { error, text }] of swipe.tracks.entries()) {
    if (text.length > longestTrack) throw new RangeError(`a track of ${text.length} characters`);
    report[places.status + index] = error ? decodeError : 0;
    report[places.length + index] = error ? 0 : text.length;
    if (error) continue;
    for (let i = 0; i < text.length; i++) report[places.data + index * longestTrack + i] = text.charCodeAt(i);
  }
  report[places.encodeType] = swipe.encodeType === undefined ? 0xff : encodeTypes.indexOf(swipe.encodeType);
  return report;
}

const commandCodes = { getProperty: 0x00, setProperty: 0x01, reset: 0x02 } as const;
const propertyCodes = { softwareId: 0x00, serialNumber: 0x01, pollingInterval: 0x02, trackEnable: 0x04 } as const;
const resultCodes = { ok: 0x00, failure: 0x01, badParameter: 0x02 } as const;

export type Property = keyof typeof propertyCodes;
export type Result = keyof typeof resultCodes;

export type Command =
  | { readonly kind: 'getProperty'; readonly property: Property }
  | { readonly kind: 'setProperty'; readonly property: Property; readonly value: Uint8Array }
  | { readonly kind: 'reset' };

export interface Answer {
  readonly result: Result;
  readonly data: Uint8Array;
}

/** A command and its answer are one feature report each way: code, length, and as much data as the report has room for. */
export const featureLength = 24;
const mostData = featureLength - 2;

export function encodeCommand(command: Command): Uint8Array {
  if (command.kind === 'reset') return feature(commandCodes.reset, new Uint8Array(0));
  const value = command.kind === 'setProperty' ? command.value : new Uint8Array(0);
  return feature(commandCodes[command.kind], Uint8Array.of(propertyCodes[command.property], ...value));
}

/** The command in a feature report, or undefined when it is none of those known here. */
export function decodeCommand(report: Uint8Array): Command | undefined {
  const parts = unwrap(report);
  if (!parts) return undefined;
  if (parts.code === commandCodes.reset) return { kind: 'reset' };
  const property = nameOf(propertyCodes, parts.data[0]);
  if (!property) return undefined;
  if (parts.code === commandCodes.getProperty) return { kind: 'getProperty', property };
  return parts.code === commandCodes.setProperty
    ? { kind: 'setProperty', property, value: parts.data.slice(1) }
    : undefined;
}

export const encodeAnswer = ({ result, data }: Answer): Uint8Array => feature(resultCodes[result], data);

export function decodeAnswer(report: Uint8Array): Answer | undefined {
  const parts = unwrap(report);
  const result = parts && nameOf(resultCodes, parts.code);
  return parts && result && { result, data: parts.data };
}

function feature(code: number, data: Uint8Array): Uint8Array {
  if (data.length > mostData) throw new RangeError(`${data.length} bytes in a feature report`);
  const report = new Uint8Array(featureLength);
  report.set([code, data.length, ...data]);
  return report;
}

function unwrap(report: Uint8Array): { code: number; data: Uint8Array } | undefined {
  const [code, length] = report;
  if (code === undefined || length === undefined || length > mostData || report.length < 2 + length) return undefined;
  return { code, data: report.slice(2, 2 + length) };
}

function nameOf<Name extends string>(
  codes: Readonly<Record<Name, number>>,
  code: number | undefined,
): Name | undefined {
  return (Object.keys(codes) as Name[]).find((name) => codes[name] === code);
}
