import type { Accident } from '../../../devices/sheet-printer.ts';
import { Fact, Form, Key, Level, NumberField, Part, Select, Switch } from './controls.tsx';
import type { DeviceProps } from './device-props.ts';

const power = { on: { zh: '开', en: 'on' }, off: { zh: '关', en: 'off' } } as const;
const cover = { closed: { zh: '合上', en: 'closed' }, open: { zh: '打开', en: 'open' } } as const;
const way = { ok: { zh: '通畅', en: 'free' }, jammed: { zh: '卡住', en: 'jammed' } } as const;

/** Millimetres on a roll: new; low, as it tells it; the beginning of a slip, no more. */
const roll = { full: 80_000, low: 2_000, halfASlip: 60 } as const;

export function ReceiptPrinterParts({ terminal, run }: DeviceProps) {
  const { paper, hanging, slips } = terminal.printer;
  const parts = terminal.receiptPrinterParts;
  const setPaper = (millimetres: number) => () => run({ do: 'setPaper', millimetres });
  return (
    <>
      <Part zh="纸" en="paper">
        <Level
          zh="纸卷"
          en="roll"
          value={paper}
          full={roll.full}
          low={roll.low}
          shown={`${(paper / 1000).toFixed(2)} m`}
        >
          <Key zh="换新纸卷" en="new roll" onPress={setPaper(roll.full)} />
          <Key zh="将尽" en="1.9 m" onPress={setPaper(roll.low - 100)} />
          <Key zh="只剩半张凭条" en="60 mm" onPress={setPaper(roll.halfASlip)} />
          <Key zh="抽走" en="none" onPress={setPaper(0)} />
        </Level>
        <Fact zh="出纸口" en="outlet">
          {slips.length} 张 slips{hanging.length > 0 && ' · 正在出纸 one hangs out, not cut'}
        </Fact>
      </Part>
      <Part zh="部件" en="parts">
        <div class="switches">
          <Switch
            zh="电源"
            en="power"
            value={parts.power}
            ways={power}
            onChoose={(it) => run({ do: 'setReceiptPrinter', power: it })}
          />
          <Switch
            zh="上盖"
            en="cover"
            value={parts.cover}
            ways={cover}
            onChoose={(it) => run({ do: it === 'open' ? 'openCover' : 'closeCover' })}
          />
          <Switch
            zh="切刀"
            en="cutter"
            value={parts.cutter}
            ways={way}
            onChoose={(it) => run({ do: 'setReceiptPrinter', cutter: it })}
          />
          <Switch
            zh="纸道"
            en="path"
            value={parts.path}
            ways={way}
            onChoose={(it) => run({ do: 'setReceiptPrinter', path: it })}
          />
          <Switch
            zh="打印头"
            en="head"
            value={parts.head}
            ways={{ ok: { zh: '正常', en: 'ok' }, hot: { zh: '过热', en: 'hot' } }}
            onChoose={(it) => run({ do: 'setReceiptPrinter', head: it })}
          />
          <Switch
            zh="电路"
            en="electronics"
            value={parts.electronics}
            ways={{ ok: { zh: '正常', en: 'ok' }, broken: { zh: '损坏', en: 'broken' } }}
            onChoose={(it) => run({ do: 'setReceiptPrinter', electronics: it })}
          />
        </div>
      </Part>
    </>
  );
}

/** Sheets of the tray and of the output tray, pages of a cartridge; each full, and where it is told to be low. */
const tray = { full: 250, low: 25 } as const;
const cartridge = { full: 2_000, low: 100 } as const;
const output = { full: 150, almost: 140 } as const;

const accidents: Readonly<Record<Accident, { readonly zh: string; readonly en: string }>> = {
  jam: { zh: '卡纸', en: 'jams' },
  paperOut: { zh: '没纸', en: 'paper ends' },
  aborted: { zh: '作业中止', en: 'aborts the job' },
  powerOff: { zh: '断电', en: 'loses power' },
};

export function ReportPrinterParts({ terminal, run }: DeviceProps) {
  const { sheets, toner, output: out, printing, reasons } = terminal.reportPrinter;
  const parts = terminal.reportPrinterParts;
  const setSheets = (count: number) => () => run({ do: 'setSheets', sheets: count });
  const setToner = (pages: number) => () => run({ do: 'setToner', pages });
  const leave = (count: number) => () => run({ do: 'leaveSheets', sheets: count });
  return (
    <>
      <Part zh="纸与碳粉" en="sheets and toner">
        <Level zh="纸盒" en="tray" value={sheets} full={tray.full} low={tray.low} shown={`${sheets} 张`}>
          <Key zh="装满" en="250" onPress={setSheets(tray.full)} />
          <Key zh="将尽" en="20" onPress={setSheets(tray.low - 5)} />
          <Key zh="只剩 2 张" en="2" onPress={setSheets(2)} />
          <Key zh="没纸" en="none" onPress={setSheets(0)} />
        </Level>
        <Level zh="碳粉" en="toner" value={toner} full={cartridge.full} low={cartridge.low} shown={`${toner} 页`}>
          <Key zh="换碳粉盒" en="2000" onPress={setToner(cartridge.full)} />
          <Key zh="将尽" en="20" onPress={setToner(20)} />
          <Key zh="没碳粉" en="none" onPress={setToner(0)} />
        </Level>
        <Level
          zh="出纸盘"
          en="output"
          value={out.length}
          full={output.full}
          fills
          shown={`${out.length} / ${output.full}`}
        >
          <Key zh="别人留下 1 张" en="1 of others" onPress={leave(1)} />
          <Key zh="快满" en="+140" onPress={leave(output.almost)} />
          <Key zh="放满" en="+150" onPress={leave(output.full)} />
        </Level>
        <Fact zh="自己说" en="it says">
          <code>{reasons.length > 0 ? reasons.join(' ') : 'none'}</code>
          {printing && ' · 正在打印 printing…'}
        </Fact>
      </Part>
      <Part zh="部件" en="parts">
        <div class="switches">
          <Switch
            zh="电源"
            en="power"
            value={parts.power}
            ways={power}
            onChoose={(it) => run({ do: 'setReportPrinter', power: it })}
          />
          <Switch
            zh="机盖"
            en="cover"
            value={parts.cover}
            ways={cover}
            onChoose={(it) => run({ do: 'setReportPrinter', cover: it })}
          />
          <Switch
            zh="纸道"
            en="path"
            value={parts.path}
            ways={way}
            onChoose={(it) => run({ do: it === 'jammed' ? 'jamReportPrinter' : 'freeReportPrinter' })}
          />
          <Switch
            zh="作业"
            en="jobs"
            value={parts.accepting ? 'taken' : 'refused'}
            ways={{ taken: { zh: '接收', en: 'taken' }, refused: { zh: '拒收', en: 'refused' } }}
            onChoose={(it) => run({ do: 'setReportPrinter', accepting: it === 'taken' })}
          />
        </div>
      </Part>
      <Part zh="打到某一页时" en="at page">
        <Form
          label="打到某一页时 at page"
          onGiven={(field) =>
            run({ do: 'failAtPage', page: Number(field('page')), accident: field('accident') as Accident })
          }
        >
          <span>第</span>
          <NumberField name="page" label="页 page" value={2} least={1} most={100} />
          <span>页</span>
          <Select name="accident" label="出什么事 what befalls it" values={accidents} />
          <button type="submit">
            就这样 <small>so be it</small>
          </button>
        </Form>
      </Part>
    </>
  );
}
