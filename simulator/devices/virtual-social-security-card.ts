import { type Command, encodeAnswer, words } from '../../device-drivers/apdu/codec.ts';
import type { SocialSecurityCard } from '../../device-drivers/contract/chip-card-reader.ts';
import { fromHex, toHex } from '../../device-drivers/framing/hex.ts';
import { join } from '../../device-drivers/framing/join.ts';
import { encodeCardText } from '../../device-drivers/social-security-card/card-text.ts';
import {
  applicationName,
  encodeRecord,
  type Generation,
  items,
  placeOf,
} from '../../device-drivers/social-security-card/codec.ts';
import { answering, type VirtualChipCard, wordOnly } from './virtual-chip-card.ts';

export interface SocialSecurityCardMake {
  readonly generation?: Generation;
  /** Decimal digits the card wants to see before it shows its files; none unless said. */
  readonly pin?: string;
  /** Whether selecting the application is answered with the word alone, or with what there is to fetch (`61 xx`). */
  readonly selecting?: 'word' | 'fetch';
  /** Whether records are filled up to their full length, or end where their text does. */
  readonly records?: 'full' | 'short';
  readonly nameExtensionTag?: number;
}

const fullTries = 3;
const authenticationBlocked = 0x6983;
const noCurrentFile = 0x6986;
const referenceNotFound = 0x6a88;
const wrongParameters = 0x6a86;

/**
 * A social-security card with its public files (LD/T 32, EF05 and EF06), as far as terminals see them: SELECT, READ
 * RECORD by number or tag, VERIFY, GET RESPONSE.
 */
export function createVirtualSocialSecurityCard(
  holder: SocialSecurityCard,
  make: SocialSecurityCardMake = {},
): VirtualChipCard & { triesLeft(): number } {
  const { pin, selecting = 'word' } = make;
  const files = recordsOf(holder, make);
  let tries = fullTries;
  let selected: 'nothing' | 'application' | 0x05 | 0x06 = 'nothing';
  let proved = false;
  let held: Uint8Array | undefined;

  const hold = (data: Uint8Array) => {
    held = data;
    return wordOnly(0x6100 | data.length);
  };

  function select({ p1, data }: Command): Uint8Array {
    const name = toHex(data ?? new Uint8Array(0));
    if (p1 === 0x04) {
      if (name !== toHex(applicationName)) return wordOnly(words.fileNotFound);
      selected = 'application';
      proved = false;
      // FCI template (6F) with the application's name (84).
      const named = join([Uint8Array.of(0x84, applicationName.length), applicationName]);
      return selecting === 'fetch' ? hold(join([Uint8Array.of(0x6f, named.length), named])) : wordOnly(words.done);
    }
    if (p1 !== 0x00 && p1 !== 0x02) return wordOnly(wrongParameters);
    if (selected === 'nothing' || (name !== 'EF 05' && name !== 'EF 06')) return wordOnly(words.fileNotFound);
    selected = name === 'EF 05' ? 0x05 : 0x06;
    return wordOnly(words.done);
  }

  function readRecord({ p1, p2, le }: Command): Uint8Array {
    const shortId = p2 >> 3;
    if (selected === 'nothing') return wordOnly(words.fileNotFound);
    if (shortId !== 0 && shortId !== 0x05 && shortId !== 0x06) return wordOnly(words.fileNotFound);
    const id = shortId === 0 ? selected : shortId;
    if (id === 'application') return wordOnly(noCurrentFile);
    if (pin !== undefined && !proved) return wordOnly(words.securityNotSatisfied);
    selected = id;
    const manner = p2 & 0x07;
    if (manner !== 0x04 && manner !== 0x00) return wordOnly(wrongParameters);
    const file = files[id];
    const record = manner === 0x04 ? file[p1 - 1] : file.find(([tag]) => tag === p1);
    if (!record) return wordOnly(words.recordNotFound);
    if (le === undefined) return wordOnly(words.wrongLength);
    return le === record.length ? encodeAnswer({ data: record, word: words.done }) : wordOnly(0x6c00 | record.length);
  }

  function verify({ data }: Command): Uint8Array {
    if (selected === 'nothing') return wordOnly(words.conditionsNotSatisfied);
    if (pin === undefined) return wordOnly(referenceNotFound);
    if (tries === 0) return wordOnly(authenticationBlocked);
    proved = toHex(data ?? new Uint8Array(0)).replaceAll(' ', '') === pin;
    tries = proved ? fullTries : tries - 1;
    return wordOnly(proved ? words.done : 0x63c0 | tries);
  }

  function fetch({ le = 256 }: Command, waiting: Uint8Array | undefined): Uint8Array {
    if (!waiting) return wordOnly(words.conditionsNotSatisfied);
    const data = waiting.slice(0, le);
    if (data.length === waiting.length) return encodeAnswer({ data, word: words.done });
    held = waiting.slice(le);
    return encodeAnswer({ data, word: 0x6100 | held.length });
  }

  return {
    kind: 'chip',
    // T=0, historical bytes "SSSEV1". Cards in the field have their makers' own.
    atr: fromHex('3B 66 00 00 53 53 53 45 56 31'),
    reset() {
      selected = 'nothing';
      proved = false;
      held = undefined;
    },
    answer: answering((command) => {
      const waiting = held;
      held = undefined;
      switch (command.ins) {
        case 0xa4:
          return select(command);
        case 0xb2:
          return readRecord(command);
        case 0x20:
          return verify(command);
        case 0xc0:
          return fetch(command, waiting);
        default:
          return wordOnly(words.insNotSupported);
      }
    }),
    triesLeft: () => tries,
  };
}

/** The records of both files in their order. Nobody here reads the class (02) and who initialised the card (04). */
function recordsOf(holder: SocialSecurityCard, make: SocialSecurityCardMake): Record<0x05 | 0x06, Uint8Array[]> {
  const { generation = 'second', records = 'full', nameExtensionTag } = make;
  const values = encodeCardText(holder, generation);
  const files: Record<0x05 | 0x06, Uint8Array[]> = { 5: [], 6: [] };
  files[0x05][1] = encodeRecord({ tag: 0x02, value: fromHex('33') });
  files[0x05][3] = encodeRecord({ tag: 0x04, value: new Uint8Array(12) });
  for (const item of items) {
    const place = placeOf(item, generation);
    const value = values[item];
    if (!place || !value) continue;
    const tag = item === 'nameExtension' ? (nameExtensionTag ?? place.tag) : place.tag;
    const isName = item === 'name' || item === 'nameExtension';
    const end = isName && records === 'short' ? value.findLastIndex((byte) => byte !== 0) + 1 : value.length;
    files[place.file][place.number - 1] = encodeRecord({ tag, value: value.slice(0, end) });
  }
  return files;
}
