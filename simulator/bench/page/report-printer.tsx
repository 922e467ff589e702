import type { BenchView } from '../../rehearsal/device-views.ts';
import { Hand, Panel, type Send, stateOf } from './panel.tsx';

type PrinterView = BenchView['reportPrinter'];

/** What the buttons put in: a new cartridge is good for so many pages, a low one for so few; sheets of a full tray. */
const cartridge = { full: 2_000, low: 20 };
const tray = { full: 250, low: 2 };

interface ReportPrinterProps {
  readonly printer: PrinterView;
  /** Where the newest document is. */
  readonly file: string;
  readonly send: Send;
}

export function ReportPrinter({ printer, file, send }: ReportPrinterProps) {
  const { sheets, toner, jammed, printing, reasons, output, document } = printer;
  const state = stateOf(
    `纸盒 ${sheets} 张 sheets`,
    `碳粉 ${toner} 页 pages`,
    printing && '正在打印 printing…',
    jammed && '卡纸 jammed',
    ...reasons,
  );
  return (
    <Panel id="report-printer" zh="报告打印机" en="Report printer" state={state}>
      <div class="row">
        <Hand name="报告纸用完 No sheets" onPress={() => send({ do: 'setSheets', sheets: 0 })} />
        <Hand name="只剩 2 张 2 sheets left" onPress={() => send({ do: 'setSheets', sheets: tray.low })} />
        <Hand name="装满报告纸 Fill the tray" onPress={() => send({ do: 'setSheets', sheets: tray.full })} />
        <Hand name="碳粉用完 No toner" onPress={() => send({ do: 'setToner', pages: 0 })} />
        <Hand name="碳粉将尽 Little toner" onPress={() => send({ do: 'setToner', pages: cartridge.low })} />
        <Hand name="换碳粉盒 New cartridge" onPress={() => send({ do: 'setToner', pages: cartridge.full })} />
        <Hand
          name={jammed ? '取出卡住的纸 Free the sheets’ path' : '让它卡纸 Jam a sheet'}
          onPress={() => send({ do: jammed ? 'freeReportPrinter' : 'jamReportPrinter' })}
        />
      </div>
      <Hand
        main
        name="取走报告 Take the sheets"
        disabled={output.length === 0}
        onPress={() => send({ do: 'takeSheets' })}
      />
      {document && (
        <a href={file} target="_blank" rel="noreferrer">
          最近的报告文件 The newest document ↗
        </a>
      )}
      <ol class="sheets" aria-label="出纸盘 output tray">
        {output.map(({ jobName, page }, index) => (
          <li key={index}>
            <code>{jobName}</code> 第 {page} 页 <small>page {page}</small>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
