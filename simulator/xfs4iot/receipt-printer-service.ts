import type { Fault } from '../../device-drivers/contract/fault.ts';
import type { ReceiptPrinter, ReceiptPrinterStatus } from '../../device-drivers/contract/receipt-printer.ts';
import { encode } from '../../device-drivers/receipt-printer/codec.ts';
import type { ReceiptPrinterState } from '../devices/virtual-receipt-printer.ts';
import { base64, type Call, command, failure, stopped, success } from './command.ts';
import type { Completion } from './envelope.ts';
import { keepDevice, until } from './kept-device.ts';
import { commonStatus, type ServicePlan } from './plan.ts';
import {
  actionsIn,
  ControlMedia,
  createOutletWatch,
  mediaIn,
  PrintRaw,
  paperThreshold,
  printErrors,
  Reset,
  type Supply,
} from './printer.ts';
import type { RawLine } from './raw-line.ts';

/** The machine knows one cut, which leaves the slip hanging by a point; and a slip is given out by cutting it. */
const control = { cut: true, partialCut: true, eject: true, flush: true };

const cut = encode([{ kind: 'cut', feed: 0 }]);

function paperOf(status: ReceiptPrinterStatus): Supply {
  if (status.device === 'online') return status.paper;
  const fault = 'fault' in status ? status.fault : undefined;
  if (fault === 'paperOut') return 'out';
  return fault === 'paperJammed' ? 'jammed' : 'unknown';
}

/** What no byte on the line tells: what lies in the outlet. */
interface Outlet {
  state(): Pick<ReceiptPrinterState, 'slips'>;
  subscribe(listener: () => void): () => void;
}

/** The receipt printer: a client's ESC/POS goes to it as it is. */
export const receiptPrinterService = (parts: {
  readonly line: RawLine;
  readonly open: () => ReceiptPrinter;
  readonly outlet: Outlet;
}): ServicePlan => ({
  name: 'ReceiptPrinter',
  model: 'ESC/POS receipt printer',
  capabilities: {
    printer: {
      type: { receipt: true },
      writeForm: { text: true, graphics: true, barcode: true },
      control,
      paperSources: { upper: true },
      mediaTaken: true,
      mediaPresented: true,
    },
  },
  events: ['Printer.MediaPresentedEvent', 'Printer.MediaTakenEvent', 'Printer.PaperThresholdEvent'],
  take(tell) {
    const { line, outlet } = parts;
    /** Something that is not this client's may be in the printer or hang from it. */
    let unclean = true;
    const slips = () => outlet.state().slips.length;
    const threshold = paperThreshold(tell);
    const kept = keepDevice<ReceiptPrinterStatus, ReceiptPrinter>(parts.open, (status) => {
      tell.changed();
      threshold(paperOf(status));
    });
    const watchOutlet = createOutletWatch(slips, () => tell.event('Printer.MediaTakenEvent'));
    const stopWatching = outlet.subscribe(() => {
      tell.changed();
      watchOutlet();
    });

    const faultNow = (): Fault | undefined => {
      const status = kept.driver().status();
      return 'fault' in status ? status.fault : undefined;
    };
    const trouble = (told: (fault: Fault) => void) =>
      kept.driver().subscribe(() => {
        const fault = faultNow();
        if (fault) told(fault);
      });

    /** Clears the printer and cuts off what hangs from it. */
    async function clean(signal: AbortSignal): Promise<Completion> {
      const drained = await kept.driver().drain();
      if (drained.ok) unclean = false;
      return drained.ok ? success() : failure(drained.fault, signal, printErrors);
    }

    /** Nobody may get what is left of another's bytes: it is cleared at once, or else before the next are printed. */
    async function print(bytes: Uint8Array, call: Call, wantsAnswer: boolean): Promise<Completion> {
      await until(kept.driver(), ({ device }) => device !== 'starting', call.signal);
      if (call.signal.aborted) return stopped(call.signal);
      const fault = faultNow();
      if (fault) return failure(fault, call.signal, printErrors);
      const cleaned = unclean ? await clean(call.signal) : success();
      if (cleaned.completionCode !== 'success') return cleaned;
      const before = slips();
      const printed = await line.print(bytes, { signal: call.signal, trouble });
      const presented = slips() - before;
      for (let wadIndex = 1; wadIndex <= presented; wadIndex++) {
        call.event('Printer.MediaPresentedEvent', { wadIndex, totalWads: presented });
      }
      if (printed.ok) return success(wantsAnswer ? { data: base64(printed.said) } : undefined);
      unclean = true;
      void clean(call.signal);
      return failure(printed.fault, call.signal, printErrors);
    }

    return {
      status() {
        const status = kept.driver().status();
        const isCutterJammed = 'fault' in status && status.fault === 'cutterJammed';
        return {
          common: commonStatus(status.device),
          printer: { media: isCutterJammed ? 'jammed' : mediaIn(slips()), paper: { upper: paperOf(status) } },
        };
      },
      commands: {
        'Printer.PrintRaw': command(PrintRaw, ({ data, inputData }, call) => print(data, call, inputData === 'yes')),
        'Printer.ControlMedia': command(ControlMedia, ({ mediaControl }, call) => {
          const asked = actionsIn(mediaControl, control);
          if ('not' in asked) return asked.not;
          const cuts = asked.actions.some((action) => action !== 'flush');
          return print(cuts ? cut : new Uint8Array(0), call, false);
        }),
        'Printer.Reset': command(Reset, (_, { signal }) => clean(signal)),
      },
      close() {
        stopWatching();
        kept.close();
      },
    };
  },
});
