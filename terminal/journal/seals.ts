/** How what a journal keeps is sealed: XChaCha20-Poly1305, each seal bound to the place of what it holds. */
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Order } from '../money/order.ts';
import type { Chance } from '../ports.ts';
import { JournalError } from './journal.ts';
import type { JournalRecord, Numbered } from './store.ts';

/** Bytes of a journal's key. */
export const keyLength = 32;
const nonceLength = 24;
/** Stands before everything sealed; a record's own text is JSON, which never begins so. */
const mark = 'sealed1.';

/** An order as it is kept: `order` is a name that only the key makes of its number. */
export interface SealedOrder extends Numbered {
  readonly sealed: string;
}

/** One key at work. Opening throws `JournalError` where the key is another, or what was sealed was changed or moved. */
export interface Seals {
  record(record: JournalRecord): JournalRecord;
  openedRecord(sealed: JournalRecord): JournalRecord;
  order(state: Order): SealedOrder;
  openedOrder(sealed: SealedOrder): Order;
  /** The name under which an order is kept. */
  nameOf(number: string): string;
}

export const isSealed = ({ text }: Pick<JournalRecord, 'text'>): boolean => text.startsWith(mark);

/** Throws where the key is not of its length. */
export function createSeals(key: Uint8Array, chance: Chance): Seals {
  if (key.length !== keyLength) throw new TypeError(`a journal's key has ${keyLength} bytes, not ${key.length}`);
  // One key a use: what names orders is no key to what is in them.
  const sealing = hmac(sha256, key, utf8ToBytes('sealing'));
  const naming = hmac(sha256, key, utf8ToBytes('naming'));

  function seal(text: string, place: string): string {
    const nonce = chance.bytes(nonceLength);
    const closed = xchacha20poly1305(sealing, nonce, utf8ToBytes(place)).encrypt(utf8ToBytes(text));
    return `${mark}${base64(nonce)}${base64(closed)}`;
  }

  function open(sealed: string, place: string): string {
    try {
      const nonce = bytesIn(sealed.slice(mark.length, mark.length + nonceText));
      const closed = bytesIn(sealed.slice(mark.length + nonceText));
      return new TextDecoder().decode(xchacha20poly1305(sealing, nonce, utf8ToBytes(place)).decrypt(closed));
    } catch {
      throw new JournalError('it does not open with this key: it was sealed with another, or changed');
    }
  }

  const nameOf = (number: string) => bytesToHex(hmac(sha256, naming, utf8ToBytes(number)));

  return {
    // A hash over a text that one can guess, beside the hash before it, would tell whether the guess is right.
    record: ({ sequence, at, text, hash }) => ({
      sequence,
      at,
      text: seal(`${hash}\n${text}`, placeOf({ sequence, at })),
      hash: '',
    }),
    openedRecord({ sequence, at, text: sealed }) {
      const opened = open(sealed, placeOf({ sequence, at }));
      const end = opened.indexOf('\n');
      return { sequence, at, text: opened.slice(end + 1), hash: opened.slice(0, end) };
    },
    order(state) {
      const name = nameOf(state.order);
      return { order: name, sealed: seal(JSON.stringify(state), `order ${name}`) };
    },
    openedOrder: ({ order, sealed }) => JSON.parse(open(sealed, `order ${order}`)),
    nameOf,
  };
}

const placeOf = ({ sequence, at }: Pick<JournalRecord, 'sequence' | 'at'>) => `record ${sequence} of ${at}`;

/** 24 bytes fill their letters: what follows begins anew. */
const nonceText = (nonceLength / 3) * 4;

/** A function takes so many arguments for certain. */
const mostLetters = 8192;

function base64(bytes: Uint8Array): string {
  let letters = '';
  for (let at = 0; at < bytes.length; at += mostLetters) {
    letters += String.fromCharCode(...bytes.subarray(at, at + mostLetters));
  }
  return btoa(letters);
}

function bytesIn(text: string): Uint8Array {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at);
  return bytes;
}
