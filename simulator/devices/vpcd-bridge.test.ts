import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Clock } from '../../device-drivers/contract/clock.ts';
import { fromHex, toHex } from '../../device-drivers/framing/hex.ts';
import { type PcscAnswer, type PcscSlot, pcscFailure } from '../../device-drivers/links/pcsc.ts';
import { vpcdSlot } from './vpcd-bridge.ts';

const clock: Clock = {
  now: () => Date.now(),
  after(delay, task) {
    const timer = setTimeout(task, delay);
    return () => clearTimeout(timer);
  },
};
const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 10_000, interval: 5 });

/** The driver's end: it listens, and one card at a time connects. */
let server: Server;
let cards: Socket[] = [];
let heard = '';
let slot: PcscSlot;

const listen = (port: number) => {
  server = createServer((socket) => {
    cards.push(socket);
    socket.on('error', () => {});
    socket.on('close', () => {
      cards = cards.filter((it) => it !== socket);
    });
    socket.on('data', (chunk: Uint8Array) => {
      heard += ` ${toHex(chunk)}`;
    });
  });
  return new Promise<number>((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
};
const hangUp = () => {
  for (const card of cards) card.destroy();
  return new Promise((resolve) => server.close(resolve));
};
let port: number;

beforeEach(async () => {
  heard = '';
  cards = [];
  port = await listen(0);
  slot = vpcdSlot({ clock, port });
});
afterEach(async () => {
  slot.close();
  await hangUp();
});

const ask = (hex: string) => cards[0]?.write(fromHex(hex));
const wellDone: PcscAnswer = { ok: true, bytes: fromHex('90 00') };

// vsmartcard, protocol of vpcd: two bytes of length, then the message.
test('a card that is put in connects and answers for itself', async () => {
  const asked: string[] = [];
  slot.serve({
    async transmit(command) {
      asked.push(toHex(command));
      return wellDone;
    },
    async reset() {
      asked.push('reset');
      return wellDone;
    },
  });
  slot.insert(fromHex('3B 00'));
  await until(() => cards.length === 1);
  ask('00 01 04');
  await until(() => heard === ' 00 02 3B 00');
  // On, a command in two pieces, reset, a command, off: in order.
  ask('00 01 01 00 05 FF CA');
  ask('00 00 00 00 01 02 00 04 00 A4 00 00 00 01 00');
  await until(() => asked.length === 4);
  expect(asked).toEqual(['reset', 'FF CA 00 00 00', 'reset', '00 A4 00 00']);
  await until(() => heard.replaceAll(' ', '') === '00023B000002900000029000');
});

test('a card that is taken hangs up; the next one connects anew', async () => {
  slot.serve({ transmit: async () => wellDone, reset: async () => wellDone });
  slot.insert(fromHex('3B 00'));
  await until(() => cards.length === 1);
  const [first] = cards;
  slot.remove();
  await until(() => cards.length === 0);
  slot.insert(fromHex('3B 01'));
  await until(() => cards.length === 1);
  expect(cards[0]).not.toBe(first);
  ask('00 01 04');
  await until(() => heard === ' 00 02 3B 01');
});

test('a card that gives no answer falls out, and back in', async () => {
  slot.serve({ transmit: async () => pcscFailure('cardUnreadable', 'mute'), reset: async () => wellDone });
  slot.insert(fromHex('3B 00'));
  await until(() => cards.length === 1);
  const [first] = cards;
  ask('00 04 00 A4 00 00');
  await until(() => cards[0] !== undefined && cards[0] !== first);
  expect(heard).toBe('');
});

test('the driver may start later, or anew', async () => {
  slot.serve({ transmit: async () => wellDone, reset: async () => wellDone });
  await hangUp();
  slot.insert(fromHex('3B 00'));
  await listen(port);
  await until(() => cards.length === 1);
  await hangUp();
  await listen(port);
  await until(() => cards.length === 1);
});

test('closed, it tells so, and puts nothing in any more', async () => {
  const told: string[] = [];
  slot.onClose((reason) => told.push(reason));
  slot.insert(fromHex('3B 00'));
  await until(() => cards.length === 1);
  slot.close();
  slot.close();
  await until(() => cards.length === 0 && told.length === 1);
  slot.insert(fromHex('3B 00'));
  slot.onClose((reason) => told.push(reason));
  await until(() => told.length === 2);
  expect(cards.length).toBe(0);
});
