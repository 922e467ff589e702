/** What must hold of every book when all is quiet, whatever went wrong before. */
import type { World } from '../../../simulator/world/world.ts';

/**
 * What is not accounted for, one line each; none is right. An order the journal has as `refundFailed` is a case for a
 * person: its money may be owed still.
 */
export function openEnds({ world }: { readonly world: Pick<World, 'hospital' | 'journal'> }): readonly string[] {
  const { ledgers } = world.hospital;
  const isCase = (orderNumber: string) => world.journal.order(orderNumber)?.state === 'refundFailed';
  const isCaseOf = (lockId: string) => ledgers.paymentsOf(lockId).some(({ orderNumber }) => isCase(orderNumber));
  return [
    ...ledgers
      .accounts()
      .filter((it) => it.captured !== it.delivered + it.refunded && !isCase(it.orderNumber))
      .map((it) => `money: ${JSON.stringify(it)}`),
    ...ledgers
      .insuranceAccounts()
      .filter((it) => it.settled !== it.carried + it.undone && !isCaseOf(it.lockId))
      .map((it) => `insurance: ${JSON.stringify(it)}`),
    ...ledgers
      .locks()
      .filter(({ state }) => state === 'held')
      .map(({ lockId }) => `lock ${lockId} is held`),
    ...ledgers
      .payments()
      .filter(({ state }) => state !== 'SUCCESS' && state !== 'CLOSED')
      .map(({ orderNumber }) => `order ${orderNumber} can still be paid`),
    ...ledgers
      .slots()
      .filter(({ capacity, left, held, used }) => capacity !== left + held + used)
      .map(({ slotId }) => `slot ${slotId} does not sum`),
    ...world.journal.openOrders().map(({ order, state }) => `order ${order} is ${state}`),
  ];
}
