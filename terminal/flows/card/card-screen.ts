import type { SnapshotFrom } from 'xstate';
import type { WholeScreen } from '../../visit/pages.ts';
import { identifyScreen } from '../identify/identify-screen.ts';
import { type PayingAt, settlementScreen } from '../settlement/settlement-screen.ts';
import type { cardMachine } from './card-machine.ts';
import { cardRows, recordRows } from './card-setup.ts';

export function cardScreen(snapshot: SnapshotFrom<typeof cardMachine>, at: PayingAt): WholeScreen {
  const { context } = snapshot;
  switch (snapshot.value) {
    case 'identifying':
      return identifyScreen(snapshot.children.identify?.getSnapshot());
    case 'enteringPhone':
      return {
        name: 'enterNumber',
        what: 'phone',
        ...(context.again !== undefined && { again: context.again }),
      };
    case 'reviewingRecord':
      return { name: 'review', what: 'newRecord', rows: recordRows(context), options: ['agree'] };
    case 'creatingRecord':
      return { name: 'working', work: 'creatingRecord' };
    case 'reviewingCard':
      return { name: 'review', what: 'card', rows: cardRows(context), options: ['issueCard'] };
    case 'settling':
      return settlementScreen(snapshot.children.settlement?.getSnapshot(), at);
    default:
      return { name: 'working', work: 'findingRecord' };
  }
}
