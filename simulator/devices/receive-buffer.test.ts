import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../device-drivers/framing/hex.ts';
import { createReceiveBuffer } from './receive-buffer.ts';

function bench() {
  const events: string[] = [];
  const buffer = createReceiveBuffer({
    actAtOnce: (command) => {
      events.push(command.kind);
      if (command.kind === 'clearBuffers') buffer.clear();
    },
    send: (bytes) => events.push(toHex(bytes)),
  });
  const all = () => {
    const kinds: string[] = [];
    for (let command = buffer.next(); command; command = buffer.next()) {
      kinds.push(command.kind);
      buffer.done();
    }
    return kinds;
  };
  return { buffer, events, all };
}

test('commands wait in order; real-time commands are carried out at once and not stored', () => {
  const { buffer, events, all } = bench();
  buffer.hear(fromHex('1B 40 10 04 01 41 0A 1B'));
  expect(events).toEqual(['realTimeStatus']);
  expect(buffer.held()).toBe(4);
  expect(all()).toEqual(['initialise', 'text', 'lineFeed']);
  buffer.hear(fromHex('61 01'));
  expect(all()).toEqual(['align']);
});

test('clearing drops what came before it, a half command too, and nothing after it', () => {
  const { buffer, all } = bench();
  buffer.hear(fromHex('41 0A 1D 28 6B 10 14 08 01 03 14 01 06 02 08 42 0A'));
  expect(all()).toEqual(['text', 'lineFeed']);
  expect(buffer.held()).toBe(0);
});

// "Epson TM-T88III specification": the buffer is full with 128 bytes left, and free again with more than 256.
test('says stop when nearly full and go on when there is room; what comes after full is lost', () => {
  const { buffer, events, all } = bench();
  const line = new Uint8Array(100).fill(0x41);
  for (let i = 0; i < 60; i++) {
    buffer.hear(line);
    buffer.hear(fromHex('0A'));
  }
  expect(events).toEqual(['13']);
  expect(buffer.held()).toBeLessThanOrEqual(4_096);
  expect(buffer.held()).toBeGreaterThan(3_900);
  expect(all().filter((kind) => kind === 'text').length).toBe(40);
  expect(events).toEqual(['13', '11']);
});
