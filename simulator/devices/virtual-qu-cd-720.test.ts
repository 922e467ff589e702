import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../device-drivers/framing/hex.ts';
import { memoryLink } from '../../device-drivers/links/memory.ts';
import { createVirtualClock } from '../world/virtual-clock.ts';
import { createM1Card } from './m1-card.ts';
import { createVirtualQuCd720 } from './virtual-qu-cd-720.ts';

// Frames of "QU-CD-720M/820M Manual", Ver. 3.19, §3.5.
const dispense = '02 44 43 03 06';
const capture = '02 43 50 03 12';
const workingState = '02 52 46 03 15';
const reset = '02 53 54 03 06';
const toReader = '02 44 48 03 0D';
const toGate = '02 45 53 03 17';
const throwOut = '02 46 55 03 12';
const flags = '02 50 42 03 13';
const clearFlags = '02 50 43 03 12';
const version = '02 47 56 03 10';
const [ENQ, ACK, NAK] = ['05', '06', '15'];
const ready = '02 53 46 30 30 30 03 24';

function bench(count = 30) {
  const clock = createVirtualClock(0);
  const device = createVirtualQuCd720({ clock, chance: () => 0.5, binCapacity: 2 });
  device.load(Array.from({ length: count }, (_, i) => createM1Card(Uint8Array.of(4, 0, 0, i))));
  let [host, far] = memoryLink();
  let bytes: number[] = [];
  const attach = () => {
    [host, far] = memoryLink();
    host.onData((chunk) => bytes.push(...chunk));
    device.attach(far);
  };
  attach();
  async function say(hex: string, time = 100) {
    host.write(fromHex(hex));
    await clock.advance(time);
    const all = toHex(Uint8Array.from(bytes));
    bytes = [];
    return all;
  }
  /** A command, ENQ after its ACK, and time for a movement; what came after the ACK. */
  async function ask(hex: string, time = 100) {
    expect(await say(hex)).toBe(ACK);
    return say(ENQ, time);
  }
  const poll = async () => String.fromCharCode(...fromHex(await ask(flags)).subarray(3, 6));
  return { clock, device, say, ask, poll, attach };
}

test('nothing is executed before ENQ', async () => {
  const { device, say } = bench();
  await say('', 3_000);
  expect(await say(toReader)).toBe(ACK);
  expect(device.state().moving).toBeUndefined();
  expect(await say(workingState)).toBe(ACK);
  expect(await say(ENQ)).toBe(ready);
  expect(device.state().moving).toBeUndefined();
  expect(await say(ENQ)).toBe('');
});

test('a card waits at the ready place; it goes to the reader, to the gate, and the next one follows when it is taken', async () => {
  const { device, ask, poll } = bench();
  expect(await poll()).toBe('800');
  await ask(workingState, 3_000);
  expect(await poll()).toBe('001');
  expect(await ask(toReader, 1_000)).toBe('');
  expect(await poll()).toBe('800');
  await ask(workingState, 2_000);
  expect(await poll()).toBe('002');
  await ask(toGate, 3_000);
  expect(await poll()).toBe('004');
  expect(device.take()?.uid).toEqual(Uint8Array.of(4, 0, 0, 0));
  expect(await poll()).toBe('880');
  expect(String.fromCharCode(...fromHex(await ask(clearFlags, 3_000)).subarray(1, 6))).toBe('PC800');
  expect(await poll()).toBe('001');
  expect(device.state().stack.length).toBe(28);
});

test('capturing, dispensing at once, throwing out', async () => {
  const { device, ask, poll } = bench();
  await ask(workingState, 3_000);
  await ask(toReader, 3_000);
  await ask(capture, 1_000);
  expect(await poll()).toBe('400');
  await ask(workingState, 6_000);
  expect(await poll()).toBe('041');
  await ask(dispense, 3_000);
  expect(await poll()).toBe('044');
  await ask(throwOut, 6_000);
  expect(device.state()).toMatchObject({ bin: { length: 1 }, taken: { length: 1 }, onTheWay: { place: 'ready' } });
});

test('an empty hopper, a low one, the version', async () => {
  const empty = bench(0);
  expect(await empty.ask(workingState)).toBe('02 53 46 30 30 38 03 2C');
  const low = bench(10);
  await low.say('', 3_000);
  expect(await low.ask(workingState)).toBe('02 53 46 30 31 30 03 25');
  expect(await low.ask(version)).toBe('02 47 56 33 31 39 03 2B');
  expect(await low.poll()).toBe('011');
});

test('a jam; it is cleared by a reset, by hand, or by itself after 100 seconds', async () => {
  for (const cure of ['reset', 'hand', 'time']) {
    const { device, ask, say, poll } = bench();
    await say('', 3_000);
    device.failNext('jamOnTheWay');
    await ask(toReader, 3_000);
    expect(await ask(workingState)).toBe('02 53 46 30 32 30 03 26');
    if (cure === 'reset') await ask(reset);
    if (cure === 'hand') device.free();
    await say('', cure === 'time' ? 106_000 : 6_000);
    expect(await poll()).toBe(cure === 'hand' ? '001' : '041');
  }
});

test('a card that does not leave the hopper is a failed dispensing', async () => {
  const { device, ask, poll } = bench(0);
  device.failNext('jamAtStack');
  device.load([createM1Card(Uint8Array.of(1, 2, 3, 4)), createM1Card(Uint8Array.of(1, 2, 3, 5))]);
  await ask(workingState, 3_000);
  expect(await poll()).toBe('210');
});

test('a full bin: the card stays', async () => {
  const { device, ask, poll } = bench();
  for (const _card of [1, 2]) {
    await ask(workingState, 3_000);
    await ask(toReader, 3_000);
    await ask(capture, 3_000);
  }
  await ask(workingState, 3_000);
  await ask(toReader, 3_000);
  await ask(capture, 3_000);
  expect(await poll()).toBe('142');
  expect(device.state()).toMatchObject({ bin: { length: 2 }, onTheWay: { place: 'read' } });
});

test('switched off and on, it retains what it finds and brings the next card', async () => {
  const { device, ask, say, poll } = bench();
  await say('', 3_000);
  device.failNext('powerCut');
  expect(await say(toReader)).toBe(ACK);
  await say(ENQ, 2_000);
  expect(device.state()).toMatchObject({ power: 'off', onTheWay: { place: 'between' } });
  await say('', 10_000);
  expect(await poll()).toBe('041');
  expect(device.state()).toMatchObject({ bin: { length: 1 }, stack: { length: 28 } });
  await ask(workingState);
});

test('the line: NAK, silence, noise, a lost answer, a damaged command', async () => {
  const { device, say, ask } = bench();
  await say('', 3_000);
  expect(await say('02 52 46 03 16')).toBe(NAK);
  expect(await say('02 58 58 03 01')).toBe(NAK);
  device.failNext('nak');
  expect(await say(workingState)).toBe(NAK);
  expect(await say(ENQ)).toBe('');
  device.failNext('silent');
  expect(await say(workingState)).toBe('');
  device.failNext('answerLost');
  expect(await ask(workingState)).toBe('');
  device.failNext('noise');
  expect(await ask(workingState)).toMatch(new RegExp(`.+${ready}$`));
  device.failNext('badChecksum');
  expect(await ask(workingState)).not.toBe(ready);
  expect(await ask(workingState)).toBe(ready);
});

test('its cards stay when the line is attached anew, and it draws none in', async () => {
  const { device, ask, attach, poll, say } = bench();
  await say('', 3_000);
  await ask(toReader, 3_000);
  attach();
  expect(await poll()).toBe('002');
  expect(device.putIn(createM1Card(Uint8Array.of(1, 1, 1, 1)))).toBe(false);
});
