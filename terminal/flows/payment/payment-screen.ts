import type { SnapshotFrom } from 'xstate';
import type { Bill } from '../../hospital/contract/records.ts';
import type { Choice } from '../../screen/parts.ts';
import type { WholeScreen } from '../../visit/pages.ts';
import { identifyScreen } from '../identify/identify-screen.ts';
import { type PayingAt, settlementScreen } from '../settlement/settlement-screen.ts';
import { known } from '../supplied.ts';
import { working } from '../working.ts';
import type { paymentMachine } from './payment-machine.ts';
import { billRows, isOpen, itemsOf, sumOf } from './payment-setup.ts';

const choiceOf = (bill: Bill): Choice => ({
  id: bill.billId,
  title: { text: bill.title },
  details: [{ text: bill.department }, { day: bill.day }],
  amount: bill.amount,
  ...(bill.beingPaid && { mark: 'beingPaid' as const }),
  open: isOpen(bill),
});

export function paymentScreen(snapshot: SnapshotFrom<typeof paymentMachine>, at: PayingAt): WholeScreen {
  const { context } = snapshot;
  if (snapshot.matches('identifying')) return identifyScreen(snapshot.children.identify?.getSnapshot());
  if (snapshot.matches('settling')) return settlementScreen(snapshot.children.settlement?.getSnapshot(), at);
  if (snapshot.matches('choosing')) {
    return {
      name: 'chooseSome',
      what: 'bills',
      patient: known(context.patient).masked,
      choices: context.bills.map(choiceOf),
      chosen: context.chosen,
      sum: sumOf(context),
    };
  }
  if (snapshot.matches('reviewing')) {
    const { split } = context;
    return { name: 'review', what: 'bills', rows: billRows(context), items: itemsOf(context), split, options: ['pay'] };
  }
  return working(snapshot.matches('asking') ? 'asking' : 'loadingRecords', snapshot);
}
