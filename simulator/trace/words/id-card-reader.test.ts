import { expect, test } from 'vitest';
import { fromHex } from '../../../device-drivers/framing/hex.ts';
import { encodeAnswer, wordNames } from '../../../device-drivers/id-card-reader/codec.ts';
import { createIdCardReader } from '../../../device-drivers/id-card-reader/driver.ts';
import { people } from '../../../seeds/people.ts';
import { createTraceTrial } from '../trace-trial.ts';
import { idCardReaderLanguage } from './id-card-reader.ts';

const never = new AbortController().signal;

test('a card is found, selected and read', async () => {
  const { clock, shelf, ports, settled, said } = createTraceTrial();
  const reader = createIdCardReader({ ...ports, address: 'memory:id-card-reader' });
  await clock.advance(100);
  const read = reader.read(never);
  await clock.advance(400);
  const [person] = people;
  if (person) shelf.idCardReader.put(person.card);
  expect(await settled(read)).toMatchObject({ ok: true });
  expect(said('idCardReader')).toEqual([
    '> [line opened]',
    '> status',
    '< status: SW 00 00 90, done',
    '> find card',
    '< find card: SW 00 00 80, no card',
    '> find card',
    '< find card: SW 00 00 80, no card',
    '> find card',
    '< find card: SW 00 00 9F, card found, 4 bytes',
    '> select',
    '< select: SW 00 00 90, done, 8 bytes',
    '> read text and photo',
    '< read text and photo: SW 00 00 90, done, text of 张明远, photo 1,024 bytes',
  ]);
});

test('a module that is unplugged, and a card that fails', async () => {
  const { clock, shelf, ports, said } = createTraceTrial();
  const reader = createIdCardReader({ ...ports, address: 'memory:id-card-reader' });
  await clock.advance(100);
  const [person] = people;
  if (person) shelf.idCardReader.put(person.card);
  shelf.idCardReader.failNext('cardUnreadable');
  void reader.read(never);
  await clock.runUntil(() => said('idCardReader').length > 8, 10_000);
  expect(said('idCardReader').at(-1)).toBe('< read text and photo: SW 65 81 41, reading failed (the card says 6581)');
  shelf.unplug('idCardReader');
  await clock.advance(10);
  expect(said('idCardReader').at(-1)).toBe('< [line closed]');
});

const words = (hex: string, of: 'toDevice' | 'fromDevice' = 'fromDevice') =>
  idCardReaderLanguage()
    [of].hear(fromHex(hex), 0)
    .map((it) => it.words);

test('without a question an answer is told by itself; what nobody knows is shown', () => {
  expect(words('AA AA AA 96 69 00 04 00 00 80 84')).toEqual(['SW 00 00 80, no card']);
  expect(words('AA AA AA 96 69 00 04 00 00 77 73')).toEqual(['SW 00 00 77, unknown answer']);
  expect(words('AA AA AA 96 69 00 03 12 34 25', 'toDevice')).toEqual(['unknown command 12 34']);
  // More of the preamble than three is part of the frame behind it.
  expect(words('AA AA AA AA AA 96 69 00 04 00 00 80 84')).toEqual(['SW 00 00 80, no card']);
});

test('every status word has a meaning of its own', () => {
  const meanings = wordNames.map((word) => {
    const bytes = encodeAnswer({ word, cardWord: 0, data: new Uint8Array(0) });
    const [said] = idCardReaderLanguage().fromDevice.hear(bytes, 0);
    return said?.words.replace(/^SW .. .. .., /, '');
  });
  expect(new Set(meanings).size).toBe(wordNames.length);
  expect(meanings).not.toContain(undefined);
});
