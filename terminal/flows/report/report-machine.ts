import { assign } from 'xstate';
import { troubled } from '../ending.ts';
import { troubleIn } from '../loaded.ts';
import { identifying, settling } from '../stages.ts';
import { known } from '../supplied.ts';
import { beginning, orderOf, reportSetup } from './report-setup.ts';

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
            actions: assign(({ event }) => (event.output.ok ? { reports: event.output.reports, chosen: [] } : {})),
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
      on: { 'tap.cancel': 'done' },
    },
    choosing: {
      tags: 'patient',
      on: {
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
      on: { 'tap.cancel': 'done' },
    },
    reading: {
      tags: 'patient',
      on: {
        'tap.back': { target: 'choosing', actions: 'endReading' },
        'tap.cancel': 'done',
      },
    },
    settling: settling(orderOf, 'loadingReports'),
    done: { type: 'final' },
  },
  output: ({ context }) => context.ending,
});
