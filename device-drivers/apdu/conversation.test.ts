import { expect, test } from 'vitest';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { DeviceEvent } from '../contract/device-event.ts';
import { fromHex, toHex } from '../framing/hex.ts';
import { memoryPcsc } from '../links/memory-pcsc.ts';
import { type PcscAnswer, pcscFailure } from '../links/pcsc.ts';
import { decodeCommand } from './codec.ts';
import { createConversation } from './conversation.ts';

/** A card that gives these answers one after the other (`undefined`: none, ever), and notes what it was asked. */
function bench(answers: readonly (string | PcscAnswer | undefined)[]) {
  const clock = createVirtualClock(0);
  const [link, slot] = memoryPcsc();
  const asked: string[] = [];
  const log: DeviceEvent[] = [];
  let at = 0;
  const next = (what: string): Promise<PcscAnswer> => {
    asked.push(what);
    const answer = answers[Math.min(at++, answers.length - 1)];
    if (answer === undefined) return new Promise(() => {});
    return Promise.resolve(typeof answer === 'string' ? { ok: true, bytes: fromHex(answer) } : answer);
  };
  slot.serve({ transmit: (command) => next(toHex(command)), reset: () => next('reset') });
  const talk = createConversation(link, { clock, device: 'chipCardReader', log: (event) => log.push(event) });
  const ask = (hex: string, signal?: AbortSignal) => {
    const command = decodeCommand(fromHex(hex));
    if (!command) throw new Error(`${hex} is no command`);
    return talk.ask(command, signal);
  };
  return { clock, slot, asked, log, talk, ask };
}

const said = (data: string, word: number) => ({ ok: true, answer: { data: fromHex(data), word } });

test('a plain answer', async () => {
  const { ask, asked } = bench(['01 02 90 00']);
  expect(await ask('00 B2 01 2C 12')).toEqual(said('01 02', 0x9000));
  expect(asked).toEqual(['00 B2 01 2C 12']);
});

test('what is held back is fetched, in as many parts as it comes', async () => {
  const { ask, asked } = bench(['61 03', '01 02 61 01', '03 90 00']);
  expect(await ask('00 A4 04 00 01 41')).toEqual(said('01 02 03', 0x9000));
  expect(asked).toEqual(['00 A4 04 00 01 41', '00 C0 00 00 03', '00 C0 00 00 01']);
});

test('a command with the wrong Le is repeated with the right one', async () => {
  const { ask, asked } = bench(['6C 02', '01 02 90 00']);
  expect(await ask('00 B2 02 34 20')).toEqual(said('01 02', 0x9000));
  expect(asked).toEqual(['00 B2 02 34 20', '00 B2 02 34 02']);
});

test.each(['61 10', '6C 10'])('a card that says %s for ever is given up', async (word) => {
  const { ask, asked, talk } = bench([word]);
  expect(await ask('00 B2 01 2C 12')).toEqual({ ok: false, fault: 'protocolError' });
  expect(asked.length).toBe(17);
  expect(talk.over.aborted).toBe(false);
});

test('an answer without a word is none', async () => {
  const { ask } = bench(['90']);
  expect(await ask('00 B2 01 2C 12')).toEqual({ ok: false, fault: 'protocolError' });
});

test('a card that fails is logged with its words, one that was taken is not', async () => {
  const { ask, log } = bench([
    pcscFailure('cardUnreadable', 'Card is unresponsive'),
    pcscFailure('cardRemoved', 'Card was removed'),
  ]);
  expect(await ask('00 B2 01 2C 12')).toEqual({ ok: false, fault: 'cardUnreadable' });
  expect(await ask('00 B2 01 2C 12')).toEqual({ ok: false, fault: 'cardRemoved' });
  expect(log).toEqual([
    { event: 'device.fault', device: 'chipCardReader', fault: 'cardUnreadable', cause: 'Card is unresponsive' },
  ]);
});

test('a reset', async () => {
  const { talk, asked } = bench(['3B 00', pcscFailure('cardRemoved', 'No smart card present')]);
  expect(await talk.reset()).toMatchObject({ ok: true });
  expect(await talk.reset()).toEqual({ ok: false, fault: 'cardRemoved' });
  expect(asked).toEqual(['reset', 'reset']);
});

test('a reader that gives no answer ends the conversation', async () => {
  const { clock, ask, talk } = bench([undefined]);
  const asking = ask('00 B2 01 2C 12');
  await clock.advance(5_000);
  expect(await asking).toEqual({ ok: false, fault: 'timeOut' });
  expect(await talk.ended).toEqual({ fault: 'timeOut', cause: 'the reader gave no answer' });
  expect(await ask('00 B2 01 2C 12')).toEqual({ ok: false, fault: 'timeOut' });
});

test('called off it ends at once; the next question waits for its turn', async () => {
  const { ask, asked } = bench(['01 90 00', '02 90 00']);
  const stop = new AbortController();
  const first = ask('00 B2 01 2C 12', stop.signal);
  stop.abort();
  const second = ask('00 B2 02 2C 12');
  expect(await first).toEqual({ ok: false, fault: 'cancelled' });
  expect(await second).toMatchObject({ ok: true });
  expect(asked.at(-1)).toBe('00 B2 02 2C 12');
});

test('unplugged, everything that waits comes to offline', async () => {
  const { ask, slot, talk } = bench([undefined]);
  const asking = [ask('00 B2 01 2C 12'), ask('00 B2 02 2C 12')];
  slot.close();
  expect(await Promise.all(asking)).toEqual([
    { ok: false, fault: 'offline' },
    { ok: false, fault: 'offline' },
  ]);
  expect(await talk.ended).toEqual({ fault: 'offline', cause: 'the reader was unplugged' });
});
