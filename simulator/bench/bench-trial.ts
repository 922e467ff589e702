import { demonstrationHospital } from '../../seeds/hospital.ts';
import { people } from '../../seeds/people.ts';
import { selfPaid } from '../../terminal/hospital/amount.ts';
import { createVirtualShelf } from '../devices/virtual-shelf.ts';
import type { WaitingOrder } from '../hospital/controls.ts';
import { createHospitalModel } from '../hospital/model.ts';
import type { PayerResult } from '../hospital/payments.ts';
import type { TransactionRow } from '../hospital/transactions.ts';
import type { BenchCommand } from '../rehearsal/command.ts';
import { createVirtualClock } from '../world/virtual-clock.ts';
import { type BenchParts, createBench } from './bench.ts';

export const order: WaitingOrder = {
  orderNumber: 'K1-20261102-0001',
  subject: { zh: '挂号费', en: 'Registration' },
  amount: 2500,
  code: 'https://pay.hospital.invalid/1',
  state: 'NOTPAY',
  payBefore: 0,
};

const title = (zh: string) => ({ zh, en: '' });
const transaction: TransactionRow = {
  orderNumber: 'T-1',
  recordId: 'R900001',
  kind: 'payment',
  channel: 'window',
  at: 0,
  title: title('检查'),
  amount: selfPaid(300),
  items: [
    { itemId: 'i1', title: title('彩超'), amount: 100, state: 'given' },
    { itemId: 'i2', title: title('化验'), amount: 200, state: 'open' },
  ],
  hasInvoice: true,
  refunds: [],
};

/** A bench before a virtual shelf, and a hospital with one order waiting, that notes down what was done to it. For tests. */
export function createBenchTrial() {
  const clock = createVirtualClock(Date.UTC(2026, 10, 2, 1));
  const shelf = createVirtualShelf(clock, () => 0.5);
  const done: string[] = [];
  const payer =
    (act: string) =>
    (orderNumber: string): PayerResult => {
      if (orderNumber !== order.orderNumber) return { ok: false, why: 'orderUnknown' };
      done.push(act);
      return { ok: true };
    };
  const hospital: BenchParts['hospital'] = {
    controls: {
      ...createHospitalModel({ world: demonstrationHospital, now: clock.now, chance: () => 0.5 }).controls,
      ordersWaiting: () => [order],
      startPaying: payer('startPaying'),
      pay: payer('pay'),
      decline: payer('decline'),
      nextCharge: (outcome) => done.push(outcome),
      payElsewhere(id) {
        if (id !== 'bill-1') throw new RangeError(`no bill and no booking ${id}`);
        if (done.includes(id)) return { ok: false, why: 'alreadyPaid' };
        done.push(id);
        return { ok: true };
      },
      releaseItem(orderNumber, itemId) {
        if (itemId !== 'i2') throw new RangeError(`order ${orderNumber} has no open item ${itemId}`);
        done.push(itemId);
      },
      reportCardLost: (number) => done.push(number),
    },
    ledgers: { transactions: () => [transaction] },
  };
  const bench = createBench({ kiosk: 'http://kiosk/', people, shelf, now: clock.now, hospital });

  return {
    clock,
    shelf,
    bench,
    done,
    /** Does what can be done; throws where the bench says why not. */
    hand(command: BenchCommand): void {
      const refused = bench.run(command);
      if (refused !== undefined) throw new Error(refused);
    },
    /** Lets time pass until `work` is settled. */
    async settle<T>(work: Promise<T>): Promise<T> {
      let settled = false;
      const note = () => {
        settled = true;
      };
      work.then(note, note);
      if (!(await clock.runUntil(() => settled, 120_000))) throw new Error('not settled in time');
      return work;
    },
  };
}
