import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { DeviceEvent } from '../contract/device-event.ts';
import { createFramer } from '../framing/framer.ts';
import { fromHex, toHex } from '../framing/hex.ts';
import { memoryLink } from '../links/memory.ts';
import { createConversation } from './conversation.ts';
import { longestFrame, lookForFrame } from './frame.ts';

// Frames of "CRT-591-M001 Communication Protocol", Ver. 1.0; sequences of its §1.4.
const status = 'F2 00 00 03 43 31 30 03 B0';
const toRf = 'F2 00 00 03 43 32 32 03 B1';
const empty = 'F2 00 00 06 50 31 30 30 32 30 03 94';
const inside = 'F2 00 00 06 50 32 32 32 32 30 03 97';
const refusedNoCard = 'F2 00 00 05 4E 32 32 41 30 03 CB';
const [ACK, NAK, EOT] = ['06', '15', '04'];

function bench() {
  const clock = createVirtualClock(0);
  const [host, far] = memoryLink();
  const log: DeviceEvent[] = [];
  const sent: string[] = [];
  const framer = createFramer(lookForFrame, longestFrame);
  far.onData((bytes) => {
    // Commands leave whole, and control bytes alone.
    expect(framer.push(bytes).frames.length).toBe(1);
    sent.push(toHex(bytes));
  });
  const talk = createConversation(host, clock, (event) => log.push(event), 0);
  const say = async (hex: string, time = 0) => {
    far.write(fromHex(hex));
    await clock.advance(time);
  };
  const askStatus = () => talk.ask({ kind: 'status' });
  const moveToRf = (signal?: AbortSignal) => talk.ask({ kind: 'move', to: 'rf' }, signal);
  return { clock, far, log, sent, talk, say, askStatus, moveToRf };
}

const cameEmpty = { ok: true, answer: { kind: 'done', state: { card: 'none', stack: 'enough', bin: 'ok' } } };
const cameInside = { ok: true, answer: { kind: 'done', state: { card: 'inside' } } };

test('command, ACK, answer, ACK', async () => {
  const { sent, say, moveToRf, clock } = bench();
  const asked = moveToRf();
  await clock.advance(5);
  await say(ACK, 2_400);
  expect(sent).toEqual([toRf]);
  await say(inside);
  expect(await asked).toMatchObject(cameInside);
  expect(sent).toEqual([toRf, ACK]);
  expect(clock.pending).toBe(1);
  await clock.advance(100);
  expect(clock.pending).toBe(0);
});

test('ACK and answer in one piece, or in single bytes', async () => {
  const { say, askStatus, clock } = bench();
  const asked = askStatus();
  await clock.advance(0);
  await say(`${ACK} ${empty}`);
  expect(await asked).toMatchObject(cameEmpty);
  const again = askStatus();
  await clock.advance(0);
  for (const byte of `${ACK} ${empty}`.split(' ')) await say(byte, 1);
  expect(await again).toMatchObject(cameEmpty);
});

test('a failure is an answer, acknowledged too', async () => {
  const { sent, say, moveToRf, clock } = bench();
  const asked = moveToRf();
  await clock.advance(0);
  await say(`${ACK} ${refusedNoCard}`);
  expect(await asked).toEqual({ ok: true, answer: { kind: 'refused', cm: 0x32, pm: 0x32, error: 'A0' } });
  expect(sent).toEqual([toRf, ACK]);
});

test('without ACK the command is repeated after 300 ms', async () => {
  const { sent, say, askStatus, clock, log } = bench();
  const asked = askStatus();
  await clock.advance(299);
  expect(sent).toEqual([status]);
  await clock.advance(1);
  expect(sent).toEqual([status, status]);
  await say(`${ACK} ${empty}`);
  expect(await asked).toMatchObject(cameEmpty);
  expect(log).toEqual([{ event: 'device.retry', device: 'cardDispenser', attempt: 2 }]);
});

test('NAK has it repeated at once', async () => {
  const { sent, say, askStatus, clock } = bench();
  const asked = askStatus();
  await clock.advance(5);
  await say(NAK);
  expect(sent).toEqual([status, status]);
  await say(`${ACK} ${empty}`);
  expect(await asked).toMatchObject(cameEmpty);
});

test('silence after three tries ends the conversation, and everything asked later', async () => {
  const { sent, talk, askStatus, clock } = bench();
  const asked = askStatus();
  await clock.advance(5_000);
  expect(await asked).toEqual({ ok: false, fault: 'timeOut' });
  expect(sent).toEqual([status, status, status]);
  expect(await talk.ended).toEqual({ fault: 'timeOut', cause: 'no answer to status' });
  expect(await askStatus()).toEqual({ ok: false, fault: 'timeOut' });
});

test('lost ACKs do not lose the card: the last try waits for the answer', async () => {
  const { sent, say, moveToRf, clock } = bench();
  const asked = moveToRf();
  await clock.advance(2_400);
  expect(sent).toEqual([toRf, toRf, toRf]);
  await say(inside);
  expect(await asked).toMatchObject(cameInside);
});

test('ACK and no answer: a movement is not asked for again', async () => {
  const { sent, say, moveToRf, clock, talk } = bench();
  const asked = moveToRf();
  await clock.advance(5);
  await say(ACK, 12_000);
  expect(await asked).toEqual({ ok: false, fault: 'timeOut' });
  expect(sent).toEqual([toRf]);
  expect(await talk.ended).toEqual({ fault: 'timeOut', cause: 'no answer to move' });
});

describe('a damaged answer', () => {
  const damaged = inside.replace('03 97', '03 96');

  test('is asked for again with NAK, and executed only once', async () => {
    const { sent, say, moveToRf, clock, log } = bench();
    const asked = moveToRf();
    await clock.advance(0);
    await say(`${ACK} ${damaged}`, 200);
    expect(sent).toEqual([toRf, NAK]);
    await say(inside);
    expect(await asked).toMatchObject(cameInside);
    expect(sent).toEqual([toRf, NAK, ACK]);
    // Twelve bytes; the length, 06, looks like an ACK.
    expect(log).toEqual([{ event: 'device.noise', device: 'cardDispenser', bytes: 11 }]);
  });

  test('so is half of one', async () => {
    const { sent, say, moveToRf, clock } = bench();
    const asked = moveToRf();
    await clock.advance(0);
    await say(`${ACK} F2 00 00 06 50 32`, 200);
    expect(sent).toEqual([toRf, NAK]);
    await say(inside);
    expect(await asked).toMatchObject(cameInside);
  });

  test('three times, not for ever', async () => {
    const { sent, say, moveToRf, clock } = bench();
    const asked = moveToRf();
    await clock.advance(0);
    await say(ACK);
    for (let i = 0; i < 6; i++) await say(damaged, 200);
    expect(sent.filter((hex) => hex === NAK).length).toBe(3);
    await clock.advance(10_000);
    expect(await asked).toEqual({ ok: false, fault: 'timeOut' });
  });
});

test('noise before ACK and before the answer is harmless', async () => {
  const { say, moveToRf, clock } = bench();
  const asked = moveToRf();
  await clock.advance(0);
  await say(`99 88 ${ACK}`, 500);
  await say(`77 F2 ${inside}`);
  expect(await asked).toMatchObject(cameInside);
});

test('an answer to another command, or of another address, is not this one’s', async () => {
  const { say, askStatus, clock } = bench();
  const asked = askStatus();
  await clock.advance(0);
  await say(`${ACK} ${inside} F2 03 00 06 50 31 30 30 30 30 03 95`);
  await say(empty);
  expect(await asked).toMatchObject(cameEmpty);
});

describe('called off', () => {
  async function moving() {
    const it = bench();
    const stop = new AbortController();
    const asked = it.moveToRf(stop.signal);
    await it.clock.advance(0);
    await it.say(ACK, 1_000);
    stop.abort();
    await it.clock.advance(0);
    return { ...it, asked };
  }

  test('EOT, and EOT in answer', async () => {
    const { sent, say, asked } = await moving();
    expect(sent).toEqual([toRf, EOT]);
    await say(EOT);
    expect(await asked).toEqual({ ok: false, fault: 'cancelled' });
  });

  test('EOT again every 300 ms', async () => {
    const { sent, say, asked, clock } = await moving();
    await clock.advance(300);
    expect(sent).toEqual([toRf, EOT, EOT]);
    await say(EOT);
    expect(await asked).toEqual({ ok: false, fault: 'cancelled' });
  });

  test('too late: the answer comes and is acknowledged', async () => {
    const { sent, say, asked } = await moving();
    await say(inside);
    expect(await asked).toMatchObject(cameInside);
    expect(sent).toEqual([toRf, EOT, ACK]);
  });

  test('a machine that does not know EOT is waited for', async () => {
    const { sent, say, asked, clock } = await moving();
    await clock.advance(3_000);
    expect(sent).toEqual([toRf, EOT, EOT, EOT]);
    await say(inside);
    expect(await asked).toMatchObject(cameInside);
  });

  test('before it is sent: nothing is', async () => {
    const { sent, moveToRf, clock } = bench();
    const asked = moveToRf(AbortSignal.abort());
    await clock.advance(100);
    expect(await asked).toEqual({ ok: false, fault: 'cancelled' });
    expect(sent).toEqual([]);
  });
});

test('one command at a time', async () => {
  const { sent, say, askStatus, moveToRf, clock } = bench();
  const first = moveToRf();
  const second = askStatus();
  await clock.advance(0);
  await say(ACK, 2_000);
  expect(sent).toEqual([toRf]);
  await say(inside);
  await first;
  await clock.advance(0);
  expect(sent).toEqual([toRf, ACK, status]);
  await say(`${ACK} ${empty}`);
  expect(await second).toMatchObject(cameEmpty);
});

test('when the line breaks, the command under way and the next ones are offline', async () => {
  const { far, talk, moveToRf, askStatus, clock } = bench();
  const asked = [moveToRf(), askStatus()];
  await clock.advance(100);
  far.close();
  await clock.advance(0);
  expect(await Promise.all(asked)).toEqual(Array(2).fill({ ok: false, fault: 'offline' }));
  expect(await talk.ended).toEqual({ fault: 'offline', cause: 'the other end closed the line' });
  expect(talk.over.aborted).toBe(true);
});
