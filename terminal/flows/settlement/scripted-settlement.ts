/** A settlement with actors that do what a test says, and what its tests begin with. */
import { expect } from 'vitest';
import { type Actor, createActor, fromCallback, fromPromise, type NonReducibleUnknown } from 'xstate';
import type { Clock } from '../../../device-drivers/contract/clock.ts';
import type { Outcome } from '../../../device-drivers/contract/fault.ts';
import type { Confirmation, Result } from '../../hospital/contract/locks.ts';
import type { Watched } from '../../money/money-port.ts';
import { fold, type Order, opened } from '../../money/order.ts';
import type { OrderEntry } from '../../money/order-entry.ts';
import type { Purpose } from '../../money/purpose.ts';
import type { Screen } from '../../screen.ts';
import { known } from '../supplied.ts';
import type { TapEvent } from '../tap-event.ts';
import type { OrderRequest } from './order-request.ts';
import { settlementMachine } from './settlement-machine.ts';
import { settlementScreen } from './settlement-screen.ts';
import type { OrderCommand, Settled, SettlementEvent, SlipRequest } from './settlement-setup.ts';

type Unnumbered<T> = T extends unknown ? Omit<T, 'order'> : never;
export type Moving = Exclude<OrderEntry, { kind: 'order.opened' }>;
export type Short = Unnumbered<Moving>;

export const text = (zh: string) => ({ zh, en: zh });
export const appointment = {
  day: '2026-11-21',
  from: '08:00',
  to: '08:30',
  department: text('心内科'),
  doctor: text('甲医生'),
  place: text('二楼'),
};
export const rows: OrderRequest['rows'] = [
  { label: 'patient', value: { plain: '张*三' } },
  { label: 'department', value: { text: text('心内科') } },
  { label: 'price', value: { fen: 2500 } },
];
export const split = { total: 2500, insured: 1600, self: 900 };
export const slot: OrderRequest = {
  patient: { recordId: 'p1', masked: '张*三', hasCard: false, insuranceToken: 't' },
  purpose: { kind: 'slot', slotId: 's' },
  split,
  rows,
};
export const requestFor = (purpose: Purpose, more: Partial<OrderRequest> = {}): OrderRequest => ({
  ...slot,
  purpose,
  ...more,
});
export const card = requestFor({ kind: 'card', replaces: false });
export const reports = requestFor({ kind: 'reports', reportIds: ['x'] }, { pages: 3 });
export const cancel = requestFor({ kind: 'cancel', bookingId: 'b' });
export const refund = requestFor({ kind: 'refund', transaction: 'earlier', amount: 700 });

export const openedFor = (
  { purpose, split: { total, self } }: OrderRequest,
  settle: Order['settle'] = 'afterPayment',
) =>
  opened({
    ...{
      order: 'o1',
      visit: 'v',
      lockId: 'l',
      refundNumber: 'r',
      settlementId: 'i',
      recordId: 'p1',
      insuranceToken: 't',
    },
    ...{ purpose, price: total, self, settle },
  });
export const confirmationOf = (result: Result): Confirmation => ({
  orderNumber: 'o1',
  recordId: 'p1',
  amount: { total: 2500, fund: 1600, account: 0, familyAccount: 0, assistance: 0, hospitalBorne: 0, self: 900 },
  result,
  invoice: 'inv',
});
export const registered = confirmationOf({ kind: 'registration', queueNumber: 'A001', ...appointment });

export const held: Short = {
  kind: 'lock.held',
  total: 2500,
  self: 900,
  lockedUntil: Date.parse('2026-11-21T00:15:00Z'),
};
export const open: Short = { kind: 'payment.open', code: 'qr', payUntil: 120_000 };
export const toPaying: readonly Short[] = [
  { kind: 'act.intended', act: 'lock' },
  held,
  { kind: 'act.intended', act: 'createPayment' },
  open,
];
export const paid: Short = { kind: 'payment.paid' };
export const settled: Short = { kind: 'insurance.settled', amount: 1600 };
export const confirming: Short = { kind: 'act.intended', act: 'confirm' };
export const confirmed: Short = { kind: 'order.confirmed', purpose: 'slot', amount: 2500, paidHere: true };
export const givenUp: Short = { kind: 'order.abandoned', why: 'patient' };
export const closed: Short = { kind: 'payment.closed' };
export const released: Short = { kind: 'lock.released' };
/** The release of the lock came to nothing. */
export const unreleased: Short = { kind: 'act.unknown', act: 'releaseLock', why: 'no answer' };
export const clinicCancelled: Short = { kind: 'act.refused', act: 'confirm', code: 'clinicCancelled' };
export const at = { zone: 'Asia/Shanghai', scan: true };

/** Time that moves when a test says so. */
type VirtualTime = Clock & { advance(ms: number): Promise<void> };

/** One settlement on virtual time, with an order that moves as a test says. */
export interface SettlementTrial {
  readonly clock: VirtualTime;
  readonly actor: Actor<typeof settlementMachine>;
  readonly commands: readonly OrderCommand[];
  readonly slips: readonly SlipRequest[];
  /** Actors that are running, by name. */
  readonly running: readonly string[];
  /** What the check of the devices and the printing of the slip come to. */
  device: Outcome;
  printer: Outcome | 'breaks';
  confirmation: Confirmation;
  begin(request: OrderRequest, settle?: Order['settle']): void;
  started(request: OrderRequest, ...entries: readonly Short[]): Promise<void>;
  /** Moves the order on. */
  write(...entries: readonly Short[]): void;
  /** Tells of the order as it is, and of what is known only while it is followed. */
  tell(more: Partial<Watched>): void;
  send(event: SettlementEvent): void;
  screen(): Screen;
  output(): Settled | undefined;
}

export function createSettlementTrial(clock: VirtualTime): SettlementTrial {
  const commands: OrderCommand[] = [];
  const slips: SlipRequest[] = [];
  let running: string[] = [];
  let actor: Actor<typeof settlementMachine> | undefined;
  let order: Order;

  /** An actor that says nothing by itself; it is known whether it runs. */
  const lasting = <Input extends NonReducibleUnknown>(name: string) =>
    fromCallback<TapEvent, Input>(() => {
      running.push(name);
      return () => {
        running = running.filter((it) => it !== name);
      };
    });
  const machine = settlementMachine.provide({
    actors: {
      checkDevices: fromPromise<Outcome, OrderRequest>(async () => trial.device),
      followOrder: fromCallback<OrderCommand, OrderRequest>(({ receive }) => {
        running.push('followOrder');
        receive((command) => commands.push(command));
        return () => {
          running = running.filter((it) => it !== 'followOrder');
        };
      }),
      scanPayerCode: lasting('scanPayerCode'),
      deliver: lasting('deliver'),
      handOver: lasting('handOver'),
      printSlip: fromPromise<Outcome, SlipRequest>(async ({ input }) => {
        // It has to be followed still, so that its slip is known to be this visit's to print.
        expect(running).toContain('followOrder');
        slips.push(input);
        if (trial.printer === 'breaks') throw new Error('a bug');
        return trial.printer;
      }),
    },
  });
  const live = () => known(actor);

  const trial: SettlementTrial = {
    clock,
    commands,
    slips,
    device: { ok: true },
    printer: { ok: true },
    confirmation: registered,
    get actor() {
      return live();
    },
    get running() {
      return running;
    },
    begin(request, settle) {
      order = openedFor(request, settle);
      actor = createActor(machine, {
        clock: {
          setTimeout: (task, delay) => clock.after(delay, task),
          clearTimeout: (cancel: () => void) => cancel?.(),
        },
        input: request,
      }).start();
    },
    async started(request, ...entries) {
      trial.begin(request);
      await clock.advance(0);
      trial.tell({});
      trial.write(...entries);
    },
    write(...entries) {
      for (const entry of entries) {
        order = fold(order, { ...entry, order: 'o1' } as Moving);
        trial.tell({});
      }
    },
    tell(more) {
      const isConfirmed = order.confirmation === 'done' && order.purpose.kind !== 'cancel';
      const { confirmation } = trial;
      trial.send({
        type: 'order',
        watched: { order, payerBusy: false, charge: 'none', ...(isConfirmed && { confirmation }), ...more },
      });
    },
    send: (event) => live().send(event),
    screen: () => settlementScreen(live().getSnapshot(), at),
    output: () => live().getSnapshot().output,
  };
  return trial;
}
