import type { ReportPrinter, ReportPrinterStatus } from '../../device-drivers/contract/report-printer.ts';
import { pagesOfPdf } from '../devices/pdf-pages.ts';
import type { VirtualIppPrinterState } from '../devices/virtual-ipp-printer.ts';
import { bare, command, failure, success } from './command.ts';
import { keepDevice } from './kept-device.ts';
import { commonStatus, type ServicePlan } from './plan.ts';
import {
  actionsIn,
  ControlMedia,
  createOutletWatch,
  createThreshold,
  mediaIn,
  PrintRaw,
  paperThreshold,
  printErrors,
  type Supply,
} from './printer.ts';

/** Sheets come out by themselves. */
const control = { eject: true, flush: true };

function suppliesOf(status: ReportPrinterStatus): { readonly paper: Supply; readonly toner: Supply } {
  if (status.device === 'online') return { paper: status.paper, toner: status.toner };
  const fault = 'fault' in status ? status.fault : undefined;
  const paper = fault === 'paperOut' ? 'out' : fault === 'paperJammed' ? 'jammed' : 'unknown';
  return { paper, toner: fault === 'tonerOut' ? 'out' : 'unknown' };
}

/** What the printer does not tell: what lies in its tray. */
interface Tray {
  state(): Pick<VirtualIppPrinterState, 'output'>;
  subscribe(listener: () => void): () => void;
}

/** The report printer: raw data are a PDF file, which goes to it as it is. */
export const reportPrinterService = (parts: {
  readonly open: () => ReportPrinter;
  readonly tray: Tray;
  /** A name that no job had. */
  readonly nameJob: () => string;
}): ServicePlan => ({
  name: 'ReportPrinter',
  model: 'IPP report printer',
  capabilities: {
    printer: {
      type: { document: true },
      writeForm: { text: true, graphics: true, barcode: true },
      control,
      multiPage: true,
      paperSources: { upper: true },
      mediaTaken: true,
      mediaPresented: true,
      printSides: 'single',
    },
  },
  events: [
    'Printer.MediaPresentedEvent',
    'Printer.MediaTakenEvent',
    'Printer.PaperThresholdEvent',
    'Printer.TonerThresholdEvent',
  ],
  take(tell) {
    const sheets = () => parts.tray.state().output.length;
    const paperLevel = paperThreshold(tell);
    const tonerLevel = createThreshold((state) => tell.event('Printer.TonerThresholdEvent', { state }));
    const kept = keepDevice<ReportPrinterStatus, ReportPrinter>(parts.open, (status) => {
      tell.changed();
      const { paper, toner } = suppliesOf(status);
      paperLevel(paper);
      tonerLevel(toner);
    });
    const watchTray = createOutletWatch(sheets, () => tell.event('Printer.MediaTakenEvent'));
    const stopWatching = parts.tray.subscribe(() => {
      tell.changed();
      watchTray();
    });

    return {
      status() {
        const status = kept.driver().status();
        const { paper, toner } = suppliesOf(status);
        return {
          common: commonStatus(status.device),
          printer: { media: mediaIn(sheets()), paper: { upper: paper }, toner },
        };
      },
      commands: {
        'Printer.PrintRaw': command(PrintRaw, async ({ data, inputData }, call) => {
          if (inputData === 'yes') return { completionCode: 'unsupportedData', errorDescription: 'no input data' };
          // The printer says itself what it thinks of a file that is none.
          const report = { jobName: parts.nameJob(), document: data, pages: pagesOfPdf(data) ?? 1 };
          const printed = await kept.driver().print(report, call.signal);
          if (!printed.ok) return failure(printed.fault, call.signal, printErrors);
          call.event('Printer.MediaPresentedEvent', { wadIndex: 1, totalWads: 1 });
          return success();
        }),
        'Printer.ControlMedia': command(ControlMedia, ({ mediaControl }, { signal }) => {
          const asked = actionsIn(mediaControl, control);
          if ('not' in asked) return asked.not;
          const status = kept.driver().status();
          return 'fault' in status ? failure(status.fault, signal, printErrors) : success();
        }),
        'Printer.Reset': bare(async ({ signal }) => {
          const drained = await kept.driver().drain();
          return drained.ok ? success() : failure(drained.fault, signal, printErrors);
        }),
      },
      close() {
        stopWatching();
        kept.close();
      },
    };
  },
});
