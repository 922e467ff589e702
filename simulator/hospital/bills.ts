import type { SeedBill } from '../../seeds/bills.ts';
import type { Bill } from '../../terminal/hospital/contract/records.ts';
import { dayAfter } from '../../terminal/zone.ts';
import { compare } from './local-time.ts';

/** A bill as the hospital keeps it. */
export interface BillRow extends Omit<SeedBill, 'daysAgo' | 'items'> {
  readonly day: string;
  items: SeedBill['items'];
  paid: boolean;
  /** The lock under which a patient has it in hand at this moment. */
  heldBy?: string;
  /** Another channel has it in hand. */
  heldElsewhere: boolean;
}

export interface Bills {
  find(billId: string): BillRow | undefined;
  all(): readonly BillRow[];
  /** Those still open, the oldest first. */
  list(recordId: string): Bill[];
  /** Gives an open bill another sum; its first item takes the difference. Throws when that cannot be. */
  reprice(bill: BillRow, amount: number): void;
}

export const sumOf = (items: SeedBill['items']): number => items.reduce((sum, { amount }) => sum + amount, 0);

export const isBeingPaid = (bill: BillRow): boolean => bill.heldElsewhere || bill.heldBy !== undefined;

export function createBills(seeds: readonly SeedBill[], today: string): Bills {
  const rows = new Map(
    seeds.map(({ daysAgo, ...seed }): [string, BillRow] => [
      seed.billId,
      { ...seed, day: dayAfter(today, -daysAgo), paid: false, heldElsewhere: false },
    ]),
  );

  const shown = (bill: BillRow): Bill => ({
    billId: bill.billId,
    title: bill.title,
    department: bill.department,
    day: bill.day,
    items: bill.items.map((item) => ({ ...item })),
    amount: sumOf(bill.items),
    next: bill.next,
    beingPaid: isBeingPaid(bill),
  });

  return {
    find: (billId) => rows.get(billId),
    all: () => [...rows.values()],
    list(recordId) {
      const open = [...rows.values()].filter((bill) => bill.recordId === recordId && !bill.paid);
      return open.sort((a, b) => compare(a.day, b.day)).map(shown);
    },
    reprice(bill, amount) {
      const [first, ...rest] = bill.items;
      const own = amount - sumOf(rest);
      if (!first || own < 0) throw new RangeError(`bill ${bill.billId} cannot come to ${amount}`);
      bill.items = [{ ...first, amount: own }, ...rest];
    },
  };
}
