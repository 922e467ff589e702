import type { BenchView } from '../protocol.ts';
import type { Send } from './panel.tsx';
import { type Papers, Workbench } from './workbench.tsx';

interface BenchProps {
  readonly view: BenchView | undefined;
  readonly connected: boolean;
  readonly send: Send;
}

/** Beside the page, where the bench's own server has them. */
const papers: Papers = { slip: 'slip.svg', report: 'report.pdf' };

/** The technician's side of one terminal, as the bench's own server shows it. */
export function Bench({ view, connected, send }: BenchProps) {
  if (!view) return <p class="state">连接中… Connecting…</p>;
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
      <Workbench view={view} papers={papers} send={send} />
    </>
  );
}
