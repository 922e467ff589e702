import { expect, test } from 'vitest';
import { createChipCardReader } from '../../../device-drivers/chip-card-reader/driver.ts';
import { fromHex } from '../../../device-drivers/framing/hex.ts';
import { people } from '../../../seeds/people.ts';
import { hospitalCardPlace } from '../../devices/virtual-shelf.ts';
import { createWallet } from '../../rehearsal/wallet.ts';
import { createTraceTrial } from '../trace-trial.ts';
import { answerWords, commandWords } from './chip-card-reader.ts';

const never = new AbortController().signal;
const key = { which: 'A' as const, bytes: new Uint8Array(6).fill(0xff) };

function bench() {
  const trial = createTraceTrial();
  const wallet = createWallet(people, trial.shelf.newCards);
  const put = (name: 'socialSecurity' | 'hospital') => {
    const card = wallet.chipCard(0, name);
    if (card) trial.shelf.chipCardReader.put(card);
  };
  const profile = { socialSecurityCard: {}, hospitalCard: { ...hospitalCardPlace, key } };
  const reader = createChipCardReader({ ...trial.ports, address: 'memory:chip-card-reader', profile });
  return { ...trial, put, read: () => trial.settled(reader.read(never)), said: () => trial.said('chipCardReader') };
}

test('a social-security card', async () => {
  const { clock, put, read, said } = bench();
  await clock.advance(100);
  put('socialSecurity');
  expect(await read()).toMatchObject({ ok: true });
  expect(said()).toEqual([
    '> [line opened]',
    '< [card inserted, ATR 3b 66 00 00 53 53 53 45 56 31]',
    '> SELECT “sx1.sh.社会保障”',
    '< SW 9000, done',
    '> READ RECORD 3 of EF05, 6 bytes expected',
    '< SW 9000, done, version “2.00”',
    '> READ RECORD 1 of EF05, 18 bytes expected',
    '< SW 9000, done, identification 16 bytes',
    '> READ RECORD 5 of EF05, 6 bytes expected',
    '< SW 9000, done, day of issue 20 22 09 01',
    '> READ RECORD 6 of EF05, 6 bytes expected',
    '< SW 9000, done, end of validity 20 32 09 01',
    '> READ RECORD 7 of EF05, 11 bytes expected',
    '< SW 9000, done, card number “N99000001”',
    '> READ RECORD 1 of EF06, 20 bytes expected',
    '< SW 9000, done, ID number “320100198503129911”',
    '> READ RECORD 2 of EF06, 32 bytes expected',
    '< SW 9000, done, name “张明远”',
    '> READ RECORD 3 of EF06, 22 bytes expected',
    '< SW 9000, done, rest of name 20 zero bytes',
    '> READ RECORD 4 of EF06, 3 bytes expected',
    '< SW 9000, done, sex “1”',
    '> READ RECORD 5 of EF06, 3 bytes expected',
    '< SW 9000, done, nation 01',
    '> READ RECORD 7 of EF06, 6 bytes expected',
    '< SW 9000, done, birth 19 85 03 12',
  ]);
});

test('a hospital card, taken away, and a card that does not answer', async () => {
  const { clock, shelf, put, read, said } = bench();
  await clock.advance(100);
  put('hospital');
  expect(await read()).toMatchObject({ ok: true });
  shelf.chipCardReader.take();
  await clock.advance(100);
  expect(said()).toEqual([
    '> [line opened]',
    '< [card inserted, ATR 3b 8f 80 01 80 4f 0c a0 00 00 03 06 03 00 01 00 00 00 00 6a]',
    '> GET UID',
    '< SW 9000, done, UID 04 00 00 65',
    '> LOAD KEY into place 0',
    '< SW 9000, done',
    '> AUTHENTICATE block 4 with key A of place 0',
    '< SW 9000, done',
    '> READ BLOCK 4',
    '< SW 9000, done, “990000000001”',
    '< [card removed]',
  ]);
  put('hospital');
  shelf.chipCardReader.failNext('mute');
  void read();
  await clock.advance(2_000);
  expect(said()).toContain('< [no answer, card unreadable: Card is unresponsive]');
  shelf.unplug('chipCardReader');
  await clock.advance(10);
  expect(said().at(-1)).toBe('< [line closed]');
});

test.each([
  ['00 A4 02 00 02 EF 05', 'SELECT EF05'],
  ['00 B2 01 04 12', 'READ RECORD 1, 18 bytes expected'],
  ['00 20 00 00 03 12 34 56', 'VERIFY PIN, 3 bytes'],
  ['00 C0 00 00 11', 'GET RESPONSE, 17 bytes expected'],
  ['FF D6 00 04 10 30 30 30 30 30 30 30 30 30 30 30 30 31 32 33 34', 'WRITE BLOCK 4: “0000000000001234”'],
  ['80 CA 9F 7F 00', 'command 80 ca 9f 7f, 256 bytes expected'],
  ['00 A4', 'no APDU, 2 bytes'],
])('%s: %s', (hex, words) => expect(commandWords(fromHex(hex))).toBe(words));

test.each([
  ['6A 82', 'SW 6A82, file not found'],
  ['61 11', 'SW 6111, 17 bytes to fetch'],
  ['6C 12', 'SW 6C12, ask for 18 bytes'],
  ['63 C2', 'SW 63C2, wrong PIN, 2 tries left'],
  ['69 83', 'SW 6983, PIN blocked'],
  ['63 00', 'SW 6300, operation failed'],
  ['6F 00', 'SW 6F00, unknown word'],
])('%s: %s', (hex, words) => expect(answerWords(fromHex(hex), fromHex('00 A4 02 00 02 EF 05'))).toBe(words));
