import type { SnapshotFrom } from 'xstate';
import type { Choice } from '../../screen/parts.ts';
import type { WholeScreen } from '../../visit/pages.ts';
import { identifyScreen } from '../identify/identify-screen.ts';
import { known } from '../supplied.ts';
import { working } from '../working.ts';
import type { recordsMachine } from './records-machine.ts';
import { canIdentify, handedOf, pricesInAll, type RecordsContext, recordLists, spans } from './records-setup.ts';
import { splitOf, summaryRows, transactionChoice } from './transaction-rows.ts';

export function recordsScreen(snapshot: SnapshotFrom<typeof recordsMachine>): WholeScreen {
  const { context } = snapshot;
  switch (snapshot.value) {
    case 'choosingList':
      return {
        name: 'chooseOne',
        what: 'records',
        ...greeted(context),
        choices: recordLists.map((word): Choice => {
          const open = word !== 'transactions' || canIdentify(context);
          return { id: word, title: { word }, details: [], open, ...(!open && { mark: 'offline' as const }) };
        }),
      };
    case 'readingPrices':
      return {
        name: 'prices',
        list: context.list,
        prices: context.prices.map(({ title, unit, price }) => ({ title, unit, price })),
        total: pricesInAll(context),
      };
    case 'identifying':
      return identifyScreen(snapshot.children.identify?.getSnapshot());
    case 'choosingSpan':
      return {
        name: 'chooseOne',
        what: 'span',
        ...greeted(context),
        choices: spans.map((word) => ({ id: word, title: { word }, details: [], open: true })),
      };
    case 'choosingTransaction':
      return {
        name: 'chooseOne',
        what: 'transaction',
        ...greeted(context),
        choices: context.transactions.map((transaction) => transactionChoice(transaction, context.policy.timeZone)),
      };
    case 'reviewing': {
      const transaction = known(context.transaction);
      return {
        name: 'review',
        what: 'transaction',
        rows: summaryRows(transaction, context.policy.timeZone),
        items: transaction.items.map(({ title, amount }) => ({ title, amount })),
        split: splitOf(transaction),
        options: ['print'],
      };
    }
    case 'printing':
      return { name: 'printing', what: 'slip', rows: handedOf(context).rows };
    default:
      return working('loadingRecords', snapshot);
  }
}

const greeted = ({ patient }: RecordsContext) => (patient ? { patient: patient.masked } : {});
