import { ed25519 } from '@noble/curves/ed25519.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { expect, test } from 'vitest';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { LocalText } from '../screen/parts.ts';
import { createHospital } from './client.ts';
import type { Notice, SignedNotice } from './contract/ledgers.ts';
import { readNotice, watchNotices } from './notices.ts';

const secret = new Uint8Array(32).fill(1);
const stranger = new Uint8Array(32).fill(2);
const key = bytesToHex(ed25519.getPublicKey(secret));
const start = Date.UTC(2026, 10, 23, 0, 5);

const signedText = (notice: string, by = secret): SignedNotice => ({
  notice,
  signature: bytesToHex(ed25519.sign(utf8ToBytes(notice), by)),
});
const signed = (notice: Notice, by = secret) => signedText(JSON.stringify(notice), by);

const moved = (sequence: number, more: Partial<Notice> = {}): Notice => ({
  sequence,
  terminal: 'T-001',
  at: new Date(start).toISOString(),
  kind: 'orderMoved',
  orderNumber: `O-${sequence}`,
  ...more,
});
const text = { zh: '停水', en: 'No water' };
const announcement = (sequence: number, until: number): Notice => ({
  sequence,
  terminal: 'T-001',
  at: new Date(start).toISOString(),
  kind: 'announcement',
  text,
  until: new Date(until).toISOString(),
});

/** A hospital that gives these notices, one list a question, then none; and what a terminal makes of them. */
async function watching(
  lists: readonly (readonly SignedNotice[])[],
  { every = () => 10_000 }: { every?: () => number | undefined } = {},
) {
  const clock = createVirtualClock(start);
  const asked: string[] = [];
  const moves: string[] = [];
  const refusals: string[] = [];
  const announced: (readonly LocalText[])[] = [];
  const hospital = createHospital({
    clock,
    baseUrl: 'https://his.invalid',
    network: async ({ url }) => {
      const notices = lists[asked.length] ?? [];
      asked.push(new URL(url).searchParams.get('after') ?? '');
      return {
        status: 200,
        headers: { 'server-time': new Date(clock.now()).toISOString() },
        body: JSON.stringify({ terminal: 'T-001', notices }),
      };
    },
  });
  const life = new AbortController();
  const taker = {
    orderMoved: (order: string) => moves.push(order),
    announced: (texts: readonly LocalText[]) => announced.push(texts),
    refused: (why: string) => refusals.push(why),
  };
  void watchNotices(hospital, clock, { terminal: 'T-001', key, every }, taker, life.signal);
  await clock.advance(0);
  return { clock, asked, moves, refusals, announced, life };
}

test('a right notice is a reason to ask about its order, and the next question is for what came after it', async () => {
  const { clock, asked, moves, refusals } = await watching([[signed(moved(7))]]);
  expect(moves).toEqual(['O-7']);
  expect(refusals).toEqual([]);
  await clock.advance(10_000);
  expect(asked).toEqual(['0', '7']);
});

test.each<[string, SignedNotice, string]>([
  ['signed by somebody else', signed(moved(7), stranger), 'signature'],
  ['changed under way', { ...signed(moved(7)), notice: JSON.stringify(moved(7, { orderNumber: 'O-8' })) }, 'signature'],
  ['for another terminal', signed(moved(7, { terminal: 'T-002' })), 'otherTerminal'],
  ['of another shape', signedText('{"sequence":7}'), 'malformed'],
  ['that is no JSON', signedText('orderMoved'), 'malformed'],
])('a notice %s changes nothing, and does not hide the right ones after it', async (_, bad, why) => {
  const { asked, moves, refusals, clock } = await watching([[bad, signed(moved(8))]]);
  expect(refusals).toEqual([why]);
  expect(moves).toEqual(['O-8']);
  await clock.advance(10_000);
  expect(asked.at(-1)).toBe('8');
});

test('one that comes again, or after a later one, changes nothing', async () => {
  const { clock, moves } = await watching([
    [signed(moved(9)), signed(moved(9)), signed(moved(5))],
    [signed(moved(9)), signed(moved(10))],
  ]);
  await clock.advance(10_000);
  expect(moves).toEqual(['O-9', 'O-10']);
});

test('an announcement is shown until its time, and then no longer', async () => {
  const { clock, announced } = await watching([[signed(announcement(1, start + 25_000))]]);
  expect(announced.at(-1)).toEqual([text]);
  await clock.advance(20_000);
  expect(announced.at(-1)).toEqual([text]);
  await clock.advance(10_000);
  expect(announced.at(-1)).toEqual([]);
});

test('one whose time was over when it came is never shown', async () => {
  const { announced } = await watching([[signed(announcement(1, start - 1))]]);
  expect(announced).toEqual([[]]);
});

test('nothing is asked while the hospital gives no notices, and from when it does', async () => {
  let every: number | undefined;
  const { clock, asked } = await watching([], { every: () => every });
  await clock.advance(600_000);
  expect(asked).toEqual([]);
  every = 5000;
  await clock.advance(60_000);
  expect(asked.length).toBeGreaterThan(0);
});

test('who stopped asking asks no more', async () => {
  const { clock, asked, life } = await watching([]);
  life.abort();
  await clock.advance(60_000);
  expect(asked).toHaveLength(1);
});

test('the signature is over the very bytes: the same notice written otherwise is not signed', () => {
  const notice = JSON.stringify(moved(1));
  const { signature } = signedText(notice);
  expect(readNotice({ notice, signature }, key)).toMatchObject({ ok: true });
  expect(readNotice({ notice: `${notice} `, signature }, key)).toEqual({ ok: false, why: 'signature' });
});
