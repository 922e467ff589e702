import { beforeEach, expect, test } from 'vitest';
import { type Actor, createActor, fromCallback, fromPromise } from 'xstate';
import { failed, type Outcome } from '../../device-drivers/contract/fault.ts';
import type { IdCard, ResidentIdCard } from '../../device-drivers/contract/id-card-reader.ts';
import { createVirtualClock, type VirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { Department, Doctor } from '../hospital/contract.ts';
import { checkDigit } from '../identity/id-number.ts';
import { fold, type Order, type OrderEntry, opened } from '../money/order.ts';
import { type CardEvent, type FoundPatient, identifyMachine } from './identify-machine.ts';
import { registrationMachine } from './registration-machine.ts';
import type { Loaded, OrderRequest } from './registration-setup.ts';

const name = (zh: string) => ({ zh, en: zh });
const departments: Department[] = Array.from({ length: 10 }, (_, n) => ({
  id: `d${n}`,
  name: name(`科室${n}`),
  place: name('二楼'),
  left: 3,
}));
const doctors: Doctor[] = [
  {
    id: 'dr1',
    name: name('甲医生'),
    title: name('主任医师'),
    speciality: name('心内科'),
    place: name('二楼 3 室'),
    slots: [
      { id: 'free', from: '08:00', to: '08:30', left: 2, price: 2500 },
      { id: 'full', from: '08:30', to: '09:00', left: 0, price: 2500 },
    ],
  },
];
/** Invented: the sequence 000 of an area and day nobody was born under here. */
const card: ResidentIdCard = {
  kind: 'resident',
  name: '张小三',
  sex: 'male',
  nation: '01',
  birth: '19900307',
  address: '示例路1号',
  number: `11010519900307000${checkDigit('11010519900307000')}`,
  authority: '示例公安局',
  validFrom: '20150101',
  validTo: '20350101',
};
const ticket = {
  queueNumber: 'A001',
  day: '2026-11-21',
  from: '08:00',
  to: '08:30',
  department: name('科室0'),
  doctor: name('甲医生'),
  place: name('二楼 3 室'),
};

let clock: VirtualClock;
let actor: Actor<typeof registrationMachine>;
let order: Order | undefined;
let requests: OrderRequest[];
let gaveUp: number;
let loads: number;
let printer: Outcome;
let push: (entry: OrderEntry) => void;
let putCard: (event: CardEvent) => void;

beforeEach(() => {
  clock = createVirtualClock(0);
  order = undefined;
  requests = [];
  gaveUp = 0;
  loads = 0;
  printer = { ok: true };
  const readIdCard = fromCallback<CardEvent>(({ sendBack }) => {
    putCard = sendBack;
  });
  const machine = registrationMachine.provide({
    actors: {
      identify: identifyMachine.provide({
        actors: {
          readIdCard,
          findPatient: fromPromise<FoundPatient, IdCard>(async () => ({
            ok: true,
            patient: { recordId: 'p1', masked: '张*三' },
          })),
        },
      }),
      loadDepartments: fromPromise<Loaded<{ departments: readonly Department[] }>, { day: string }>(async () => ({
        ok: true,
        departments,
      })),
      loadDoctors: fromPromise<Loaded<{ doctors: readonly Doctor[] }>, { day: string; departmentId: string }>(
        async () => {
          loads += 1;
          return { ok: true, doctors };
        },
      ),
      checkPrinter: fromPromise(async () => printer),
      followOrder: fromCallback<{ type: 'giveUp' }, OrderRequest>(({ input, sendBack, receive }) => {
        requests.push(input);
        receive(() => {
          gaveUp += 1;
        });
        const opening = {
          order: 'o1',
          visit: 'v',
          lockId: 'l',
          refundNumber: 'r',
          slotId: 's',
          recordId: 'p1',
          price: 2500,
        };
        order = opened(opening);
        push = (entry) => {
          order = entry.kind === 'order.opened' || !order ? order : fold(order, entry);
          if (order) sendBack({ type: 'order', watched: { order, payerBusy: false } });
        };
        sendBack({ type: 'order', watched: { order, payerBusy: false } });
      }),
      printSlip: fromPromise(async () => printer),
    },
  });
  actor = createActor(machine, {
    clock: { setTimeout: (task, delay) => clock.after(delay, task), clearTimeout: (cancel: () => void) => cancel?.() },
    input: { day: '2026-11-21' },
  }).start();
});

const value = () => actor.getSnapshot().value;
const entry = (it: OrderEntry) => push(it);

async function toDepartments() {
  putCard({ type: 'card.read', outcome: { ok: true, card } });
  await clock.advance(0);
}

async function toReview() {
  await toDepartments();
  actor.send({ type: 'tap.choose', id: 'd0' });
  await clock.advance(0);
  actor.send({ type: 'tap.choose', id: 'dr1' });
  actor.send({ type: 'tap.choose', id: 'free' });
}

async function toPaying() {
  await toReview();
  actor.send({ type: 'tap.confirm' });
  await clock.advance(0);
  entry({ kind: 'act.intended', order: 'o1', act: 'lockSlot' });
  entry({ kind: 'lock.held', order: 'o1', self: 2500, expiresAt: 900_000 });
  entry({ kind: 'act.intended', order: 'o1', act: 'createPayment' });
  entry({ kind: 'payment.open', order: 'o1', code: 'qr', payUntil: 120_000 });
}

test('a card whose number has a wrong check digit is asked for again, and never sent to the hospital', async () => {
  putCard({
    type: 'card.read',
    outcome: {
      ok: true,
      card: { ...card, number: `${card.number.slice(0, 17)}${card.number.endsWith('1') ? '2' : '1'}` },
    },
  });
  await clock.advance(0);
  expect(actor.getSnapshot().children.identify?.getSnapshot()).toMatchObject({
    value: { presenting: 'waiting' },
    context: { again: 'cardUnreadable', card: undefined },
  });
});

test('a card taken away too early is asked for again, with that reason', async () => {
  putCard({ type: 'card.found' });
  putCard({ type: 'card.read', outcome: failed('cardRemoved') });
  expect(actor.getSnapshot().children.identify?.getSnapshot().context.again).toBe('cardRemoved');
});

test('a reader that breaks ends the errand with its fault, and nothing was taken', async () => {
  putCard({ type: 'card.read', outcome: failed('offline') });
  await clock.advance(0);
  expect(actor.getSnapshot().output).toEqual({ kind: 'trouble', trouble: 'offline', money: { money: 'untouched' } });
});

test('the card is forgotten as soon as the record is found', async () => {
  await toDepartments();
  expect(value()).toBe('choosingDepartment');
  expect(JSON.stringify(actor.getPersistedSnapshot())).not.toContain('张小三');
  expect(JSON.stringify(actor.getPersistedSnapshot())).not.toContain(card.number);
});

test('pages turn within the list and no further', async () => {
  await toDepartments();
  const page = () => actor.getSnapshot().context.page;
  actor.send({ type: 'tap.previousPage' });
  expect(page()).toBe(1);
  actor.send({ type: 'tap.nextPage' });
  actor.send({ type: 'tap.nextPage' });
  expect(page()).toBe(2);
});

test('what is not in the list, and a full period, cannot be chosen', async () => {
  await toDepartments();
  actor.send({ type: 'tap.choose', id: 'nowhere' });
  expect(value()).toBe('choosingDepartment');
  actor.send({ type: 'tap.choose', id: 'd0' });
  await clock.advance(0);
  actor.send({ type: 'tap.choose', id: 'dr1' });
  actor.send({ type: 'tap.choose', id: 'full' });
  expect(value()).toBe('choosingPeriod');
});

test('back goes one choice back each time, and from the first to the end', async () => {
  await toReview();
  const seen = [];
  for (let n = 0; n < 4; n++) {
    seen.push(value());
    actor.send({ type: 'tap.back' });
  }
  expect(seen).toEqual(['reviewing', 'choosingPeriod', 'choosingDoctor', 'choosingDepartment']);
  expect(actor.getSnapshot().output).toEqual({ kind: 'left' });
});

test('a printer without paper refuses before an order is opened', async () => {
  await toReview();
  printer = failed('paperOut');
  actor.send({ type: 'tap.confirm' });
  await clock.advance(0);
  expect(actor.getSnapshot().output).toEqual({ kind: 'trouble', trouble: 'paperOut', money: { money: 'untouched' } });
  expect(requests).toEqual([]);
});

test('paid, confirmed and printed: the slip is in the outlet', async () => {
  await toPaying();
  expect(value()).toEqual({ ordering: 'paying' });
  entry({ kind: 'payment.paid', order: 'o1' });
  expect(value()).toEqual({ ordering: 'confirming' });
  entry({ kind: 'registration.confirmed', order: 'o1', ticket, amount: 2500 });
  expect(value()).toEqual({ ordering: 'fulfilled' });
  await clock.advance(0);
  expect(actor.getSnapshot().output).toMatchObject({
    kind: 'registered',
    queueNumber: 'A001',
    slip: { printed: true },
  });
});

test('paper that ends after the payment keeps the slip, and says so', async () => {
  await toPaying();
  printer = failed('paperOut');
  entry({ kind: 'payment.paid', order: 'o1' });
  entry({ kind: 'registration.confirmed', order: 'o1', ticket, amount: 2500 });
  await clock.advance(0);
  expect(actor.getSnapshot().output).toMatchObject({ kind: 'registered', slip: { printed: false, fault: 'paperOut' } });
});

test('a payment given up leads back to a fresh list of doctors', async () => {
  await toPaying();
  actor.send({ type: 'tap.cancel' });
  expect(gaveUp).toBe(1);
  entry({ kind: 'order.abandoned', order: 'o1', why: 'patient' });
  expect(value()).toEqual({ ordering: 'cancelling' });
  entry({ kind: 'payment.closed', order: 'o1' });
  await clock.advance(0);
  expect(value()).toBe('choosingDoctor');
  expect(loads).toBe(2);
  actor.send({ type: 'tap.choose', id: 'dr1' });
  actor.send({ type: 'tap.choose', id: 'free' });
  actor.send({ type: 'tap.confirm' });
  await clock.advance(0);
  expect(requests).toHaveLength(2);
  expect(value()).toEqual({ ordering: 'opening' });
});

test.each([
  ['slotTaken', 'slotTaken'],
  ['alreadyRegistered', 'alreadyRegistered'],
  ['lockUnknown', 'hospitalRefused'],
])('a lock refused with %s is told as %s, nothing taken', async (code, trouble) => {
  await toReview();
  actor.send({ type: 'tap.confirm' });
  await clock.advance(0);
  entry({ kind: 'act.refused', order: 'o1', act: 'lockSlot', code });
  expect(actor.getSnapshot().output).toMatchObject({ trouble, money: { money: 'untouched' }, reference: 'o1' });
});

test('paid and refused by the hospital: the refund is told with its amount', async () => {
  await toPaying();
  entry({ kind: 'payment.paid', order: 'o1' });
  entry({ kind: 'act.refused', order: 'o1', act: 'confirm', code: 'clinicCancelled' });
  expect(value()).toEqual({ ordering: 'refunding' });
  entry({ kind: 'refund.accepted', order: 'o1' });
  expect(actor.getSnapshot().output).toEqual({
    kind: 'trouble',
    trouble: 'hospitalRefused',
    money: { money: 'refunding', amount: 2500 },
    reference: 'o1',
  });
});

test('a hospital silent for a minute after the payment: the patient is told that it will be settled', async () => {
  await toPaying();
  entry({ kind: 'payment.paid', order: 'o1' });
  await clock.advance(59_999);
  entry({ kind: 'act.unknown', order: 'o1', act: 'confirm', why: 'no answer' });
  expect(value()).toEqual({ ordering: 'confirming' });
  await clock.advance(1);
  expect(actor.getSnapshot().output).toMatchObject({
    trouble: 'lateConfirmation',
    money: { money: 'settling', amount: 2500 },
  });
});

test('a journal that fails while a payment is open is told as such, with the order to show at the window', async () => {
  await toPaying();
  actor.send({ type: 'journalFailed' });
  expect(actor.getSnapshot().output).toEqual({
    kind: 'trouble',
    trouble: 'terminalFault',
    money: { money: 'settling', amount: 2500 },
    reference: 'o1',
  });
});
