import type { SnapshotFrom } from 'xstate';
import type { Screen } from '../../screen.ts';
import { identifyScreen } from '../identify/identify-screen.ts';
import { pageOf, pageSizes } from '../paging.ts';
import { transactionChoice } from '../records/transaction-rows.ts';
import { known } from '../supplied.ts';
import type { reprintMachine } from './reprint-machine.ts';
import { isPrintable, paperOf } from './reprint-setup.ts';

export function reprintScreen(snapshot: SnapshotFrom<typeof reprintMachine>): Screen {
  const { context } = snapshot;
  switch (snapshot.value) {
    case 'identifying':
      return identifyScreen(snapshot.children.identify?.getSnapshot());
    case 'choosing': {
      const { items, page } = pageOf(context.slips, context.page, pageSizes.tiles);
      return {
        name: 'chooseOne',
        what: 'slip',
        patient: known(context.patient).masked,
        choices: items.map((slip) => ({
          ...transactionChoice(slip, context.policy.timeZone),
          open: isPrintable(slip),
        })),
        page,
      };
    }
    case 'printing': {
      const { rows, queueNumber } = paperOf(context);
      return { name: 'printing', what: 'slip', rows, ...(queueNumber !== undefined && { queueNumber }) };
    }
    default:
      return { name: 'working', work: 'loadingRecords' };
  }
}
