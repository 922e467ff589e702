import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../device-drivers/framing/hex.ts';
import { memoryPcsc } from '../../device-drivers/links/memory-pcsc.ts';
import type { PcscAnswer } from '../../device-drivers/links/pcsc.ts';
import { createVirtualClock } from '../world/virtual-clock.ts';
import { createBlankCard, createM1Card } from './m1-card.ts';
import { createVirtualBankCard } from './virtual-chip-card.ts';
import { createVirtualPcscReader, type PcscReaderFault } from './virtual-pcsc-reader.ts';

const mifareAtr = '3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 01 00 00 00 00 6A';

function bench() {
  const clock = createVirtualClock(0);
  const device = createVirtualPcscReader({ clock });
  const told: string[] = [];
  let [link, slot] = memoryPcsc();
  const attach = () => {
    [link, slot] = memoryPcsc();
    link.onCard((atr) => told.push(atr ? toHex(atr) : 'none'));
    device.attach(slot);
  };
  attach();
  const hear = async (work: Promise<PcscAnswer>, time: number) => {
    let heard = 'nothing yet';
    void work.then((it) => {
      heard = it.ok ? toHex(it.bytes) : it.fault;
    });
    await clock.advance(time);
    return heard;
  };
  const ask = (hex: string, time = 50) => hear(link.transmit(fromHex(hex)), time);
  const reset = () => hear(link.reset(), 50);
  async function put(card: Parameters<typeof device.put>[0]) {
    device.put(card);
    await clock.advance(300);
  }
  return { clock, device, told, ask, reset, attach, put };
}
const mifare = () => createM1Card(fromHex('01 02 03 04'));

test('cards are noticed after a moment, with their answer to reset, and missed at once', async () => {
  const { clock, device, told } = bench();
  await clock.advance(0);
  expect(told).toEqual(['none']);
  device.put(mifare());
  await clock.advance(199);
  expect(told).toEqual(['none']);
  await clock.advance(1);
  device.put(createVirtualBankCard());
  await clock.advance(300);
  device.take();
  await clock.advance(0);
  expect(told).toEqual(['none', mifareAtr, 'none', '3B 64 00 00 42 41 4E 4B', 'none']);
  // Gone again before it is noticed.
  device.put(mifare());
  device.take();
  await clock.advance(1_000);
  expect(told.length).toBe(5);
});

test('a storage card with a dead chip is never noticed', async () => {
  const { put, told } = bench();
  await put(createBlankCard(fromHex('01 02 03 04')));
  expect(told).toEqual(['none']);
});

// ACS, "ACR122U Application Programming Interface".
test('speaks for a storage card', async () => {
  const { ask, put, reset } = bench();
  await put(mifare());
  expect(await ask('FF CA 00 00 00')).toBe('01 02 03 04 90 00');
  expect(await ask('FF B0 00 04 10')).toBe('63 00');
  expect(await ask('FF 82 00 00 06 FF FF FF FF FF FF')).toBe('90 00');
  expect(await ask('FF 82 00 02 06 FF FF FF FF FF FF')).toBe('63 00');
  expect(await ask('FF 86 00 00 05 01 00 04 60 01')).toBe('63 00');
  expect(await ask('FF 86 00 00 05 01 00 04 60 00')).toBe('90 00');
  expect(await ask('FF D6 00 04 10 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F')).toBe('90 00');
  expect(await ask('FF B0 00 04 10')).toBe('00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 90 00');
  expect(await reset()).toBe(mifareAtr);
  expect(await ask('FF B0 00 04 10')).toBe('63 00');
  expect(await ask('FF CA 01 00 00')).toBe('6A 81');
  expect(await ask('00 A4 04 00 01 41')).toBe('6E 00');
  expect(await ask('00')).toBe('67 00');
});

test('a key in the reader outlives the card; what was written stays on the card', async () => {
  const { device, ask, put } = bench();
  const card = mifare();
  await put(card);
  await ask('FF 82 00 01 06 FF FF FF FF FF FF');
  await ask('FF 86 00 00 05 01 00 04 60 01');
  await ask(`FF D6 00 05 10 ${'41 '.repeat(16)}`);
  device.take();
  expect(await ask('FF CA 00 00 00')).toBe('cardRemoved');
  await put(card);
  expect(await ask('FF B0 00 05 10')).toBe('63 00');
  expect(await ask('FF 86 00 00 05 01 00 04 60 01')).toBe('90 00');
  expect(await ask('FF B0 00 05 10')).toBe(`${'41 '.repeat(16)}90 00`);
});

test.each<[PcscReaderFault, string]>([
  ['mute', 'cardUnreadable'],
  ['wrongWord', '6F 00'],
  ['heldBack', '61 04'],
  ['wrongLe', '6C 04'],
  ['removedMidway', 'cardRemoved'],
  ['unplugged', 'offline'],
  ['late', 'nothing yet'],
])('%s', async (fault, heard) => {
  const { device, ask, put } = bench();
  await put(mifare());
  device.failNext(fault);
  expect(device.state().faults).toEqual([fault]);
  expect(await ask('FF CA 00 00 00', 2_000)).toBe(heard);
  expect(device.state()).toMatchObject({ faults: [], connected: fault !== 'unplugged' });
  expect(device.state().card === undefined).toBe(fault === 'removedMidway');
});

test('what was held back is fetched, and forgotten when something else is asked', async () => {
  const { device, ask, put } = bench();
  await put(mifare());
  device.failNext('heldBack');
  await ask('FF CA 00 00 00');
  expect(await ask('00 C0 00 00 04')).toBe('01 02 03 04 90 00');
  expect(await ask('00 C0 00 00 04')).toBe('6E 00');
});

test('a fault stands until it is cleared', async () => {
  const { device, ask, put } = bench();
  await put(mifare());
  device.failUntilCleared('wrongWord');
  expect([await ask('FF CA 00 00 00'), await ask('FF CA 00 00 00')]).toEqual(['6F 00', '6F 00']);
  device.clear();
  expect(await ask('FF CA 00 00 00')).toBe('01 02 03 04 90 00');
});

test('two cards at once: something is there and does not answer to reset', async () => {
  const { device, told, ask, reset, put } = bench();
  device.failNext('collision');
  await put(mifare());
  expect(told.at(-1)).toBe('');
  expect(await ask('FF CA 00 00 00')).toBe('cardUnreadable');
  expect(await reset()).toBe('cardUnreadable');
});

test('what is in it stays when the link is attached anew', async () => {
  const { clock, device, told, ask, attach, put } = bench();
  await put(mifare());
  device.failNext('unplugged');
  await ask('FF CA 00 00 00');
  expect(device.state()).toMatchObject({ connected: false, busy: false });
  attach();
  await clock.advance(300);
  expect(told.slice(-2)).toEqual(['none', mifareAtr]);
  expect(await ask('FF CA 00 00 00')).toBe('01 02 03 04 90 00');
});

test('tells its listeners of every change', async () => {
  const { device } = bench();
  let told = 0;
  const stop = device.subscribe(() => {
    told++;
  });
  device.put(mifare());
  device.failNext('mute');
  device.take();
  expect(told).toBe(3);
  stop();
  device.put(mifare());
  expect(told).toBe(3);
});
