import type { BenchView } from '../../rehearsal/device-views.ts';
import { CardDispenser } from './card-dispenser.tsx';
import { Hospital } from './hospital.tsx';
import type { Send } from './panel.tsx';
import { Phone } from './phone.tsx';
import { ChipCardReader, IdCardReader, MagneticCardReader, Scanner } from './readers.tsx';
import { ReceiptPrinter } from './receipt-printer.tsx';
import { ReportPrinter } from './report-printer.tsx';
import { Wallet } from './wallet.tsx';

/** The addresses of what was printed last. */
export interface Papers {
  readonly slip: string;
  readonly report: string;
}

interface WorkbenchProps {
  readonly view: BenchView;
  readonly papers: Papers;
  readonly send: Send;
}

/** What lies on the bench, wherever its commands go: a wallet, the readers, the phone that pays, the cards, the paper. */
export function Workbench({ view, papers, send }: WorkbenchProps) {
  const { people, chipCardReader, cardDispenser } = view;
  return (
    <>
      <div class="column">
        <IdCardReader reader={view.reader} people={people} send={send} />
        <Wallet people={people} reader={view.reader} chipCardReader={chipCardReader} send={send} />
      </div>
      <div class="column">
        <Phone waiting={view.waiting} ended={view.ended} charges={view.charges} send={send} />
        <ChipCardReader
          reader={chipCardReader}
          people={people}
          issued={cardDispenser.taken !== undefined}
          send={send}
        />
        <Scanner scanner={view.scanner} send={send} />
        <MagneticCardReader reader={view.magneticCardReader} send={send} />
        <CardDispenser dispenser={cardDispenser} send={send} />
      </div>
      <div class="column">
        <ReceiptPrinter printer={view.printer} picture={papers.slip} send={send} />
        <ReportPrinter printer={view.reportPrinter} file={papers.report} send={send} />
        <Hospital releasable={view.releasable} send={send} />
      </div>
    </>
  );
}
