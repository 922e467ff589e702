import type { SnapshotFrom } from 'xstate';
import type { Choice } from '../../screen/parts.ts';
import type { Screen } from '../../screen.ts';
import { identifyScreen } from '../identify/identify-screen.ts';
import { pageOf, pageSizes } from '../paging.ts';
import { known } from '../supplied.ts';
import type { recordsMachine } from './records-machine.ts';
import { canIdentify, handedOf, pricePages, type RecordsContext, recordLists, spans } from './records-setup.ts';
import { splitOf, summaryRows, transactionChoice } from './transaction-rows.ts';

const onePage = { at: 1, of: 1 } as const;

export function recordsScreen(snapshot: SnapshotFrom<typeof recordsMachine>): Screen {
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
        page: onePage,
      };
    case 'readingPrices': {
      const { items, page } = pageOf(context.prices, context.page, pageSizes.prices);
      return {
        name: 'prices',
        list: context.list,
        prices: items.map(({ title, unit, price }) => ({ title, unit, price })),
        page: { at: page.at, of: pricePages(context) },
      };
    }
    case 'identifying':
      return identifyScreen(snapshot.children.identify?.getSnapshot());
    case 'choosingSpan':
      return {
        name: 'chooseOne',
        what: 'span',
        ...greeted(context),
        choices: spans.map((word) => ({ id: word, title: { word }, details: [], open: true })),
        page: onePage,
      };
    case 'choosingTransaction': {
      const { items, page } = pageOf(context.transactions, context.page, pageSizes.tiles);
      return {
        name: 'chooseOne',
        what: 'transaction',
        ...greeted(context),
        choices: items.map((transaction) => transactionChoice(transaction, context.policy.timeZone)),
        page,
      };
    }
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
      return { name: 'working', work: 'loadingRecords' };
  }
}

const greeted = ({ patient }: RecordsContext) => (patient ? { patient: patient.masked } : {});
