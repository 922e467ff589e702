import { expect, test } from 'vitest';
import { createActor } from 'xstate';
import { deviceKinds } from '../../../device-drivers/contract/device-event.ts';
import { actionIn, actionsOf } from '../../technician/action.ts';
import { type DeviceStatuses, stateOf } from '../../technician/device-state.ts';
import { uncounted } from '../../technician/supply-state.ts';
import { technicianMachine } from './technician-machine.ts';
import { type TechnicianFacts, technicianScreen } from './technician-screen.ts';

const input = { devices: deviceKinds, patience: { asking: 1, inside: 1 } };
const { context } = createActor(technicianMachine, { input }).getSnapshot();
const overview = technicianMachine.resolveState({ value: { inside: 'overview' }, context });

const facts: TechnicianFacts = {
  statuses: {
    receiptPrinter: { device: 'online', paper: 'low' },
    cardDispenser: { device: 'online', media: 'notPresent', dispense: 'ok', retain: 'ok' },
    reportPrinter: { device: 'offline', fault: 'tonerOut' },
  },
  supplies: {
    cards: { loaded: 100, issued: 10, captured: 1, left: 89 },
    sheets: { loaded: 500, printed: 20, left: 480 },
    bin: 3,
    printing: {},
  },
  inService: false,
  openOrders: 2,
  keptSlips: 1,
};

test('the overview shows the devices there are, their state, their counters and what can be done to them', () => {
  expect(technicianScreen(overview, facts)).toEqual({
    name: 'technician',
    inService: false,
    devices: [
      { device: 'receiptPrinter', state: 'low', rows: [], actions: ['test'] },
      {
        device: 'cardDispenser',
        state: 'online',
        rows: [
          { label: 'cards', value: { count: 89 } },
          { label: 'captured', value: { count: 3 } },
        ],
        actions: ['test', 'cards', 'bin'],
      },
      {
        device: 'reportPrinter',
        state: 'offline',
        fault: 'tonerOut',
        rows: [{ label: 'sheets', value: { count: 480 } }],
        actions: ['test', 'sheets'],
      },
    ],
    rows: [
      { label: 'orders', value: { count: 2 } },
      { label: 'slips', value: { count: 1 } },
    ],
  });
});

test.each([
  ['all is sent', { waiting: 0 }, [{ label: 'unsent', value: { count: 0 } }]],
  [
    'the hub refuses',
    { waiting: 12, sent: { day: '2026-11-16', from: '09:41' }, refused: 'fork' },
    [
      { label: 'unsent', value: { count: 12 } },
      { label: 'sent', value: { day: '2026-11-16', from: '09:41' } },
      { label: 'refused', value: { plain: 'fork' } },
    ],
  ],
])('%s: how the reporting to the hub goes is told', (_, reporting, rows) => {
  const screen = technicianScreen(overview, { ...facts, reporting });
  expect(screen.name === 'technician' && screen.rows.slice(2)).toEqual(rows);
});

test('what nobody has counted is not told', () => {
  const screen = technicianScreen(overview, { ...facts, supplies: uncounted });
  const rows = screen.name === 'technician' ? screen.devices.flatMap((device) => device.rows) : [];
  expect(rows).toEqual([{ label: 'captured', value: { count: 0 } }]);
});

test('every action the overview offers is one the errand takes', () => {
  for (const device of deviceKinds) {
    for (const name of actionsOf[device]) {
      expect(actionIn(`${name}:${device}`, deviceKinds)).toEqual({ name, device });
      expect(overview.can({ type: 'tap.choose', id: `${name}:${device}` })).toBe(true);
    }
  }
});

const dispenser = { device: 'online', media: 'notPresent', dispense: 'ok', retain: 'ok' } as const;
const printer = { device: 'online', paper: 'full', toner: 'full', output: 'ok' } as const;

test.each<[string, DeviceStatuses, object]>([
  ['is being reached', { cardDispenser: { device: 'starting' } }, { state: 'starting' }],
  [
    'is broken',
    { cardDispenser: { device: 'hardwareError', fault: 'cardJammed' } },
    { state: 'offline', fault: 'cardJammed' },
  ],
  ['has no cards', { cardDispenser: { ...dispenser, dispense: 'empty', retain: 'full' } }, { state: 'empty' }],
  ['has a full bin', { cardDispenser: { ...dispenser, dispense: 'low', retain: 'full' } }, { state: 'full' }],
  ['has few cards', { cardDispenser: { ...dispenser, dispense: 'low' } }, { state: 'low' }],
  ['has an output tray nearly full', { reportPrinter: { ...printer, output: 'almostFull' } }, { state: 'full' }],
  ['has little toner', { reportPrinter: { ...printer, toner: 'low' } }, { state: 'low' }],
  ['has little paper', { reportPrinter: { ...printer, paper: 'low' } }, { state: 'low' }],
  ['is well', { reportPrinter: printer }, { state: 'online' }],
])('a device that %s says so in one word', (_, statuses, state) => {
  const [kind] = deviceKinds.filter((it) => statuses[it]);
  expect(kind && stateOf(kind, statuses)).toEqual(state);
});

test('a device the terminal has not has no state', () => expect(stateOf('cardDispenser', {})).toBeUndefined());
