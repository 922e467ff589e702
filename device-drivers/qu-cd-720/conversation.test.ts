import { expect, test } from 'vitest';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { DeviceEvent } from '../contract/device-event.ts';
import { fromHex, toHex } from '../framing/hex.ts';
import { memoryLink } from '../links/memory.ts';
import { noFlags } from './codec.ts';
import { createConversation } from './conversation.ts';

// Frames of "QU-CD-720M/820M Manual", Ver. 3.19, §3.5.
const poll = '02 50 42 03 13';
const toReader = '02 44 48 03 0D';
const readyFlags = '02 50 42 30 30 31 03 22';
const [ACK, NAK, ENQ] = ['06', '15', '05'];

function bench() {
  const clock = createVirtualClock(0);
  const [host, far] = memoryLink();
  const log: DeviceEvent[] = [];
  const sent: string[] = [];
  far.onData((bytes) => sent.push(toHex(bytes)));
  const talk = createConversation(host, clock, (event) => log.push(event));
  const say = async (hex: string, time = 0) => {
    far.write(fromHex(hex));
    await clock.advance(time);
  };
  return { clock, far, log, sent, talk, say };
}
const ready = { ok: true, flags: { ...noFlags, ready: true } };

test('command, ACK, ENQ, answer', async () => {
  const { clock, sent, talk, say } = bench();
  const asked = talk.flags('flags');
  await clock.advance(10);
  expect(sent).toEqual([poll]);
  await say(ACK);
  expect(sent).toEqual([poll, ENQ]);
  await say(readyFlags);
  expect(await asked).toEqual(ready);
});

test('a movement is begun with ENQ, and tells nothing', async () => {
  const { clock, sent, talk, say } = bench();
  const begun = talk.act('toReader');
  await clock.advance(10);
  expect(sent).toEqual([toReader]);
  await say(ACK);
  expect(await begun).toEqual({ ok: true });
  expect(sent).toEqual([toReader, ENQ]);
});

test('without ACK nothing was executed: sent again, without ENQ', async () => {
  const { clock, sent, talk, say, log } = bench();
  const begun = talk.act('toReader');
  await clock.advance(500);
  await say(NAK, 10);
  expect(sent).toEqual([toReader, toReader, toReader]);
  await say(ACK);
  expect(await begun).toEqual({ ok: true });
  expect(sent).toEqual([toReader, toReader, toReader, ENQ]);
  expect(log.map((event) => event.event === 'device.retry' && event.attempt)).toEqual([2, 3]);
});

test('an answer that is lost, damaged, or to something else: asked again from the start', async () => {
  const { clock, sent, talk, say } = bench();
  const asked = talk.flags('flags');
  await clock.advance(10);
  await say(`${ACK} 02 50 43 30 30 31 03 23`, 200);
  await say('02 50 42 30 30 31 03 23', 400);
  expect(sent).toEqual([poll, ENQ, poll]);
  await say(`88 ${ACK} 77 ${readyFlags}`);
  expect(await asked).toEqual(ready);
});

test('silence ends the conversation', async () => {
  const { clock, sent, talk } = bench();
  const asked = [talk.flags('flags'), talk.act('toGate')];
  await clock.advance(5_000);
  expect(await Promise.all(asked)).toEqual(Array(2).fill({ ok: false, fault: 'timeOut' }));
  expect(sent).toEqual([poll, poll, poll]);
  expect(await talk.ended).toEqual({ fault: 'timeOut', cause: 'no answer to flags' });
});

test('a broken line is offline', async () => {
  const { clock, far, talk } = bench();
  const asked = talk.flags('flags');
  far.close();
  await clock.advance(0);
  expect(await asked).toEqual({ ok: false, fault: 'offline' });
  expect(await talk.act('reset')).toEqual({ ok: false, fault: 'offline' });
});
