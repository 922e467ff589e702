import { expect, test } from 'vitest';
import { errors } from '../../../device-drivers/crt-591/answer.ts';
import { createCrt591 } from '../../../device-drivers/crt-591/driver.ts';
import { frame } from '../../../device-drivers/crt-591/frame.ts';
import { fromHex, toHex } from '../../../device-drivers/framing/hex.ts';
import { createTraceTrial } from '../trace-trial.ts';
import { crt591Language } from './crt-591.ts';

const key = { which: 'A' as const, bytes: new Uint8Array(6).fill(0xff) };
const number = new TextEncoder().encode('0000000000012345');

test('a card is taken from the stack, written, offered, and retained', async () => {
  const { clock, shelf, ports, settled, said } = createTraceTrial();
  const { dispenser, mifare } = createCrt591({ ...ports, address: 'memory:card-dispenser' });
  await clock.advance(2_000);
  const begun = said('cardDispenser');
  expect(begun.slice(0, 9)).toEqual([
    '> [line opened]',
    '> initialise, card stays, count retained cards',
    '< ACK',
    '< positive response: no card, stack ok, bin ok; “CRT-591-M001”',
    '> ACK',
    '> status?',
    '< ACK',
    '< positive response: no card, stack ok, bin ok',
    '> ACK',
  ]);
  await settled(dispenser.takeFromStack());
  await settled(mifare.activate());
  await settled(mifare.authenticate(1, key));
  await settled(mifare.writeBlock(1, 0, number));
  await settled(mifare.readBlock(1, 0));
  await settled(mifare.deactivate());
  await settled(dispenser.offer());
  shelf.cardDispenser.failNext('nak');
  await settled(dispenser.retain());
  const bin = said('cardDispenser').slice(begun.length);
  expect(bin.filter((line) => line !== '> ACK' && line !== '< ACK' && !line.includes('status?'))).toEqual([
    '< positive response: no card, stack ok, bin ok',
    '> move card to antenna',
    '< positive response: card inside, stack ok, bin ok',
    '> activate RF card, types AB',
    '< positive response: card inside, stack ok, bin ok; MIFARE card 04 00 00 01, ATQA 0004, SAK 08',
    '> MIFARE authenticate sector 1 with key A',
    '< positive response: card inside, stack ok, bin ok; MIFARE SW 9000',
    '> MIFARE write sector 1, block 0: “0000000000012345”',
    '< positive response: card inside, stack ok, bin ok; MIFARE SW 9000',
    '> MIFARE read sector 1, block 0, 1 block',
    '< positive response: card inside, stack ok, bin ok; MIFARE SW 9000, “0000000000012345”',
    '> RF field off',
    '< positive response: card inside, stack ok, bin ok',
    '< positive response: card inside, stack ok, bin ok',
    '> eject card',
    '< positive response: card at gate, stack ok, bin ok',
    '< NAK',
    '< positive response: card at gate, stack ok, bin ok',
    '> move card to bin',
    '< positive response: no card, stack ok, bin ok',
  ]);
});

test('a jam', async () => {
  const { clock, shelf, ports, settled, said } = createTraceTrial();
  const { dispenser } = createCrt591({ ...ports, address: 'memory:card-dispenser' });
  await clock.advance(2_000);
  shelf.cardDispenser.failNext('jamOnTheWay');
  await settled(dispenser.takeFromStack());
  expect(said('cardDispenser')).toContain('< error 10: card jam');
});

const toDevice = (text: string, address = 0) =>
  crt591Language().toDevice.hear(frame(address, fromHex(text)), 0)[0]?.words;
const fromDevice = (text: string) => crt591Language().fromDevice.hear(frame(0, fromHex(text)), 0)[0]?.words;

// "CRT-591-M001 Communication Protocol", §3.
test.each([
  ['43 30 30', 'initialise, card to gate'],
  ['43 30 35', 'initialise, card to bin, count retained cards'],
  ['43 31 31', 'sensors?'],
  ['43 32 30', 'move card to gate'],
  ['43 32 31', 'move card to IC contacts'],
  ['43 33 30', 'let cards in at the gate'],
  ['43 33 31', 'let no card in'],
  ['43 60 32', 'RF status?'],
  ['43 A5 30', 'count of retained cards?'],
  ['43 A5 31 30 30 37', 'set count of retained cards to 7'],
  ['43 32 38', 'unknown command 43 32 38 (wrong parameter)'],
  ['43 77 30', 'unknown command 43 77 30 (undefined command)'],
])('%s: %s', (text, words) => expect(toDevice(text)).toBe(words));

test.each([
  ['50 31 31 30 31 31 30 30 31 31 30 30 30 30', 'positive response: no card, stack low, bin full; sensors 00110000'],
  ['50 A5 30 32 30 30 30 31 32', 'positive response: card inside, stack empty, bin ok; 12 retained'],
  ['4E 32 32 41 30', 'error A0: stack empty'],
  ['4E 32 32 39 39', 'error 99: unknown error'],
  ['50 31 30 39 30 30', 'unknown answer 50 31 30 39 30 30'],
])('%s: %s', (text, words) => expect(fromDevice(text)).toBe(words));

test('another address than 0 is told', () => expect(toDevice('43 31 30', 3)).toBe('address 3: status?'));

test.each(Object.entries(errors))('error %s has its meaning', (code, { meaning }) => {
  const digits = toHex(new TextEncoder().encode(code));
  expect(fromDevice(`4E 32 32 ${digits}`)).toBe(`error ${code}: ${meaning}`);
});
