/** The places something comes out of: cards, slips, sheets. */
import type { BenchCard } from '../../../rehearsal/device-views.ts';
import type { TerminalView } from '../../message.ts';
import type { Send } from '../panel.tsx';
import { Paper } from '../receipt-printer.tsx';
import { carried } from './carrying.ts';
import { lampOf } from './lamps.ts';
import { Act, Place } from './place.tsx';

interface OutletOf {
  readonly terminal: TerminalView;
  readonly send: Send;
}

const numberOf = ({ number }: BenchCard) => number ?? '空白 blank';

const stops = {
  ready: '备卡位 ready',
  read: '读写位 inside',
  gate: '出卡口 at the gate',
  between: '通道里 on the way',
} as const;

export function CardOutlet({ terminal, send }: OutletOf) {
  const { onTheWay, moving, stack, bin, taken } = terminal.cardDispenser;
  const offered = onTheWay?.place === 'gate' && !moving;
  return (
    <Place
      name="card-outlet"
      zh="发卡口"
      en="Card outlet"
      what="发卡口：新卡从这里出来，露出一半时可以拿走；没人拿的收进回收箱。New cards come out here; a card half out can be taken, one left behind goes into the bin."
      lamp={lampOf(terminal, 'cardDispenser')}
      {...(moving && { doing: '走卡 moving' })}
    >
      <div class={moving ? 'slot-way busy' : 'slot-way'}>
        <i class="slot" />
        {onTheWay && (
          <div class={`thing chip-card hospital at-${onTheWay.place}`}>
            <b class="number">{numberOf(onTheWay)}</b>
            {offered ? (
              <Act main zh="拿卡" en="Take the card offered" onPress={() => send({ do: 'takeOfferedCard' })} />
            ) : (
              <small>{stops[onTheWay.place]}</small>
            )}
          </div>
        )}
      </div>
      <dl class="boxes">
        <Box zh="卡箱" en="stack" count={stack} of={100} />
        <Box zh="回收箱" en="bin" count={bin} of={50} />
        {taken && (
          <div class="in-hand" title="拖到插卡口 Carry it to the chip slot" {...carried({ kind: 'issuedCard' })}>
            <dt>
              手里 <small>in hand</small>
            </dt>
            <dd>{numberOf(taken)}</dd>
          </div>
        )}
      </dl>
    </Place>
  );
}

/** A box of so many cards, or a roll or a tray, and how full it is. */
function Box(props: {
  readonly zh: string;
  readonly en: string;
  readonly count: number;
  readonly of: number;
  readonly unit?: string;
}) {
  const { zh, en, count, of, unit = '' } = props;
  return (
    <div>
      <dt>
        {zh} <small>{en}</small>
      </dt>
      <dd>
        <meter min={0} max={of} value={count} /> {count}
        {unit}
      </dd>
    </div>
  );
}

export function SlipOutlet({ terminal, send }: OutletOf) {
  const { hanging, slips, cover } = terminal.printer;
  const newest = slips.at(-1);
  const open = cover === 'open';
  return (
    <Place
      name="slip-outlet"
      zh="凭条口"
      en="Slip outlet"
      what="凭条口：凭条从这里出来，取走就是撕下。上盖里是纸卷。Slips come out here; to take one is to tear it off. The roll is under the cover."
      lamp={lampOf(terminal, 'receiptPrinter')}
      {...(hanging.length > 0 && { doing: '正在打印… printing' })}
    >
      <div class={open ? 'paper-way open' : 'paper-way'}>
        <i class="slot" />
        <div class="curl">
          {hanging.length > 0 && <Paper blocks={hanging} />}
          {newest && <Paper blocks={newest.blocks} />}
        </div>
      </div>
      <div class="acts">
        <Act
          main={slips.length > 0}
          zh="取走凭条"
          en={slips.length > 1 ? `Tear off all ${slips.length}` : 'Tear it off'}
          disabled={slips.length === 0}
          onPress={() => send({ do: 'takeSlips' })}
        />
        <Act
          zh={open ? '合上上盖' : '打开上盖'}
          en={open ? 'Close' : 'Open'}
          onPress={() => send({ do: open ? 'closeCover' : 'openCover' })}
        />
      </div>
      <dl class="boxes">
        <Box zh="纸卷" en="roll" count={Number((terminal.printer.paper / 1000).toFixed(1))} of={80} unit=" m" />
      </dl>
    </Place>
  );
}

/** Sheets that are drawn one by one; more only make the number beside them larger. */
const drawnSheets = 6;

export function ReportOutlet({ terminal, send }: OutletOf) {
  const { output, printing, sheets, toner } = terminal.reportPrinter;
  const open = terminal.reportPrinterParts.cover === 'open';
  const newest = output.at(-1);
  return (
    <Place
      name="report-outlet"
      zh="报告口"
      en="Report outlet"
      what="报告口：报告一页页落在这个盘里。Reports fall into this tray page by page."
      lamp={lampOf(terminal, 'reportPrinter')}
      {...(printing && { doing: '正在打印… printing' })}
    >
      <div class={printing ? 'sheet-tray busy' : 'sheet-tray'}>
        <i class="slot" />
        <div class="sheets-out">
          {output.slice(-drawnSheets).map((_, index) => (
            <i key={index} class="one-sheet" />
          ))}
          {newest && (
            <b>
              {output.length} 张 <small>{newest.jobName}</small>
            </b>
          )}
        </div>
      </div>
      <div class="acts">
        <Act
          main={output.length > 0}
          zh="取走报告"
          en="Take the sheets"
          disabled={output.length === 0}
          onPress={() => send({ do: 'takeSheets' })}
        />
        <Act
          zh={open ? '合上机盖' : '打开机盖'}
          en={open ? 'Close' : 'Open'}
          onPress={() => send({ do: 'setReportPrinter', cover: open ? 'closed' : 'open' })}
        />
      </div>
      <dl class="boxes">
        <Box zh="纸盒" en="sheets" count={sheets} of={250} />
        <Box zh="碳粉" en="pages" count={toner} of={2000} />
      </dl>
    </Place>
  );
}
