import { ed25519 } from '@noble/curves/ed25519.js';
import { hexToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { ledgerVerbs, Notice } from '../../terminal/hospital/contract/ledgers.ts';
import { createNotices, noticePublicKey, noticeSigner } from './notices.ts';
import { value } from './trial.ts';

const start = Date.UTC(2026, 10, 20, 0, 10);
const secretKey = new Uint8Array(32).fill(7);

function make() {
  const world = { now: start };
  const notices = createNotices({ now: () => world.now, sign: noticeSigner(secretKey) });
  const read = (terminal: string, after: number) =>
    v.parse(ledgerVerbs.listNotices.reply, value(notices.list({ terminal, after: String(after) }))).notices;
  const parsed = (terminal: string, after = 0) =>
    read(terminal, after).map(({ notice }) => v.parse(Notice, JSON.parse(notice)));
  return { world, notices, read, parsed };
}

test('a notice is signed over its very bytes, and one changed letter breaks the signature', () => {
  const { notices, read } = make();
  notices.announce('T1', { zh: '今日停诊', en: 'Closed today' }, start + 60_000);
  const [signed] = read('T1', 0);
  if (!signed) throw new Error('no notice');
  const key = hexToBytes(noticePublicKey(secretKey));
  const verify = (text: string) => ed25519.verify(hexToBytes(signed.signature), new TextEncoder().encode(text), key);
  expect(verify(signed.notice)).toBe(true);
  expect(verify(signed.notice.replace('T1', 'T2'))).toBe(false);
});

test('a terminal hears what is for it, after what it has', () => {
  const { notices, parsed } = make();
  notices.orderMoved('T1', 'O1');
  notices.orderMoved('T2', 'O2');
  notices.orderMoved('T1', 'O3');
  const heard = parsed('T1');
  expect(heard.map(({ orderNumber }) => orderNumber)).toEqual(['O1', 'O3']);
  expect(parsed('T1', heard[0]?.sequence).map(({ orderNumber }) => orderNumber)).toEqual(['O3']);
  expect(parsed('T1', heard[1]?.sequence)).toEqual([]);
});

test('sequences grow within one second, over a restart, and when the clock jumps back', () => {
  const first = make();
  first.notices.orderMoved('T1', 'O1');
  first.world.now -= 3_600_000;
  first.notices.orderMoved('T1', 'O2');
  const [a, b] = first.parsed('T1').map(({ sequence }) => sequence);
  expect(b).toBeGreaterThan(a ?? Number.NaN);
  const second = make();
  second.world.now += 60_000;
  second.notices.orderMoved('T1', 'O3');
  expect(second.parsed('T1', b).map(({ orderNumber }) => orderNumber)).toEqual(['O3']);
});

test('at most fifty at once; the rest come with the next question', () => {
  const { notices, parsed } = make();
  for (let count = 1; count <= 60; count++) notices.orderMoved('T1', `O${count}`);
  const first = parsed('T1');
  expect(first.length).toBe(50);
  expect(
    parsed('T1', first.at(-1)?.sequence)
      .map(({ orderNumber }) => orderNumber)
      .at(-1),
  ).toBe('O60');
});

test('an announcement whose time is over is told no more', () => {
  const { world, notices, parsed } = make();
  notices.announce('T1', { zh: '试', en: 'trial' }, start + 1000);
  world.now += 999;
  expect(parsed('T1').length).toBe(1);
  world.now += 1;
  expect(parsed('T1')).toEqual([]);
});
