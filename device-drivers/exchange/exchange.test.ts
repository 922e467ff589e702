import { expect, test } from 'vitest';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import { createExchange, type Question } from './exchange.ts';

interface Word {
  readonly word: string;
}

function bench() {
  const clock = createVirtualClock(0);
  const sent: { at: number; byte: number | undefined }[] = [];
  const retries: number[] = [];
  const exchange = createExchange<Word>({
    clock,
    send: (bytes) => sent.push({ at: clock.now(), byte: bytes[0] }),
    onRetry: (attempt) => retries.push(attempt),
  });
  const question = (byte: number, word: string, tries = 3): Question<Word, Word> => ({
    bytes: Uint8Array.of(byte),
    settle: (message) => (message.word === word ? message : undefined),
    timeOut: 100,
    tries,
  });
  return { clock, sent, retries, exchange, question };
}

test('an answer settles its question; anything else is not its answer', async () => {
  const { clock, exchange, question, sent } = bench();
  const asked = exchange.ask(question(1, 'yes'));
  await clock.advance(50);
  expect(exchange.hear({ word: 'other' })).toBe(false);
  expect(exchange.hear({ word: 'yes' })).toBe(true);
  expect(await asked).toEqual({ ok: true, answer: { word: 'yes' } });
  expect(exchange.hear({ word: 'yes' })).toBe(false);
  expect(sent).toEqual([{ at: 0, byte: 1 }]);
  expect(clock.pending).toBe(0);
});

test('silence is asked again, so many times, and then is a time-out', async () => {
  const { clock, exchange, question, sent, retries } = bench();
  const asked = exchange.ask(question(1, 'yes'));
  await clock.advance(1000);
  expect(await asked).toEqual({ ok: false, fault: 'timeOut' });
  expect(sent.map(({ at }) => at)).toEqual([0, 100, 200]);
  expect(retries).toEqual([2, 3]);
});

test('one question in flight: the next is sent when the first is settled', async () => {
  const { clock, exchange, question, sent } = bench();
  const first = exchange.ask(question(1, 'one'));
  const second = exchange.ask(question(2, 'two'));
  await clock.advance(10);
  expect(sent.map(({ byte }) => byte)).toEqual([1]);
  exchange.hear({ word: 'one' });
  await first;
  await clock.advance(0);
  expect(sent.map(({ byte }) => byte)).toEqual([1, 2]);
  exchange.hear({ word: 'two' });
  expect(await second).toMatchObject({ ok: true });
});

test('an aborted question ends at once and keeps the line until its answer came', async () => {
  const { clock, exchange, question, sent } = bench();
  const calling = new AbortController();
  const first = exchange.ask(question(1, 'one'), calling.signal);
  const second = exchange.ask(question(2, 'two'));
  await clock.advance(10);
  calling.abort();
  expect(await first).toEqual({ ok: false, fault: 'cancelled' });
  await clock.advance(10);
  expect(sent.map(({ byte }) => byte)).toEqual([1]);
  expect(exchange.hear({ word: 'one' })).toBe(true);
  await clock.advance(0);
  expect(sent.map(({ byte }) => byte)).toEqual([1, 2]);
  exchange.hear({ word: 'two' });
  expect(await second).toMatchObject({ ok: true });
});

test('a question aborted before its turn is never sent, one aborted in flight not sent again', async () => {
  const { clock, exchange, question, sent } = bench();
  const calling = new AbortController();
  const first = exchange.ask(question(1, 'one'), calling.signal);
  const second = exchange.ask(question(2, 'two'), calling.signal);
  const third = exchange.ask(question(3, 'three'), AbortSignal.abort());
  await clock.advance(10);
  calling.abort();
  await clock.advance(1000);
  expect(await Promise.all([first, second, third])).toEqual(Array(3).fill({ ok: false, fault: 'cancelled' }));
  expect(sent.map(({ byte }) => byte)).toEqual([1]);
});

test('when the line ends, the question in flight and all others come to its fault', async () => {
  const { clock, exchange, question, sent } = bench();
  const asked = [exchange.ask(question(1, 'one')), exchange.ask(question(2, 'two'))];
  await clock.advance(10);
  exchange.end('offline');
  exchange.end('timeOut');
  expect(await Promise.all(asked)).toEqual(Array(2).fill({ ok: false, fault: 'offline' }));
  expect(await exchange.ask(question(3, 'three'))).toEqual({ ok: false, fault: 'offline' });
  expect(sent.length).toBe(1);
  expect(clock.pending).toBe(0);
});
