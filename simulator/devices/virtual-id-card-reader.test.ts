import { expect, test } from 'vitest';
import { createFramer } from '../../device-drivers/framing/framer.ts';
import { fromHex, toHex } from '../../device-drivers/framing/hex.ts';
import { longestFrame, lookForFrame } from '../../device-drivers/id-card-reader/frame.ts';
import { inventedCard as card } from '../../device-drivers/id-card-reader/invented-card.ts';
import { memoryLink } from '../../device-drivers/links/memory.ts';
import { createVirtualClock } from '../world/virtual-clock.ts';
import { createVirtualIdCardReader } from './virtual-id-card-reader.ts';

// Frames as printed in "SAM_V 通信协议", tables of commands and answers.
const find = 'AA AA AA 96 69 00 03 20 01 22';
const select = 'AA AA AA 96 69 00 03 20 02 21';
const read = 'AA AA AA 96 69 00 03 30 01 32';
const newAddress = 'AA AA AA 96 69 00 03 30 03 30';
const status = 'AA AA AA 96 69 00 03 11 FF ED';
const reset = 'AA AA AA 96 69 00 03 10 FF EC';
const ok = 'AA AA AA 96 69 00 04 00 00 90 94';
const found = 'AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97';
const noCard = 'AA AA AA 96 69 00 04 00 00 80 84';
const selected = 'AA AA AA 96 69 00 0C 00 00 90 00 00 00 00 00 00 00 00 9C';
const selectFailed = 'AA AA AA 96 69 00 04 00 00 81 85';
const readFailed = 'AA AA AA 96 69 00 04 00 00 41 45';

function bench(refind: 'afterRemoval' | 'always' = 'afterRemoval') {
  const clock = createVirtualClock(0);
  const device = createVirtualIdCardReader({ clock, chance: () => 0.5, refind });
  let [host, far] = memoryLink();
  let bytes: number[] = [];
  const attach = () => {
    [host, far] = memoryLink();
    host.onData((chunk) => bytes.push(...chunk));
    device.attach(far);
  };
  attach();
  const heard = () => {
    const all = toHex(Uint8Array.from(bytes));
    bytes = [];
    return all;
  };
  async function ask(hex: string, time = 2_000) {
    host.write(fromHex(hex));
    await clock.advance(time);
    return heard();
  }
  return { clock, device, ask, attach, heard, host: () => host };
}

test('find, select, read: 1295 bytes, about a second later', async () => {
  const { clock, device, ask, heard } = bench();
  expect(await ask(status)).toBe(ok);
  expect(await ask(find)).toBe(noCard);
  device.put(card);
  expect(await ask(find)).toBe(found);
  expect(await ask(select)).toBe(selected);
  expect(await ask(read, 800)).toBe('');
  expect(device.state().reading).toBe(true);
  await clock.advance(200);
  const answer = heard();
  expect(fromHex(answer).length).toBe(1_295);
  expect(answer).toMatch(/^AA AA AA 96 69 05 08 00 00 90 01 00 04 00 20 5F 09 4E 20 00/);
  expect(createFramer(lookForFrame, longestFrame).push(fromHex(answer)).frames.length).toBe(1);
  expect(device.state().reading).toBe(false);
});

test('a card that was read is not found again until it was removed', async () => {
  const { device, ask } = bench();
  device.put(card);
  for (const command of [find, select, read]) await ask(command);
  expect(await ask(find)).toBe(noCard);
  device.take();
  device.put(card);
  expect(await ask(find)).toBe(found);
});

test('a module may find it again always', async () => {
  const { device, ask } = bench('always');
  device.put(card);
  for (const command of [find, select, read]) await ask(command);
  expect(await ask(find)).toBe(found);
});

test('after an unreadable card, too; the card says so with a word of its own', async () => {
  const { device, ask } = bench();
  device.put(card);
  device.failNext('cardUnreadable');
  await ask(find);
  await ask(select);
  // 65 81 41, and the XOR of 00 04 65 81 41.
  expect(await ask(read)).toBe('AA AA AA 96 69 00 04 65 81 41 A1');
  expect(await ask(find)).toBe(noCard);
});

test('a read card answers for its new address while it lies there', async () => {
  const { device, ask } = bench();
  expect(await ask(newAddress)).toBe(readFailed);
  device.put(card);
  for (const command of [find, select, read]) await ask(command);
  expect(await ask(newAddress)).toBe('AA AA AA 96 69 00 04 00 00 91 95');
  device.take();
  expect(await ask(newAddress)).toBe(readFailed);
});

test('out of order: select without find, read without select', async () => {
  const { device, ask } = bench();
  device.put(card);
  expect(await ask(select)).toBe(selectFailed);
  expect(await ask(read)).toBe(readFailed);
});

test('a card taken, or replaced, in the middle of the reading', async () => {
  for (const harm of ['take', 'replace']) {
    const { clock, device, ask, heard, host } = bench();
    device.put(card);
    await ask(find);
    await ask(select);
    host().write(fromHex(read));
    await clock.advance(300);
    if (harm === 'take') device.take();
    else device.put(card);
    await clock.advance(1_000);
    expect(heard()).toBe(readFailed);
  }
});

test('commands sent while it reads are answered afterwards, in order', async () => {
  const { device, ask } = bench();
  device.put(card);
  await ask(find);
  await ask(select);
  const answers = await ask(`${read} ${status}`);
  expect(answers.endsWith(ok)).toBe(true);
  expect(fromHex(answers).length).toBe(1_295 + 11);
});

test('a reset makes a read card findable again', async () => {
  const { device, ask } = bench();
  device.put(card);
  for (const command of [find, select, read]) await ask(command);
  expect(await ask(reset)).toBe(ok);
  expect(await ask(find)).toBe(found);
});

test('an unknown command is a command error', async () => {
  // Set the speed: 60 00, answered with SW3 21.
  expect(await bench().ask('AA AA AA 96 69 00 03 60 00 63')).toBe('AA AA AA 96 69 00 04 00 00 21 25');
});

test('a request with a wrong check byte is not answered', async () => {
  expect(await bench().ask('AA AA AA 96 69 00 03 20 01 23')).toBe('');
});

test('faults by name', async () => {
  const { device, ask } = bench();
  device.failNext('selfTestFailed');
  expect(await ask(status)).toBe('AA AA AA 96 69 00 04 00 00 60 64');
  device.failNext('silent');
  expect(await ask(status)).toBe('');
  device.failNext('badChecksum');
  expect(await ask(status)).not.toBe(ok);
  device.failNext('noise');
  expect(await ask(status)).toMatch(new RegExp(`.+${ok}$`));
  device.failNext('late');
  expect(await ask(status, 4_000)).toBe('');
  expect(await ask(status, 2_000)).toBe(`${ok} ${ok}`);
  device.failUntilCleared('silent');
  expect(await ask(status)).toBe('');
  expect(device.state().faults).toEqual(['silent']);
  device.clear();
  expect(await ask(status)).toBe(ok);
});

test('what lies on it stays when the link breaks and is attached anew', async () => {
  const { device, ask, attach } = bench();
  device.put(card);
  expect(device.state().connected).toBe(true);
  device.failNext('unplugged');
  expect(fromHex(await ask(find)).length).toBe(7);
  expect(device.state().connected).toBe(false);
  attach();
  expect(device.state()).toMatchObject({ connected: true, card });
  expect(await ask(find)).toBe(found);
});

test('tells its listeners of every change', async () => {
  const { device } = bench();
  let told = 0;
  const stop = device.subscribe(() => {
    told++;
  });
  device.put(card);
  device.failNext('noise');
  device.take();
  expect(told).toBe(3);
  stop();
  device.put(card);
  expect(told).toBe(3);
});
