import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Heartbeat } from '../../terminal/hub-contract.ts';
import { alarmChanges, alarmId, alarmOfId, troublesIn } from './alarms.ts';

const settings = { lowCards: 50, lowSheets: 100 };

const beat = (devices: Heartbeat['devices'], supplies: Partial<Heartbeat['supplies']> = {}): Heartbeat => ({
  terminal: 'YX-01',
  epoch: 'e1',
  at: 1,
  version: '1',
  inService: true,
  devices,
  supplies: { bin: 0, ...supplies },
});

const dispenser = (state: Heartbeat['devices'][number]['state']) => [{ device: 'cardDispenser', state } as const];

test.each<[string, Heartbeat, readonly string[]]>([
  ['nothing when all is well', beat(dispenser('online'), { cards: 50 }), []],
  ['nothing of cards nobody has counted', beat(dispenser('online')), []],
  ['a device that does not answer', beat([{ device: 'idCardReader', state: 'offline' }]), ['deviceDown idCardReader ']],
  [
    'a device that is broken, with the reason',
    beat([{ device: 'receiptPrinter', state: 'offline', fault: 'cutterJammed' }]),
    ['deviceDown receiptPrinter cutterJammed'],
  ],
  [
    'paper out is no broken printer',
    beat([{ device: 'receiptPrinter', state: 'offline', fault: 'paperOut' }]),
    ['supplyOut receiptPrinter paperOut'],
  ],
  ['paper low', beat([{ device: 'reportPrinter', state: 'low' }], { sheets: 500 }), ['supplyLow reportPrinter ']],
  ['a full bin', beat(dispenser('full')), ['binFull cardDispenser ']],
  [
    'a full tray of a printer that stopped',
    beat([{ device: 'reportPrinter', state: 'offline', fault: 'outputFull' }]),
    ['binFull reportPrinter outputFull'],
  ],
  ['few cards', beat(dispenser('online'), { cards: 49 }), ['supplyLow cardDispenser cards']],
  [
    'few sheets',
    beat([{ device: 'reportPrinter', state: 'online' }], { sheets: 99 }),
    ['supplyLow reportPrinter sheets'],
  ],
  [
    'no cards by the count, though it works',
    beat(dispenser('online'), { cards: 0 }),
    ['supplyLow cardDispenser cards'],
  ],
  [
    'no cards by the count, and it does not answer',
    beat(dispenser('offline'), { cards: 0 }),
    ['deviceDown cardDispenser ', 'supplyOut cardDispenser cards'],
  ],
  ['what is used up is not low as well', beat(dispenser('empty'), { cards: 3 }), ['supplyOut cardDispenser ']],
  ['what is low by both words is low once', beat(dispenser('low'), { cards: 3 }), ['supplyLow cardDispenser ']],
  [
    'few cards and a full bin',
    beat(dispenser('full'), { cards: 3 }),
    ['binFull cardDispenser ', 'supplyLow cardDispenser cards'],
  ],
  ['nothing of a device that is starting', beat(dispenser('starting'), { cards: 0 }), []],
  ['cards of a terminal that dispenses none', beat([], { cards: 0 }), []],
  ['what the hub refuses', { ...beat([]), refused: 'fork' }, ['refused  fork']],
  [
    'a device said twice, by its last word',
    beat([...dispenser('empty'), ...dispenser('full')]),
    ['binFull cardDispenser '],
  ],
])('alarms of %s', (_, heartbeat, said) => {
  expect(troublesIn(heartbeat, settings).map(({ kind, device, detail }) => `${kind} ${device} ${detail}`)).toEqual(
    said,
  );
});

const open = (kind: 'deviceDown' | 'silent' | 'supplyLow', device: 'cardDispenser' | '' = '', detail = '') => ({
  kind,
  device,
  detail,
  openedAt: 5,
});

test('what is over is closed, what goes on stays open, what is new is opened', () => {
  const before = [open('supplyLow', 'cardDispenser'), open('silent')];
  expect(alarmChanges(before, beat(dispenser('offline')), settings)).toEqual({
    opened: [{ kind: 'deviceDown', device: 'cardDispenser', detail: '' }],
    closed: before,
    reworded: [],
  });
  expect(alarmChanges([open('deviceDown', 'cardDispenser')], beat(dispenser('offline')), settings)).toEqual({
    opened: [],
    closed: [],
    reworded: [],
  });
});

test('a device that is starting leaves its alarms as they are', () => {
  const before = [open('deviceDown', 'cardDispenser'), open('silent')];
  expect(alarmChanges(before, beat(dispenser('starting')), settings).closed).toEqual([open('silent')]);
});

test('another reason is told in the same alarm', () => {
  const jammed = beat([{ device: 'cardDispenser', state: 'offline', fault: 'cardJammed' }]);
  const changes = alarmChanges([open('deviceDown', 'cardDispenser', 'timeOut')], jammed, settings);
  expect(changes).toEqual({ opened: [], closed: [], reworded: [open('deviceDown', 'cardDispenser', 'cardJammed')] });
});

test('an alarm is found again by its name', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[A-Za-z0-9-]{1,32}$/),
      fc.constantFrom('silent', 'deviceDown'),
      fc.constantFrom('', 'cardDispenser'),
      fc.nat({ max: 9_000_000_000_000 }),
      (terminal, kind, device, openedAt) => {
        const alarm = { terminal, kind, device, openedAt } as const;
        expect(alarmOfId(alarmId(alarm))).toEqual(alarm);
      },
    ),
  );
});
