import type { BenchView } from '../protocol.ts';
import { CardDispenser } from './card-dispenser.tsx';
import { Hospital } from './hospital.tsx';
import type { Send } from './panel.tsx';
import { Phone } from './phone.tsx';
import { ChipCardReader, MagneticCardReader, Scanner } from './readers.tsx';
import { ReceiptPrinter } from './receipt-printer.tsx';
import { ReportPrinter } from './report-printer.tsx';
import { Wallet } from './wallet.tsx';

interface BenchProps {
  readonly view: BenchView | undefined;
  readonly connected: boolean;
  readonly send: Send;
}

/** The technician's side of one terminal: a wallet, the readers, the phone that pays, the cards, and the paper. */
export function Bench({ view, connected, send }: BenchProps) {
  if (!view) return <p class="state">连接中… Connecting…</p>;
  const { people, chipCardReader, cardDispenser } = view;
  return (
    <>
      <header>
        <h1>
          试验台 <small>Bench</small>
        </h1>
        <a href={view.kiosk} target="_blank" rel="noreferrer">
          打开终端 Open the kiosk ↗
        </a>
        <span class={connected ? 'lamp on' : 'lamp'} role="status">
          {connected ? '已连接 connected' : '已断开 disconnected'}
        </span>
      </header>
      <div class="column">
        <Wallet people={people} reader={view.reader} chipCardReader={chipCardReader} send={send} />
      </div>
      <div class="column">
        <Phone waiting={view.waiting} send={send} />
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
        <ReceiptPrinter printer={view.printer} send={send} />
        <ReportPrinter printer={view.reportPrinter} send={send} />
        <Hospital releasable={view.releasable} send={send} />
      </div>
    </>
  );
}
