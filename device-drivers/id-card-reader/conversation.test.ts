import { expect, test } from 'vitest';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { DeviceEvent } from '../contract/device-event.ts';
import { fromHex } from '../framing/hex.ts';
import { memoryLink } from '../links/memory.ts';
import { doneLength, encodeAnswer, encodeCommand, type Word } from './codec.ts';
import { createConversation } from './conversation.ts';

function bench() {
  const clock = createVirtualClock(0);
  const [near, far] = memoryLink();
  const sent: number[] = [];
  const log: DeviceEvent[] = [];
  far.onData((bytes) => sent.push(...bytes));
  const sam = createConversation(near, clock, (event) => log.push(event));
  const say = (word: Word, length = 0) => far.write(encodeAnswer({ word, cardWord: 0, data: new Uint8Array(length) }));
  const sentFrames = () => sent.length / encodeCommand('status').length;
  return { clock, far, sam, log, say, sentFrames };
}

test('answers of earlier questions are not taken for this one’s', async () => {
  const { clock, sam, say, log } = bench();
  const asked = sam.ask('selectCard');
  await clock.advance(10);
  say('cardFound', doneLength.findCard);
  say('noCard');
  say('readFailed');
  say('noSuchItem');
  // Done, of SAM status and of a reading.
  say('done');
  say('done', doneLength.readCard);
  await clock.advance(10);
  expect(log.map(({ event }) => event)).toEqual(Array(6).fill('device.noise'));
  say('done', doneLength.selectCard);
  await clock.advance(0);
  expect(await asked).toMatchObject({ ok: true, answer: { word: 'done' } });
});

test('what the module says of itself answers any question', async () => {
  const { clock, sam, say } = bench();
  const asked = sam.ask('findCard');
  await clock.advance(10);
  say('selfTestFailed');
  await clock.advance(0);
  expect(await asked).toMatchObject({ ok: true, answer: { word: 'selfTestFailed' } });
});

test('a request that arrived damaged is sent again', async () => {
  const { clock, sam, say, sentFrames } = bench();
  const asked = sam.ask('findCard');
  await clock.advance(10);
  say('requestChecksumWrong');
  await clock.advance(500);
  expect(sentFrames()).toBe(2);
  say('noCard');
  await clock.advance(0);
  expect(await asked).toMatchObject({ ok: true, answer: { word: 'noCard' } });
});

test('half an answer does not swallow the answer to the next try', async () => {
  const { clock, far, sam, say, log } = bench();
  const asked = sam.ask('findCard');
  await clock.advance(10);
  // The head of an answer of 1295 bytes, and no more of it.
  far.write(fromHex('AA AA AA 96 69 05 08 00 00 90 01'));
  await clock.advance(500);
  say('noCard');
  await clock.advance(0);
  expect(await asked).toMatchObject({ ok: true, answer: { word: 'noCard' } });
  expect(log).toEqual([
    { event: 'device.retry', device: 'idCardReader', attempt: 2 },
    { event: 'device.noise', device: 'idCardReader', bytes: 11 },
  ]);
});

test('silence after all tries ends the conversation and everything asked later', async () => {
  const { clock, sam, sentFrames } = bench();
  const asked = sam.ask('findCard');
  await clock.advance(5_000);
  expect(await asked).toEqual({ ok: false, fault: 'timeOut' });
  expect(sentFrames()).toBe(3);
  expect(await sam.ended).toEqual({ fault: 'timeOut', cause: 'no answer to findCard' });
  expect(sam.over.aborted).toBe(true);
  expect(await sam.ask('status')).toEqual({ ok: false, fault: 'timeOut' });
});

test('knows when the module was last heard', async () => {
  const { clock, sam, say } = bench();
  await clock.advance(1_000);
  const asked = sam.ask('status');
  await clock.advance(100);
  say('done');
  await clock.advance(0);
  await asked;
  await clock.advance(5_000);
  expect(sam.heardAt()).toBe(1_100);
});
