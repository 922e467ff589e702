import { ed25519 } from '@noble/curves/ed25519.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Notice, SignedNotice } from '../../terminal/hospital/contract/ledgers.ts';
import type { LocalText } from '../../terminal/hospital/contract/words.ts';
import type { Verbs } from '../../terminal/hospital/contract.ts';
import type { InputOf, ReplyOf } from '../../terminal/hospital/verb.ts';
import { type Answer, granted } from './once.ts';

/** What the hospital and the platform tell terminals of their own accord, signed. */
export interface Notices {
  list(input: InputOf<Verbs['listNotices']>): Answer<ReplyOf<Verbs['listNotices']>, never>;
  /** Something happened to an order: it was paid, or closed. */
  orderMoved(terminal: string, orderNumber: string): void;
  /** Shows a text at a terminal until an instant (UTC milliseconds). */
  announce(terminal: string, text: LocalText, until: number): void;
  /** Texts that stand now, of a terminal the newest first. */
  announcements(): readonly Announcement[];
}

export interface Announcement {
  readonly terminal: string;
  readonly text: LocalText;
  /** UTC milliseconds. */
  readonly until: number;
}

/** The key a terminal checks notices with: 32 bytes, hexadecimal. */
export const noticePublicKey = (secretKey: Uint8Array): string => bytesToHex(ed25519.getPublicKey(secretKey));

const pageLength = 50;
/** Of one terminal. Older ones go: a notice is a reason to ask, never an answer, so none must be had. */
const kept = 200;
/** Sequences count seconds from 2020, so that they grow over a restart and keep within the nine digits of `after`. */
const sequenceEpoch = Date.UTC(2020, 0, 1);

interface Told {
  readonly notice: Notice;
  signed?: SignedNotice;
}

/** A signature of a text, 128 hexadecimal digits. */
export type Sign = (text: string) => string;

/** `secretKey`: 32 bytes, Ed25519. */
export const noticeSigner =
  (secretKey: Uint8Array): Sign =>
  (text) =>
    bytesToHex(ed25519.sign(new TextEncoder().encode(text), secretKey));

export function createNotices({ now, sign }: { readonly now: () => number; readonly sign: Sign }): Notices {
  const byTerminal = new Map<string, Told[]>();
  let last = 0;

  function tell(terminal: string, notice: Omit<Notice, 'sequence' | 'terminal' | 'at'>): void {
    last = Math.max(last + 1, Math.floor((now() - sequenceEpoch) / 1000));
    const at = new Date(now()).toISOString();
    const told = byTerminal.get(terminal) ?? [];
    told.push({ notice: { sequence: last, terminal, at, ...notice } });
    byTerminal.set(terminal, told.slice(-kept));
  }

  /** Signed when it is first asked for: most are, once. */
  function signed(told: Told): SignedNotice {
    if (!told.signed) {
      const notice = JSON.stringify(told.notice);
      told.signed = { notice, signature: sign(notice) };
    }
    return told.signed;
  }

  return {
    list({ terminal, after }) {
      const isWanted = ({ notice }: Told) =>
        notice.sequence > Number(after) && (notice.until === undefined || Date.parse(notice.until) > now());
      const wanted = (byTerminal.get(terminal) ?? []).filter(isWanted);
      return granted({ terminal, notices: wanted.slice(0, pageLength).map(signed) });
    },
    orderMoved: (terminal, orderNumber) => tell(terminal, { kind: 'orderMoved', orderNumber }),
    announce: (terminal, text, until) =>
      tell(terminal, { kind: 'announcement', text, until: new Date(until).toISOString() }),
    announcements: () =>
      [...byTerminal].flatMap(([terminal, told]) =>
        told.toReversed().flatMap(({ notice: { text, until } }) => {
          const end = Date.parse(until ?? '');
          return text && end > now() ? [{ terminal, text, until: end }] : [];
        }),
      ),
  };
}
