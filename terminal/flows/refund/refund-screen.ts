import type { SnapshotFrom } from 'xstate';
import type { Transaction } from '../../hospital/contract/records.ts';
import type { Choice, Row } from '../../screen/parts.ts';
import type { Word } from '../../screen/words.ts';
import type { WholeScreen } from '../../visit/pages.ts';
import { dayOf } from '../../zone.ts';
import { identifyScreen } from '../identify/identify-screen.ts';
import { type PayingAt, settlementScreen } from '../settlement/settlement-screen.ts';
import { known } from '../supplied.ts';
import { working } from '../working.ts';
import type { refundMachine } from './refund-machine.ts';
import { chosenItems, hasReleased, type Item, isReleased, paidRows, sumOf } from './refund-setup.ts';

/** Its state; of one that cannot be given back though nothing or little of it was, why not. */
function markOf(transaction: Transaction): Word {
  const { state, items } = transaction;
  if (hasReleased(transaction) || (state !== 'paid' && state !== 'partlyRefunded')) return state;
  return items.some((item) => item.state === 'open') ? 'open' : 'given';
}

const choiceOf = (transaction: Transaction, zone: string): Choice => ({
  id: transaction.orderNumber,
  title: { text: transaction.title },
  details: [{ day: dayOf(Date.parse(transaction.at), zone) }, { word: transaction.channel }],
  amount: transaction.amount.self,
  mark: markOf(transaction),
  open: hasReleased(transaction),
});

const itemChoiceOf = (item: Item): Choice => ({
  id: item.itemId,
  title: { text: item.title },
  details: [],
  amount: item.amount,
  mark: item.state,
  open: isReleased(item),
});

export function refundScreen(snapshot: SnapshotFrom<typeof refundMachine>, at: PayingAt): WholeScreen {
  const { context } = snapshot;
  if (snapshot.matches('identifying')) return identifyScreen(snapshot.children.identify?.getSnapshot());
  if (snapshot.matches('settling')) return settlementScreen(snapshot.children.settlement?.getSnapshot(), at);
  if (snapshot.matches('choosing')) {
    const choices = context.transactions.map((transaction) => choiceOf(transaction, at.zone));
    return { name: 'chooseOne', what: 'transaction', patient: known(context.patient).masked, choices };
  }
  if (snapshot.matches('choosingItems')) {
    return {
      name: 'chooseSome',
      what: 'refundItems',
      patient: known(context.patient).masked,
      choices: known(context.transaction).items.map(itemChoiceOf),
      chosen: context.chosen,
      sum: sumOf(context),
    };
  }
  if (snapshot.matches('reviewing')) {
    const refund: Row = { label: 'refund', value: { fen: sumOf(context) } };
    const items = chosenItems(context).map(({ title, amount }) => ({ title, amount }));
    return { name: 'review', what: 'refund', rows: [...paidRows(context), refund], items, options: ['refund'] };
  }
  return working('loadingRecords', snapshot);
}
