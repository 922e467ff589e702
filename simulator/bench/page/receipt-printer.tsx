import { encode } from 'uqr';
import type { PrintedBlock } from '../../devices/paper.ts';
import type { BenchView } from '../../rehearsal/device-views.ts';
import { Hand, notConnected, Panel, type Send, stateOf } from './panel.tsx';

/** What the buttons leave on the roll, in millimetres: a new roll; the beginning of a slip, no more. */
const fullRoll = 80_000;
const halfASlip = 60;

interface ReceiptPrinterProps {
  readonly printer: BenchView['printer'];
  /** Where the newest slip is as a picture. */
  readonly picture: string;
  readonly send: Send;
}

export function ReceiptPrinter({ printer, picture, send }: ReceiptPrinterProps) {
  const { paper, hanging, slips } = printer;
  const coverOpen = printer.cover === 'open';
  const state = stateOf(
    paper > 0 ? `纸卷剩 ${(paper / 1000).toFixed(2)} 米 m left` : '缺纸 Out of paper',
    coverOpen && '上盖打开 cover open',
    notConnected(printer),
  );
  return (
    <Panel id="printer" zh="凭条打印机" en="Receipt printer" state={state}>
      <div class="row">
        <Hand name="抽走纸卷 No paper" onPress={() => send({ do: 'setPaper', millimetres: 0 })} />
        <Hand name="只剩 6 厘米 60 mm left" onPress={() => send({ do: 'setPaper', millimetres: halfASlip })} />
        <Hand name="换新纸卷 New roll" onPress={() => send({ do: 'setPaper', millimetres: fullRoll })} />
        <Hand
          name={coverOpen ? '合上上盖 Close the cover' : '打开上盖 Open the cover'}
          onPress={() => send({ do: coverOpen ? 'closeCover' : 'openCover' })}
        />
      </div>
      <Hand
        main
        name="取走凭条 Take the slip"
        disabled={slips.length === 0}
        onPress={() => send({ do: 'takeSlips' })}
      />
      {slips.length > 0 && (
        <a href={picture} target="_blank" rel="noreferrer">
          凭条图片 The slip as a picture ↗
        </a>
      )}
      {(hanging.length > 0 || slips.length > 0) && (
        <div class="outlet">
          {hanging.length > 0 && <Paper blocks={hanging} />}
          {slips.toReversed().map(({ blocks }, index) => (
            <Paper key={slips.length - index} blocks={blocks} />
          ))}
        </div>
      )}
    </Panel>
  );
}

/** A slip as far as it is printed. */
export function Paper({ blocks }: { blocks: readonly PrintedBlock[] }) {
  return (
    <article class="paper" aria-label="凭条 slip">
      {blocks.map((block, index) => (
        <Block key={index} block={block} />
      ))}
    </article>
  );
}

function Block({ block }: { block: PrintedBlock }) {
  if (block.kind === 'qr') return <Qr data={block.data} />;
  if (block.kind !== 'line') return null;
  return (
    <p class={block.align}>
      {block.runs.map(({ text, height, bold }, index) => (
        <span key={index} class={[height > 1 && 'large', bold && 'bold'].filter(Boolean).join(' ')}>
          {text}
        </span>
      ))}
    </p>
  );
}

export function Qr({ data }: { data: string }) {
  const { data: rows, size } = encode(data, { ecc: 'M', border: 2 });
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={data}>
      <title>{data}</title>
      <path d={path} />
    </svg>
  );
}
