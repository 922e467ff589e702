import { expect, test } from 'vitest';
import type { Capabilities } from './hospital/contract.ts';
import { errandTiles, type Sensed } from './services.ts';

const capabilities: Capabilities = {
  hospitalId: 'h',
  name: { zh: '医院', en: 'Hospital' },
  timeZone: 'Asia/Shanghai',
  errands: ['registration'],
  payment: { firstQueryAfterSeconds: 5, queryEverySeconds: 3, payWithinSeconds: 120 },
};
const well: Sensed = {
  reader: { device: 'online', media: 'notPresent' },
  printer: { device: 'online', paper: 'low' },
  hospital: { capabilities, answers: true },
  journal: true,
};

test('all is well, and paper that is low still prints: registration is open', () => {
  expect(errandTiles(well)[0]).toEqual({ errand: 'registration', open: true });
});

test.each([
  ['outOfService', { journal: false }],
  ['hospitalSilent', { hospital: { capabilities, answers: false } }],
  ['hospitalSilent', { hospital: { capabilities: undefined, answers: false } }],
  ['notOffered', { hospital: { capabilities: { ...capabilities, errands: [] }, answers: true } }],
  ['idReaderDown', { reader: { device: 'offline', fault: 'offline' } }],
  ['idReaderDown', { reader: { device: 'starting' } }],
  ['paperOut', { printer: { device: 'userError', fault: 'paperOut' } }],
  ['printerDown', { printer: { device: 'userError', fault: 'coverOpen' } }],
  ['printerDown', { printer: { device: 'starting' } }],
] satisfies [string, Partial<Sensed>][])('registration is closed as %s', (why, sensed) => {
  expect(errandTiles({ ...well, ...sensed })[0]).toEqual({ errand: 'registration', open: false, why });
});

test('what this terminal does not do is told to be done at the window', () => {
  expect(errandTiles(well).slice(1)).toEqual(
    ['card', 'collection', 'payment', 'report', 'records'].map((errand) => ({
      errand,
      open: false,
      why: 'notOffered',
    })),
  );
});
