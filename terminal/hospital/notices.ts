import { ed25519 } from '@noble/curves/ed25519.js';
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { type Clock, sleep } from '../../device-drivers/contract/clock.ts';
import type { Verify } from '../ports.ts';
import type { LocalText } from '../screen/parts.ts';
import type { Hospital } from './client.ts';
import { Notice, type SignedNotice } from './contract/ledgers.ts';

export interface NoticeTaker {
  /** Something happened to an order: a reason to ask, never an answer. */
  orderMoved(orderNumber: string): void;
  /** What the hospital has to say to everybody, now; replaces what it said before. */
  announced(texts: readonly LocalText[]): void;
  /** A notice that is not the hospital's, or not for this terminal. */
  refused(why: 'signature' | 'malformed' | 'otherTerminal'): void;
}

export interface NoticeConfig {
  readonly terminal: string;
  /** Ed25519 public key of the hospital, 64 hexadecimal digits. */
  readonly key: string;
  /** Milliseconds between two questions; nothing while the hospital gives no notices. */
  readonly every: () => number | undefined;
  readonly verify?: Verify | undefined;
}

/** Wherever there is no faster one. */
const verifyEd25519: Verify = (key, text, signature) =>
  ed25519.verify(hexToBytes(signature), utf8ToBytes(text), hexToBytes(key));

const whileThereAreNone = 60_000;

type Read =
  | { readonly ok: true; readonly notice: Notice }
  | { readonly ok: false; readonly why: 'signature' | 'malformed' };

/** A notice whose signature is the hospital's, over the very bytes that came. */
export function readNotice({ notice, signature }: SignedNotice, key: string, verify: Verify = verifyEd25519): Read {
  if (!verify(key, notice, signature)) return { ok: false, why: 'signature' };
  try {
    const read = v.safeParse(Notice, JSON.parse(notice));
    return read.success ? { ok: true, notice: read.output } : { ok: false, why: 'malformed' };
  } catch {
    return { ok: false, why: 'malformed' };
  }
}

/**
 * Asks for notices, again and again, until `signal` aborts. A forged, repeated or late one changes nothing: orders are
 * asked about where their state is kept, and an announcement that was shown is shown.
 */
export async function watchNotices(
  hospital: Hospital,
  clock: Clock,
  { terminal, key, every, verify }: NoticeConfig,
  taker: NoticeTaker,
  signal: AbortSignal,
): Promise<void> {
  let after = 0;
  let announcements: readonly Notice[] = [];
  while (!signal.aborted) {
    const pause = every();
    if (pause === undefined) {
      await sleep(clock, whileThereAreNone, signal);
      continue;
    }
    const reply = await hospital.call('listNotices', { terminal, after: String(after) }, signal);
    if (signal.aborted) return;
    for (const signed of reply.ok ? reply.value.notices : []) {
      const read = readNotice(signed, key, verify);
      if (!read.ok) taker.refused(read.why);
      else if (read.notice.terminal !== terminal) taker.refused('otherTerminal');
      else if (read.notice.sequence > after) {
        after = read.notice.sequence;
        const { kind, orderNumber } = read.notice;
        if (kind === 'announcement') announcements = [...announcements, read.notice];
        else if (orderNumber !== undefined) taker.orderMoved(orderNumber);
      }
    }
    announcements = announcements.filter(({ until }) => until === undefined || Date.parse(until) > clock.now());
    taker.announced(announcements.flatMap(({ text }) => text ?? []));
    await sleep(clock, pause, signal);
  }
}
