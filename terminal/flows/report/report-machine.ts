import { assign } from 'xstate';
import { troubled } from '../ending.ts';
import { troubleIn } from '../loaded.ts';
import { pageCount, pageSizes, paging } from '../paging.ts';
import { identifying, settling } from '../stages.ts';
import { known } from '../supplied.ts';
import { beginning, orderOf, type ReportContext, reportSetup } from './report-setup.ts';

const pages = (pagesOf: (context: ReportContext) => number) => paging(pagesOf);

/** Finished test reports: identify, choose some or read one, print. */
export const reportMachine = reportSetup.createMachine({
  id: 'report',
  context: ({ input }) => beginning(input),
  initial: 'identifying',
  on: { journalFailed: { target: '.done', actions: { type: 'end', params: troubled('terminalFault') } } },
  states: {
    identifying: identifying('loadingReports'),
    loadingReports: {
      invoke: {
        src: 'loadReports',
        input: ({ context }) => ({ recordId: known(context.patient).recordId }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok && event.output.reports.length > 0,
            target: 'choosing',
            actions: assign(({ event }) =>
              event.output.ok ? { reports: event.output.reports, chosen: [], page: 1 } : {},
            ),
          },
          {
            target: 'done',
            actions: {
              type: 'end',
              params: ({ event }) => troubled(event.output.ok ? 'noReports' : event.output.trouble),
            },
          },
        ],
      },
    },
    choosing: {
      tags: 'patient',
      on: {
        ...pages((context) => pageCount(context.reports.length, pageSizes.tiles)),
        'tap.choose': [
          { guard: 'isReadable', target: 'loadingReport', actions: 'beginReading' },
          { guard: 'isPrintable', actions: 'toggle' },
        ],
        'tap.confirm': { guard: 'hasChosen', target: 'settling' },
        'tap.back': 'done',
        'tap.cancel': 'done',
      },
    },
    loadingReport: {
      invoke: {
        src: 'loadReport',
        input: ({ context }) => ({
          reportId: known(context.reading).reportId,
          recordId: known(context.patient).recordId,
        }),
        onDone: [
          {
            guard: {
              type: 'isAsked',
              params: ({ event }) => (event.output.ok ? event.output.report : { reportId: '', recordId: '' }),
            },
            target: 'reading',
            actions: assign(({ event }) => (event.output.ok ? { content: event.output.report } : {})),
          },
          {
            target: 'done',
            actions: { type: 'end', params: ({ event }) => troubled(troubleIn(event.output)) },
          },
        ],
      },
    },
    reading: {
      tags: 'patient',
      on: {
        ...pages(({ content }) => pageCount(known(content).lines.length, pageSizes.reportLines)),
        'tap.back': { target: 'choosing', actions: 'endReading' },
        'tap.cancel': 'done',
      },
    },
    settling: settling(orderOf, 'loadingReports'),
    done: { type: 'final' },
  },
  output: ({ context }) => context.ending,
});
