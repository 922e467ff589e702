import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const example = JSON.parse(readFileSync(new URL('../docs/terminal.example.json', import.meta.url), 'utf8'));

test('the example in the documentation can be used', () => {
  expect(readConfig(example)).toMatchObject({ ok: true, config: { terminal: 'NJGL-OPD1-03' } });
});

test('what is left out gets its default', () => {
  const { zone: _, screen: __, patience: ___, ...rest } = example;
  expect(readConfig(rest)).toMatchObject({
    config: { zone: 'Asia/Shanghai', screen: { ppi: 102 }, patience: { inactivity: 60_000 } },
  });
});

test.each([
  ['a name with spaces', { terminal: 'the third one' }, /^terminal: .*letters, digits or hyphens/],
  ['a zone nobody knows', { zone: 'Mars/Olympus' }, /^zone: .*IANA time zone/],
  ['a hospital without an address', { hospitalUrl: 'his' }, /^hospitalUrl: .*URL/],
  [
    'a device left out',
    { devices: { idCardReader: { address: 'serial:/dev/ttyS1?baud=115200' } } },
    /^devices\.receiptPrinter: /,
  ],
  [
    'a driver nobody wrote',
    { devices: { ...example.devices, cardDispenser: { driver: 'k720', address: 'serial:/dev/ttyS3?baud=9600' } } },
    /^devices\.cardDispenser\.driver: one of crt-591, crt-591:hold, qu-cd-720 is expected/,
  ],
  [
    'a key of the wrong length',
    {
      devices: {
        ...example.devices,
        chipCardReader: { address: 'pcsc:ACS', hospitalCard: { sector: 1, block: 0, key: 'A:FF', encoding: 'ascii' } },
      },
    },
    /^devices\.chipCardReader\.hospitalCard\.key: .*12 hexadecimal digits/,
  ],
  ['a key nobody asked for', { speed: 3 }, /^speed: /],
  [
    'a patience that is no number',
    { patience: { inactivity: '60', warning: 1, farewell: 1 } },
    /^patience\.inactivity: /,
  ],
])('%s is named with its key', (_, change, message) => {
  const read = readConfig({ ...example, ...change });
  expect(read.ok).toBe(false);
  expect(read.ok ? [] : read.mistakes).toEqual([expect.stringMatching(message)]);
});
