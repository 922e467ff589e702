import { describe, expect, test } from 'vitest';
import { frame } from '../../device-drivers/crt-591/frame.ts';
import { fromHex, toHex } from '../../device-drivers/framing/hex.ts';
import { memoryLink } from '../../device-drivers/links/memory.ts';
import { createVirtualClock } from '../world/virtual-clock.ts';
import { goodManners } from './line.ts';
import { createBlankCard, createM1Card, type M1Card } from './m1-card.ts';
import { createVirtualCrt591 } from './virtual-crt-591.ts';

// Frames of "CRT-591-M001 Communication Protocol", Ver. 1.0.
const initialise = 'F2 00 00 03 43 30 33 03 B2';
const initialiseRetaining = 'F2 00 00 03 43 30 31 03 B0';
const status = 'F2 00 00 03 43 31 30 03 B0';
const sensors = 'F2 00 00 03 43 31 31 03 B1';
const toRf = 'F2 00 00 03 43 32 32 03 B1';
const toGate = 'F2 00 00 03 43 32 39 03 BA';
const toBin = 'F2 00 00 03 43 32 33 03 B0';
const allowEntry = 'F2 00 00 03 43 33 30 03 B2';
const activate = 'F2 00 00 05 43 60 30 41 42 03 E4';
const prove = 'F2 00 00 0E 43 60 33 00 20 00 00 06 FF FF FF FF FF FF 03 C9';
const counter = 'F2 00 00 03 43 A5 30 03 24';
const initialised = '06 F2 00 00 12 50 30 33 30 32 30 43 52 54 2D 35 39 31 2D 4D 30 30 31 03 86';
const empty = '06 F2 00 00 06 50 31 30 30 32 30 03 94';
const uninitialised = '06 F2 00 00 05 4E 31 30 42 30 03 C9';
const inside = '06 F2 00 00 06 50 32 32 32 32 30 03 97';
const inGate = '06 F2 00 00 06 50 32 39 31 32 30 03 9F';
const [ACK, NAK, EOT] = ['06', '15', '04'];

const uid = fromHex('04 A1 B2 C3');
const stackOf = (...cards: M1Card[]) => [
  ...cards,
  ...Array.from({ length: 40 }, (_, i) => createM1Card(Uint8Array.of(4, 0, 0, i))),
];
/** A command of so many bytes, as hex, in a frame. */
const framed = (hex: string) => toHex(frame(0, fromHex(hex)));

function bench(cards: readonly M1Card[] = stackOf(createM1Card(uid))) {
  const clock = createVirtualClock(0);
  const device = createVirtualCrt591({ clock, chance: () => 0.5, binCapacity: 2 });
  device.load(cards);
  let [host, far] = memoryLink();
  let bytes: number[] = [];
  const attach = () => {
    [host, far] = memoryLink();
    host.onData((chunk) => bytes.push(...chunk));
    device.attach(far);
  };
  attach();
  async function ask(hex: string, time = 3_000) {
    host.write(fromHex(hex));
    await clock.advance(time);
    const all = toHex(Uint8Array.from(bytes));
    bytes = [];
    return all;
  }
  return { clock, device, ask, attach };
}

test('nothing but initialising before initialising', async () => {
  const { ask } = bench();
  expect(await ask(status)).toBe(uninitialised);
  expect(await ask(initialise)).toBe(initialised);
  expect(await ask(status)).toBe(empty);
});

test('a card is dispensed, offered, taken: two to three seconds a movement', async () => {
  const { device, ask } = bench();
  await ask(initialise);
  expect(await ask(toRf, 2_000)).toBe(ACK);
  expect(device.state().moving).toBe('read');
  expect(await ask('', 1_000)).toBe(inside.slice(3));
  expect(await ask(sensors)).toBe('06 F2 00 00 0E 50 31 31 32 32 30 30 30 30 31 31 30 30 30 03 9F');
  expect(await ask(toGate)).toBe(inGate);
  expect(device.take()?.uid).toEqual(uid);
  expect(await ask(status)).toBe(empty);
  expect(device.take()).toBeUndefined();
});

test('retaining, the counter, a full bin', async () => {
  const { device, ask } = bench();
  await ask(framed('43 30 37'));
  expect(await ask(toBin)).toBe(`06 ${framed('4E 32 33 30 32')}`);
  for (const card of [1, 2]) {
    await ask(toRf);
    await ask(toBin);
    expect(device.state().bin.length).toBe(card);
  }
  expect(await ask(counter)).toBe(`06 ${framed('50 A5 30 30 32 31 30 30 32')}`);
  await ask(toRf);
  expect(await ask(toBin)).toBe(`06 ${framed('4E 32 33 41 31')}`);
  expect(device.state().onTheWay?.place).toBe('read');
});

test('the counter stands still when it was not asked for, and runs over at 999', async () => {
  const { ask } = bench();
  await ask(initialise);
  await ask(toRf);
  await ask(toBin);
  expect(await ask(counter)).toBe(`06 ${framed('50 A5 30 30 32 30 30 30 30')}`);
  await ask(framed('43 30 37'));
  await ask(framed('43 A5 31 39 39 39'));
  await ask(toRf);
  expect(await ask(toBin)).toBe(`06 ${framed('4E 32 33 35 30')}`);
});

test('an empty stack, few cards', async () => {
  const { ask } = bench([createM1Card(uid)]);
  await ask(initialise);
  expect(await ask(status)).toBe('06 F2 00 00 06 50 31 30 30 31 30 03 97');
  await ask(toGate);
  await ask(toBin);
  expect(await ask(status)).toBe('06 F2 00 00 06 50 31 30 30 30 30 03 96');
  expect(await ask(toRf)).toBe('06 F2 00 00 05 4E 32 32 41 30 03 CB');
});

describe('the line', () => {
  test('a damaged command is answered NAK; so is a command with a gap in it', async () => {
    const { ask } = bench();
    expect(await ask('F2 00 00 03 43 31 30 03 B1')).toBe(NAK);
    expect(await ask('F2 00 00 03 43', 30)).toBe(NAK);
    expect(await ask('31 30 03 B0')).toBe(NAK);
    expect(await ask(status)).toBe(uninitialised);
  });

  test('a command in pieces without a gap is one', async () => {
    const { ask } = bench();
    expect(await ask('F2 00 00 03 43', 15)).toBe('');
    expect(await ask('31 30 03 B0')).toBe(uninitialised);
  });

  test('NAK has the answer repeated, without executing anything, until it is acknowledged', async () => {
    const { device, ask } = bench();
    await ask(initialise);
    await ask(toRf);
    expect(await ask(NAK)).toBe(inside.slice(3));
    expect(await ask(NAK)).toBe(inside.slice(3));
    await ask(ACK);
    expect(await ask(NAK)).toBe('');
    expect(device.state().stack.length).toBe(40);
  });

  test('EOT stops a movement; when nothing is executed it is not answered', async () => {
    const { device, ask } = bench();
    await ask(initialise);
    expect(await ask(EOT)).toBe('');
    expect(await ask(toRf, 500)).toBe(ACK);
    expect(await ask(EOT)).toBe(EOT);
    expect(device.state()).toMatchObject({ moving: undefined, onTheWay: { place: 'between' } });
    expect(await ask(status)).toBe('06 F2 00 00 06 50 31 30 32 32 30 03 96');
  });

  test('while it executes it hears nothing else; another address is not its own', async () => {
    const { ask } = bench();
    await ask(initialise);
    expect(await ask(toRf, 100)).toBe(ACK);
    expect(await ask(status)).toBe(inside.slice(3));
    expect(await ask(toHex(frame(3, fromHex('43 31 30'))))).toBe('');
  });

  test('faults by name', async () => {
    const { device, ask } = bench();
    device.failNext('silent');
    expect(await ask(status)).toBe('');
    device.failNext('nak');
    expect(await ask(status)).toBe(NAK);
    device.failNext('answerLost');
    expect(await ask(status)).toBe(ACK);
    expect(await ask(NAK)).toBe(uninitialised.slice(3));
    device.failNext('badChecksum');
    expect(await ask(status)).not.toBe(uninitialised);
    device.failNext('noise');
    expect(await ask(status)).toMatch(new RegExp(`^06 .+${uninitialised.slice(3)}$`));
    device.failNext('late');
    expect(await ask(status, 4_000)).toBe(ACK);
    expect(await ask('', 2_000)).toBe(uninitialised.slice(3));
    device.failNext('unplugged');
    expect(fromHex(await ask(status)).length).toBe(6);
    expect(device.state().connected).toBe(false);
  });
});

describe('trouble with cards', () => {
  test.each([
    ['jamAtStack', '31 30'],
    ['jamOnTheWay', '31 30'],
    ['jamAtGate', '31 30'],
    ['movedByHand', '34 35'],
  ] as const)('%s', async (fault, error) => {
    const { device, ask } = bench();
    await ask(initialise);
    device.failNext(fault);
    expect(await ask(toGate)).toBe(`06 ${framed(`4E 32 39 ${error}`)}`);
    expect(device.state().onTheWay?.place).toBe('between');
    expect(await ask(initialiseRetaining)).toBe(
      `06 ${framed(`50 30 31 30 32 30 ${toHex(fromHex('43 52 54 2D 35 39 31 2D 4D 30 30 31'))}`)}`,
    );
    expect(device.state()).toMatchObject({ onTheWay: undefined, bin: { length: 1 } });
  });

  test('a power cut in mid-movement: no answer, the card half-way, not initialised any more', async () => {
    const { device, ask } = bench();
    await ask(initialise);
    device.failNext('powerCut');
    expect(await ask(toRf, 2_000)).toBe(ACK);
    expect(device.state()).toMatchObject({ power: 'off', onTheWay: { place: 'between' } });
    expect(await ask(status, 100)).toBe('');
    await ask('', 1_000);
    expect(device.state().power).toBe('on');
    expect(await ask(status)).toBe(uninitialised);
  });

  test('what lies in it stays when the line is attached anew', async () => {
    const { device, ask, attach } = bench();
    await ask(initialise);
    await ask(toRf);
    attach();
    expect(await ask(status)).toBe('06 F2 00 00 06 50 31 30 32 32 30 03 96');
    expect(device.state()).toMatchObject({ onTheWay: { card: { uid }, place: 'read' }, connected: true });
  });

  test('a card put in is drawn in only when that is allowed', async () => {
    const { device, ask } = bench();
    await ask(initialise);
    const [card] = [createM1Card(fromHex('01 02 03 04'))];
    expect(device.putIn(card)).toBe(false);
    await ask(allowEntry);
    expect(device.putIn(card)).toBe(true);
    await ask('');
    expect(device.state().onTheWay).toEqual({ card, place: 'read' });
    await ask(initialiseRetaining);
    expect(device.putIn(card)).toBe(false);
  });
});

describe('RF', () => {
  const write = `00 D1 00 01 01 ${'5A '.repeat(16)}`;
  const read = '00 B0 00 01 01';

  async function withCard(card: M1Card = createM1Card(uid)) {
    const it = bench(stackOf(card));
    await it.ask(initialise);
    await it.ask(toRf);
    const m1 = async (apdu: string) => {
      const answer = await it.ask(framed(`43 60 33 ${apdu}`));
      return answer.split(' ').slice(11, -2).join(' ');
    };
    return { ...it, m1 };
  }

  test('activate, prove a key, write, read', async () => {
    const { ask, m1 } = await withCard();
    expect(await ask(activate)).toBe('06 F2 00 00 0F 50 60 30 32 32 30 4D 00 04 04 04 A1 B2 C3 08 03 5F');
    expect(await m1(read)).toBe('6F 00');
    expect(await ask(prove)).toBe('06 F2 00 00 08 50 60 33 32 32 30 90 00 03 5A');
    expect(await m1(write)).toBe('90 00');
    expect(await m1(read)).toBe(`${'5A '.repeat(16)}90 00`);
    expect(await m1('00 B0 00 00 03')).toMatch(/^04 A1 B2 C3 .*90 00$/);
  });

  test('what the card or the machine refuses', async () => {
    const { ask, m1 } = await withCard();
    expect(await ask(prove)).toBe(`06 ${framed('4E 60 33 36 35')}`);
    await ask(activate);
    expect(await m1('00 20 00 00 06 A0 A1 A2 A3 A4 A5')).toBe('6F 00');
    await ask(prove);
    expect(await m1(`00 D1 00 03 01 ${'5A '.repeat(16)}`)).toBe('6F 00');
    expect(await m1('00 B0 00 04 01')).toBe('6B 00');
    expect(await m1('00 B0 10 00 01')).toBe('6B 00');
    expect(await m1('00 B0 00 02 03')).toBe('67 00');
    expect(await m1('00 B0 01 00 01')).toBe('6F 00');
  });

  test('status, off, no card, a dead chip', async () => {
    const { ask } = await withCard();
    const rfStatus = framed('43 60 32');
    await ask(activate);
    expect(await ask(rfStatus)).toBe(`06 ${framed('50 60 32 32 32 30 31 30')}`);
    await ask(framed('43 60 31'));
    expect(await ask(rfStatus)).toBe(`06 ${framed('50 60 32 32 32 30 30 30')}`);
    await ask(toBin);
    expect(await ask(activate)).toBe(`06 ${framed('4E 60 30 30 32')}`);
    const dead = await withCard(createBlankCard(uid));
    expect(await dead.ask(activate)).toBe(`06 ${framed('4E 60 30 36 31')}`);
  });

  test('a chip that refuses, and one that forgets', async () => {
    const { device, ask, m1 } = await withCard();
    await ask(activate);
    await ask(prove);
    device.failNext('chipRefusesWriting');
    expect(await m1(write)).toBe('6F 00');
    device.failNext('chipForgetsWriting');
    expect(await m1(write)).toBe('90 00');
    expect(await m1(read)).toBe(`${'00 '.repeat(16)}90 00`);
  });
});

test('tells its listeners of every change', async () => {
  const { device, ask } = bench();
  await ask(initialise);
  let told = 0;
  const stop = device.subscribe(() => {
    told++;
  });
  device.failNext('noise');
  device.load([]);
  expect(told).toBe(2);
  stop();
  device.clear();
  expect(told).toBe(2);
});

test('at 9600 bit/s a status takes what its bytes take', async () => {
  const clock = createVirtualClock(0);
  const device = createVirtualCrt591({
    clock,
    chance: () => 0.5,
    manners: { ...goodManners, baud: 9_600, chunks: false },
  });
  const [host, far] = memoryLink();
  let last = 0;
  host.onData(() => {
    last = clock.now();
  });
  device.attach(far);
  host.write(fromHex(status));
  await clock.advance(1_000);
  // 9 bytes there, 10 ms to look, 11 bytes back, at 1.04 ms a byte; the ACK passes while it looks.
  expect(last).toBe(Math.floor((9 + 11) * (10_000 / 9_600) + 10));
});
