import { expect, test } from 'vitest';
import { usualPolicy } from '../seeds/clinic.ts';
import { demonstrationHospital } from '../seeds/hospital.ts';
import { capabilitiesOf } from '../simulator/hospital/capabilities.ts';
import type { ErrandClosed, ErrandName } from './screen/errands.ts';
import { errandTiles, type Sensed, thingsLeft, waysOf } from './services.ts';

const capabilities = capabilitiesOf({ ...demonstrationHospital, policy: usualPolicy }, '2026-11-23');
const well: Sensed = {
  idCardReader: { device: 'online', media: 'notPresent' },
  receiptPrinter: { device: 'online', paper: 'low' },
  chipCardReader: { device: 'online', media: 'notPresent' },
  magneticCardReader: { device: 'online' },
  barcodeScanner: { device: 'online', scanner: 'off' },
  cardDispenser: { device: 'online', media: 'notPresent', dispense: 'low', retain: 'ok' },
  reportPrinter: { device: 'online', paper: 'low', toner: 'full', output: 'ok' },
  writesCards: true,
  hospital: { capabilities, answers: true },
  journal: true,
  inService: true,
};

const tile = (errand: ErrandName, sensed: Partial<Sensed> = {}) =>
  errandTiles({ ...well, ...sensed }).find((it) => it.errand === errand);
const hospital = (change: Partial<typeof capabilities>) => ({
  hospital: { capabilities: { ...capabilities, ...change }, answers: true },
});

test('all is well, and what is low still comes out: every errand is open', () => {
  expect(errandTiles(well).every(({ open }) => open)).toBe(true);
});

const everything: readonly ErrandName[] = [
  'registration',
  'collection',
  'payment',
  'report',
  'card',
  'refund',
  'records',
  'reprint',
];
test.each([
  ['outOfService', { journal: false }],
  ['outOfService', { inService: false }],
  ['hospitalSilent', { hospital: { capabilities, answers: false } }],
  ['hospitalSilent', { hospital: { capabilities: undefined, answers: false } }],
  ['notOffered', hospital({ errands: [] })],
] satisfies [ErrandClosed, Partial<Sensed>][])('everything is closed as %s', (why, sensed) => {
  expect(everything.map((errand) => tile(errand, sensed))).toEqual(
    everything.map((errand) => ({ errand, open: false, why })),
  );
});

const paperOut = { device: 'userError', fault: 'paperOut' } as const;
const coverOpen = { device: 'userError', fault: 'coverOpen' } as const;
test.each<[ErrandName, ErrandClosed, string, Partial<Sensed>]>([
  ['payment', 'paperOut', 'no paper', { receiptPrinter: paperOut }],
  ['payment', 'printerDown', 'a cover open', { receiptPrinter: coverOpen }],
  ['payment', 'printerDown', 'a printer not reached yet', { receiptPrinter: { device: 'starting' } }],
  ['report', 'reportPaperOut', 'no sheets', { reportPrinter: paperOut }],
  ['report', 'reportPrinterDown', 'a jam', { reportPrinter: { device: 'userError', fault: 'paperJammed' } }],
  ['report', 'notOffered', 'no printer for reports', { reportPrinter: undefined }],
  ['card', 'noReader', 'no ID card reader', { idCardReader: { device: 'offline', fault: 'offline' } }],
  ['card', 'noCards', 'an empty stack', { cardDispenser: { ...online(), dispense: 'empty' } }],
  [
    'card',
    'noCards',
    'a machine that says so as a fault',
    { cardDispenser: { device: 'userError', fault: 'stackEmpty' } },
  ],
  ['card', 'cardBinFull', 'a full bin', { cardDispenser: { ...online(), retain: 'full' } }],
  ['card', 'cardDispenserDown', 'a jam', { cardDispenser: { device: 'hardwareError', fault: 'cardJammed' } }],
  ['card', 'paperOut', 'no paper for its slip', { receiptPrinter: paperOut }],
  ['card', 'notOffered', 'a dispenser that cannot write', { writesCards: false }],
  ['card', 'notOffered', 'a hospital that issues none', hospital({ card: null })],
  [
    'registration',
    'notOffered',
    'no day that can be had',
    hospital({ registration: { sameDay: 'off', daysAhead: 0 } }),
  ],
])('%s is closed as %s: %s', (errand, why, _, sensed) => {
  expect(tile(errand, sensed)).toEqual({ errand, open: false, why });
});

function online() {
  return { device: 'online', media: 'notPresent', dispense: 'ok', retain: 'ok' } as const;
}

test('reports need no paper for slips, prices no reader and no printer', () => {
  const poor = { receiptPrinter: paperOut, ...hospital({ credentials: [] }) };
  expect(tile('report', { receiptPrinter: paperOut })).toEqual({ errand: 'report', open: true });
  expect(tile('records', poor)).toEqual({ errand: 'records', open: true });
});

test('a tile says what the same day allows', () => {
  const sameDay = (mode: 'off' | 'emergencyOnly') => hospital({ registration: { sameDay: mode, daysAhead: 7 } });
  expect(tile('registration', sameDay('off'))).toMatchObject({ open: true, note: 'sameDayOff' });
  expect(tile('registration', sameDay('emergencyOnly'))).toMatchObject({ open: true, note: 'emergencyOnly' });
  expect(tile('collection', sameDay('off'))).toEqual({ errand: 'collection', open: true });
});

const broken = { device: 'offline', fault: 'offline' } as const;
test('a way to say who one is needs a hospital that takes it and a device that reads it', () => {
  expect(waysOf('payment', well)).toEqual(['idCard', 'hospitalCard', 'socialSecurityCard', 'code']);
  expect(waysOf('payment', { ...well, idCardReader: broken, barcodeScanner: undefined })).toEqual([
    'hospitalCard',
    'socialSecurityCard',
  ]);
  // Hospital cards have a stripe as well.
  expect(waysOf('payment', { ...well, chipCardReader: broken })).toContain('hospitalCard');
  expect(waysOf('payment', { ...well, ...hospital({ credentials: ['idCard'] }) })).toEqual(['idCard']);
  expect(waysOf('payment', { ...well, hospital: { capabilities: undefined, answers: false } })).toEqual([]);
});

test('numbers are typed where policy says so, booking codes for collection alone, cards issued by ID card alone', () => {
  expect(waysOf('report', well)).toContain('typedId');
  expect(waysOf('registration', well)).not.toContain('typedId');
  expect(waysOf('collection', { ...well, barcodeScanner: undefined })).toContain('booking');
  expect(waysOf('report', well)).not.toContain('booking');
  expect(waysOf('card', well)).toEqual(['idCard']);
});

test('cards that still lie there are told', () => {
  expect(thingsLeft(well)).toEqual([]);
  const left = { ...well, idCardReader: { device: 'online', media: 'present' } } as const;
  expect(thingsLeft(left)).toEqual(['idCard']);
  expect(thingsLeft({ ...left, chipCardReader: { device: 'online', media: 'present' } })).toEqual([
    'idCard',
    'hospitalCard',
  ]);
  expect(thingsLeft({ ...well, idCardReader: broken })).toEqual([]);
});
