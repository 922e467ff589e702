import { assign, fromPromise, setup } from 'xstate';
import type { ReportContent, ReportEntry } from '../../hospital/contract/records.ts';
import type { Row } from '../../screen/parts.ts';
import { type Ending, left } from '../ending.ts';
import type { ErrandInput, JournalFailed } from '../errand-input.ts';
import { identifyMachine } from '../identify/identify-machine.ts';
import type { Loaded } from '../loaded.ts';
import type { KnownPatient } from '../patient.ts';
import type { OrderRequest } from '../settlement/order-request.ts';
import { settlementMachine } from '../settlement/settlement-machine.ts';
import { known, supplied } from '../supplied.ts';
import type { TapEvent } from '../tap-event.ts';

export interface ReportContext extends ErrandInput {
  readonly patient: KnownPatient | undefined;
  readonly reports: readonly ReportEntry[];
  /** Ids of the reports to be printed, as they were tapped. */
  readonly chosen: readonly string[];
  /** The report on the screen to be read, and what it says. */
  readonly reading: ReportEntry | undefined;
  readonly content: ReportContent | undefined;
  readonly ending: Ending;
}

/** Pages that can still be printed here; 0 where none can. */
export const pagesLeft = ({ state, pages, pagesDelivered }: ReportEntry): number =>
  state === 'ready' ? Math.max(0, pages - pagesDelivered) : 0;

export const isReadable = ({ state }: ReportEntry): boolean => state === 'ready' || state === 'printed';

/** The chosen reports in the order of the list, which is that of the printing. */
const chosenOf = ({ reports, chosen }: ReportContext) => reports.filter(({ reportId }) => chosen.includes(reportId));

export const pagesWanted = (context: ReportContext): number =>
  chosenOf(context).reduce((sum, report) => sum + pagesLeft(report), 0);

const readTap = 'read:';

/** The report whose reading the tap asks for. */
const readingOf = ({ reports }: ReportContext, id: string): ReportEntry | undefined =>
  reports.find((report) => `${readTap}${report.reportId}` === id && isReadable(report));

export function orderOf(context: ReportContext): OrderRequest {
  const patient = known(context.patient);
  const chosen = chosenOf(context);
  const [first, ...others] = chosen;
  const pages = pagesWanted(context);
  const what: Row =
    first && others.length === 0
      ? { label: 'what', value: { text: first.title } }
      : { label: 'items', value: { count: chosen.length } };
  return {
    patient,
    purpose: { kind: 'reports', reportIds: chosen.map(({ reportId }) => reportId) },
    split: { total: 0, insured: 0, self: 0 },
    rows: [{ label: 'patient', value: { plain: patient.masked } }, what, { label: 'pages', value: { sheets: pages } }],
    pages,
  };
}

/** What the chart of report printing is made of: its types, the actors it names, its guards. */
export const reportSetup = setup({
  types: {
    context: {} as ReportContext,
    events: {} as TapEvent | JournalFailed,
    input: {} as ErrandInput,
    output: {} as Ending,
    tags: {} as 'patient',
    children: {} as { identify: 'identify'; settlement: 'settlement' },
  },
  actors: {
    identify: identifyMachine,
    settlement: settlementMachine,
    loadReports: fromPromise<Loaded<{ reports: readonly ReportEntry[] }>, { recordId: string }>(supplied),
    loadReport: fromPromise<Loaded<{ report: ReportContent }>, { reportId: string; recordId: string }>(supplied),
  },
  guards: {
    isPrintable: ({ context, event }) =>
      event.type === 'tap.choose' &&
      context.reports.some((report) => report.reportId === event.id && pagesLeft(report) > 0),
    isReadable: ({ context, event }) => event.type === 'tap.choose' && readingOf(context, event.id) !== undefined,
    hasChosen: ({ context }) => context.chosen.length > 0,
    /** Health data: a late answer, or one of another patient, is never shown. */
    isAsked: ({ context }, { reportId, recordId }: Pick<ReportContent, 'reportId' | 'recordId'>) =>
      reportId === context.reading?.reportId && recordId === context.patient?.recordId,
  },
  actions: {
    toggle: assign({
      chosen: ({ context: { chosen }, event }) => {
        if (event.type !== 'tap.choose') return chosen;
        return chosen.includes(event.id) ? chosen.filter((id) => id !== event.id) : [...chosen, event.id];
      },
    }),
    beginReading: assign(({ context, event }) =>
      event.type === 'tap.choose' ? { reading: readingOf(context, event.id) } : {},
    ),
    endReading: assign({ reading: undefined, content: undefined }),
    keepPatient: assign((_, patient: KnownPatient) => ({ patient })),
    end: assign((_, ending: Ending) => ({ ending })),
  },
});

export const beginning = (input: ErrandInput): ReportContext => ({
  ...input,
  patient: undefined,
  reports: [],
  chosen: [],
  reading: undefined,
  content: undefined,
  ending: left,
});
