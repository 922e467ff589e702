import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from './config.ts';

const example = parse(readFileSync(new URL('../deploy/terminal/terminal.example.yaml', import.meta.url), 'utf8'));

test('the example that is installed can be used', () => {
  expect(readConfig(example)).toMatchObject({ ok: true, config: { terminal: 'NJGL-OPD1-03' } });
});

test('what is left out gets its default', () => {
  const { zone: _, screen: __, patience: ___, ...rest } = example;
  expect(readConfig({ ...rest, patience: { farewell: 9_000 } })).toMatchObject({
    config: {
      zone: 'Asia/Shanghai',
      screen: { ppi: 102 },
      patience: { inactivity: 60_000, warning: 20_000, farewell: 9_000, elder: 2 },
    },
  });
});

const withDevice = (device: object) => ({ devices: { ...example.devices, ...device } });

test.each<[string, object, string]>([
  [
    'a name with spaces',
    { terminal: 'the third one' },
    'terminal: "the third one" cannot be used; 1 to 32 letters, digits or hyphens are expected',
  ],
  [
    'a zone nobody knows',
    { zone: 'Mars/Olympus' },
    'zone: "Mars/Olympus" cannot be used; an IANA time zone is expected, such as Asia/Shanghai',
  ],
  [
    'a hospital without an address',
    { hospitalUrl: 'his' },
    'hospitalUrl: "his" cannot be used; a URL is expected, such as https://his.example/api/v1',
  ],
  [
    'a device left out',
    { devices: { idCardReader: example.devices.idCardReader } },
    'devices.receiptPrinter: is missing; it says: Prints slips; every terminal has one',
  ],
  [
    'a driver nobody wrote',
    withDevice({ cardDispenser: { driver: 'crt591', address: 'serial:/dev/ttyS3?baud=9600' } }),
    'devices.cardDispenser.driver: "crt591" cannot be used; one of crt-591, crt-591:hold, qu-cd-720 is expected; did you mean crt-591?',
  ],
  [
    'an address that names no speed',
    withDevice({ receiptPrinter: { address: 'serial:/dev/ttyS2' } }),
    'devices.receiptPrinter.address: "serial:/dev/ttyS2" cannot be used; The address "serial:/dev/ttyS2" names no speed; expected the device\'s own, such as serial:/dev/ttyS2?baud=115200.',
  ],
  [
    'an address of a kind the driver has no line for',
    withDevice({ magneticCardReader: { address: 'serial:/dev/ttyS7?baud=9600' } }),
    'devices.magneticCardReader.address: "serial:/dev/ttyS7?baud=9600" cannot be used; an address such as hid:0801:0002 is expected for magtek-reader',
  ],
  [
    'two devices in one place',
    withDevice({ receiptPrinter: { address: example.devices.idCardReader.address } }),
    'devices.receiptPrinter.address: "serial:/dev/kiosk/id-card-reader?baud=115200" cannot be used; an address of its own is expected; idCardReader has this one',
  ],
  [
    'a key nobody asked for, near one that is known',
    { hospitalURL: 'https://his.example' },
    'hospitalURL: no such key; did you mean hospitalUrl?',
  ],
  [
    'a key nobody asked for, near none',
    { screen: { ppi: 102, brightness: 3 } },
    'screen.brightness: no such key; known here are ppi',
  ],
  [
    'a patience that is no number',
    { patience: { inactivity: '60', warning: 1, farewell: 1 } },
    'patience.inactivity: "60" cannot be used; a whole number of milliseconds, 1 at least, is expected',
  ],
  ['a list where a group belongs', { place: [1] }, 'place.zh: is missing'],
  [
    'a number where a text belongs',
    { place: { zh: 1, en: 'x' } },
    'place.zh: 1 cannot be used; a text is expected; put it in quotes',
  ],
])('%s is named with its key, its value and what was expected', (_, change, line) => {
  const read = readConfig({ ...example, ...change });
  expect(read.ok ? [] : read.mistakes).toContain(line);
});

test('a file that is no group of keys says which keys are expected', () => {
  const read = readConfig('terminal');
  expect(read.ok ? [] : read.mistakes).toEqual([
    expect.stringMatching(
      /^the file: what is given \(it may hold a secret, not shown\) cannot be used; keys with their values are expected: terminal, hospital, place/,
    ),
  ]);
});

const secrets: [string, object][] = [
  ['technician.pinHash', { technician: { pinHash: 's3cret', oneTimeSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' } }],
  ['technician.oneTimeSecret', { technician: { pinHash: 'x', oneTimeSecret: 's3cret' } }],
  [
    'devices.chipCardReader.hospitalCard.key',
    withDevice({
      chipCardReader: { address: 'pcsc:ACS', hospitalCard: { sector: 1, block: 0, key: 's3cret', encoding: 'ascii' } },
    }),
  ],
  [
    'devices.chipCardReader.socialSecurityCard.pin',
    withDevice({ chipCardReader: { address: 'pcsc:ACS', socialSecurityCard: { pin: 's3cret' } } }),
  ],
];

const tooHigh: [string, object][] = [
  ['technician', { technician: 's3cret' }],
  ['devices.chipCardReader', withDevice({ chipCardReader: 's3cret' })],
  [
    'devices.chipCardReader.hospitalCard',
    withDevice({ chipCardReader: { address: 'pcsc:ACS', hospitalCard: 'A:s3cret' } }),
  ],
  [
    'devices.chipCardReader.socialSecurityCard',
    withDevice({ chipCardReader: { address: 'pcsc:ACS', socialSecurityCard: 's3cret' } }),
  ],
];

test.each(tooHigh)('a secret that stands at %s, where its group belongs, is not shown either', (key, change) => {
  const read = readConfig({ ...example, ...change });
  const mistakes = read.ok ? [] : read.mistakes;
  expect(mistakes.join('\n')).toContain(`${key}: what is given (it may hold a secret, not shown) cannot be used; `);
  expect(mistakes.join('\n')).not.toContain('s3cret');
});

test.each(secrets)('what %s holds is never shown', (key, change) => {
  const read = readConfig({ ...example, ...change });
  const mistakes = read.ok ? [] : read.mistakes;
  expect(mistakes.join('\n')).toContain(`${key}: what is given (a secret, not shown) cannot be used; `);
  expect(mistakes.join('\n')).not.toContain('s3cret');
});
