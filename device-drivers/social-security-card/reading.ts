import { type Answer, words } from '../apdu/codec.ts';
import type { Ask } from '../apdu/conversation.ts';
import type { SocialSecurityCard } from '../contract/chip-card-reader.ts';
import { failed, type Outcome } from '../contract/fault.ts';
import { type CardValues, decodeCardText, generationOf } from './card-text.ts';
import {
  decodeRecord,
  type Generation,
  type Item,
  pinRefused,
  placeOf,
  type RecordPlace,
  readRecord,
  selectApplication,
  selectFile,
  verifyPin,
} from './codec.ts';

/** What differs between the cards of one region and another's. */
export interface SocialSecurityProfile {
  /** Decimal digits; only where the region's cards ask for one before they show their public files. */
  readonly pin?: string;
  /** How EF06 is numbered: as the version the card states says (`byVersion`, unless said), or always one way. */
  readonly numbering?: 'byVersion' | Generation;
  /** Whether records are read by the file's short id (unless said) or after the file was selected. */
  readonly fileAccess?: 'shortId' | 'selected';
  /** The tag of the second-generation record that continues a long name: 4E unless said. */
  readonly nameExtensionTag?: number;
}

const common = ['identification', 'issuedOn', 'validTo', 'cardNumber'] as const;
const personal = ['idNumber', 'name', 'nameExtension', 'sex', 'nation', 'birth'] as const;

/**
 * Reads the social-security card that is in the reader. Ends with `cardInvalid` when the card has no such application,
 * or keeps its files shut. `onPinRefused` is called when it refused the configured PIN: a card has few tries, and the
 * next patient's card would lose one too.
 */
export async function readSocialSecurityCard(
  ask: Ask,
  profile: SocialSecurityProfile,
  signal: AbortSignal,
  onPinRefused: () => void,
): Promise<Outcome<{ card: SocialSecurityCard }>> {
  const { pin, numbering = 'byVersion', fileAccess = 'shortId', nameExtensionTag } = profile;
  let selected: RecordPlace['file'] | undefined;

  /** What an item's record holds. A record that is not there, or holds something else, is undefined. */
  async function read(item: Item, generation: Generation): Promise<Outcome<{ value: Uint8Array | undefined }>> {
    const place = placeOf(item, generation);
    if (!place) return { ok: true, value: undefined };
    if (fileAccess === 'selected' && selected !== place.file) {
      const asked = await ask(selectFile(place.file), signal);
      if (!asked.ok) return asked;
      if (asked.answer.word !== words.done) return failed(faultOf(asked.answer));
      selected = place.file;
    }
    const asked = await ask(readRecord(place, fileAccess), signal);
    if (!asked.ok) return asked;
    const { word, data } = asked.answer;
    if (word === words.recordNotFound) return { ok: true, value: undefined };
    if (word !== words.done) return failed(faultOf(asked.answer));
    const record = decodeRecord(data);
    const tag = item === 'nameExtension' ? (nameExtensionTag ?? place.tag) : place.tag;
    return { ok: true, value: record?.tag === tag ? record.value : undefined };
  }

  const application = await ask(selectApplication, signal);
  if (!application.ok) return application;
  if (application.answer.word !== words.done) return failed(faultOf(application.answer));
  if (pin !== undefined) {
    const proved = await ask(verifyPin(pin), signal);
    if (!proved.ok) return proved;
    if (pinRefused(proved.answer.word)) onPinRefused();
    if (proved.answer.word !== words.done) return failed('cardInvalid');
  }
  const version = await read('version', 'second');
  if (!version.ok) return version;
  if (!version.value) return failed('cardUnreadable');
  const generation = numbering === 'byVersion' ? generationOf(version.value) : numbering;
  const values: { -readonly [item in keyof CardValues]: CardValues[item] } = {};
  for (const item of [...common, ...personal]) {
    const outcome = await read(item, generation);
    if (!outcome.ok) return outcome;
    if (outcome.value) values[item] = outcome.value;
  }
  const text = decodeCardText(values);
  return text.kind === 'card' ? { ok: true, card: text.card } : failed('cardUnreadable');
}

/** A card that says it has no such thing, or will not show it, is of another kind; anything else is a card in trouble. */
function faultOf({ word }: Answer): 'cardInvalid' | 'cardUnreadable' {
  const otherKind =
    word >> 8 === 0x6a ||
    word === words.insNotSupported ||
    word === words.claNotSupported ||
    word === words.securityNotSatisfied ||
    word === words.conditionsNotSatisfied ||
    word === 0x6283;
  return otherKind ? 'cardInvalid' : 'cardUnreadable';
}
