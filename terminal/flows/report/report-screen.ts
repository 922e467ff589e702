import type { SnapshotFrom } from 'xstate';
import type { ReportEntry } from '../../hospital/contract/records.ts';
import type { Choice } from '../../screen/parts.ts';
import type { Word } from '../../screen/words.ts';
import type { Screen } from '../../screen.ts';
import { identifyScreen } from '../identify/identify-screen.ts';
import { pageOf, pageSizes } from '../paging.ts';
import { type PayingAt, settlementScreen } from '../settlement/settlement-screen.ts';
import { known } from '../supplied.ts';
import type { reportMachine } from './report-machine.ts';
import { isReadable, pagesLeft, pagesWanted, type ReportContext } from './report-setup.ts';

export function reportScreen(snapshot: SnapshotFrom<typeof reportMachine>, at: PayingAt): Screen {
  const { context } = snapshot;
  switch (snapshot.value) {
    case 'identifying':
      return identifyScreen(snapshot.children.identify?.getSnapshot());
    case 'choosing': {
      const { items, page } = pageOf(context.reports, context.page, pageSizes.tiles);
      return {
        name: 'chooseSome',
        what: 'reports',
        patient: known(context.patient).masked,
        choices: items.map(choiceOf),
        chosen: context.chosen,
        sum: pagesWanted(context),
        page,
      };
    }
    case 'loadingReport':
      return { name: 'working', work: 'loadingReport' };
    case 'reading':
      return readScreen(context);
    case 'settling':
      return settlementScreen(snapshot.children.settlement?.getSnapshot(), at);
    default:
      return { name: 'working', work: 'loadingRecords' };
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

/** The conclusion stands under the last line, as it does on paper. */
function readScreen(context: ReportContext): Screen {
  const { hospital, day } = known(context.reading);
  const { title, lines, conclusion } = known(context.content);
  const { items, page } = pageOf(lines, context.page, pageSizes.reportLines);
  const isLast = page.at === page.of;
  return {
    name: 'readReport',
    title,
    hospital,
    day,
    lines: items,
    page,
    ...(isLast && conclusion && { conclusion }),
  };
}
