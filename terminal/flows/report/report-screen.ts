import type { SnapshotFrom } from 'xstate';
import type { ReportEntry } from '../../hospital/contract/records.ts';
import type { Choice } from '../../screen/parts.ts';
import type { Word } from '../../screen/words.ts';
import type { WholeScreen } from '../../visit/pages.ts';
import { identifyScreen } from '../identify/identify-screen.ts';
import { type PayingAt, settlementScreen } from '../settlement/settlement-screen.ts';
import { known } from '../supplied.ts';
import { working } from '../working.ts';
import type { reportMachine } from './report-machine.ts';
import { isReadable, pagesLeft, pagesWanted, type ReportContext } from './report-setup.ts';

export function reportScreen(snapshot: SnapshotFrom<typeof reportMachine>, at: PayingAt): WholeScreen {
  const { context } = snapshot;
  switch (snapshot.value) {
    case 'identifying':
      return identifyScreen(snapshot.children.identify?.getSnapshot());
    case 'choosing':
      return {
        name: 'chooseSome',
        what: 'reports',
        patient: known(context.patient).masked,
        choices: context.reports.map(choiceOf),
        chosen: context.chosen,
        sum: pagesWanted(context),
      };
    case 'loadingReport':
      return working('loadingReport', snapshot);
    case 'reading':
      return readScreen(context);
    case 'settling':
      return settlementScreen(snapshot.children.settlement?.getSnapshot(), at);
    default:
      return working('loadingRecords', snapshot);
  }
}

/** `ready` says more here than the hospital's state: whether some of its pages are out already. */
function markOf(report: ReportEntry): Word {
  if (report.state !== 'ready' || report.pagesDelivered === 0) return report.state;
  return pagesLeft(report) > 0 ? 'partlyPrinted' : 'printed';
}

function choiceOf(report: ReportEntry): Choice {
  const { reportId, title, hospital, day, pages } = report;
  return {
    id: reportId,
    title: { text: title },
    details: [{ day }, { text: hospital }, { sheets: pages }],
    mark: markOf(report),
    open: pagesLeft(report) > 0,
    ...(isReadable(report) && { readable: true as const }),
  };
}

function readScreen(context: ReportContext): WholeScreen {
  const { hospital, day } = known(context.reading);
  const { title, lines, conclusion } = known(context.content);
  return { name: 'readReport', title, hospital, day, lines, ...(conclusion && { conclusion }) };
}
