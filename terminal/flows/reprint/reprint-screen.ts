import type { SnapshotFrom } from 'xstate';
import type { WholeScreen } from '../../visit/pages.ts';
import { identifyScreen } from '../identify/identify-screen.ts';
import { transactionChoice } from '../records/transaction-rows.ts';
import { known } from '../supplied.ts';
import { working } from '../working.ts';
import type { reprintMachine } from './reprint-machine.ts';
import { isPrintable, paperOf } from './reprint-setup.ts';

export function reprintScreen(snapshot: SnapshotFrom<typeof reprintMachine>): WholeScreen {
  const { context } = snapshot;
  switch (snapshot.value) {
    case 'identifying':
      return identifyScreen(snapshot.children.identify?.getSnapshot());
    case 'choosing':
      return {
        name: 'chooseOne',
        what: 'slip',
        patient: known(context.patient).masked,
        choices: context.slips.map((slip) => ({
          ...transactionChoice(slip, context.policy.timeZone),
          open: isPrintable(slip),
        })),
      };
    case 'printing': {
      const { rows, queueNumber } = paperOf(context);
      return { name: 'printing', what: 'slip', rows, ...(queueNumber !== undefined && { queueNumber }) };
    }
    default:
      return working('loadingRecords', snapshot);
  }
}
