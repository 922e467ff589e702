import { expect, test } from 'vitest';
import { createActor, toPromise } from 'xstate';
import { failed } from '../../device-drivers/contract/fault.ts';
import type { Devices } from '../device-bay.ts';
import type { OrderRequest } from '../flows/settlement/order-request.ts';
import type { Purpose } from '../money/purpose.ts';
import { checkDevicesOf } from './settlement-actors.ts';

const well = {
  receiptPrinter: { device: 'online', paper: 'full' },
  cardDispenser: { device: 'online', media: 'notPresent', dispense: 'ok', retain: 'ok' },
  reportPrinter: { device: 'online', paper: 'full', toner: 'full', output: 'ok' },
};
type Statuses = Partial<Record<keyof typeof well, object>>;

function checked(purpose: Purpose, statuses: Statuses) {
  const devices = Object.fromEntries(
    Object.entries({ ...well, ...statuses }).map(([kind, status]) => [kind, status && { status: () => status }]),
  ) as unknown as Devices;
  const request: OrderRequest = {
    patient: { recordId: 'R1', masked: '张*三', hasCard: false },
    purpose,
    split: { total: 0, insured: 0, self: 0 },
    rows: [],
  };
  return toPromise(createActor(checkDevicesOf(devices), { input: request }).start());
}

const card: Purpose = { kind: 'card', replaces: false };
const reports: Purpose = { kind: 'reports', reportIds: ['t1'] };
const slot: Purpose = { kind: 'slot', slotId: 's1' };
const jammed = { device: 'userError', fault: 'paperJammed' };

test('everything that works lets everything pass', async () => {
  for (const purpose of [card, reports, slot]) expect(await checked(purpose, {})).toEqual({ ok: true });
});

test.each<[string, Purpose, Statuses, object]>([
  ['a slip needs its printer', slot, { receiptPrinter: jammed }, failed('paperJammed')],
  ['a printer that is just starting is none yet', slot, { receiptPrinter: { device: 'starting' } }, failed('timeOut')],
  ['reports need theirs', reports, { reportPrinter: jammed }, failed('paperJammed')],
  ['and not the one for slips', reports, { receiptPrinter: jammed }, { ok: true }],
  ['a number needs no dispenser', slot, { cardDispenser: jammed }, { ok: true }],
  ['a card needs a stack', card, { cardDispenser: { ...well.cardDispenser, dispense: 'empty' } }, failed('stackEmpty')],
  ['and room in the bin', card, { cardDispenser: { ...well.cardDispenser, retain: 'full' } }, failed('retainBinFull')],
  ['a machine that works', card, { cardDispenser: { device: 'offline', fault: 'offline' } }, failed('offline')],
  ['and a slip', card, { receiptPrinter: jammed }, failed('paperJammed')],
])('%s', async (_, purpose, statuses, outcome) => {
  expect(await checked(purpose, statuses)).toEqual(outcome);
});

test('a device the terminal does not have is told so', async () => {
  const none = { cardDispenser: undefined, reportPrinter: undefined } as unknown as Statuses;
  expect(await checked(card, none)).toEqual(failed('noDevice'));
  expect(await checked(reports, none)).toEqual(failed('noDevice'));
});
