import type { DeviceKind } from '../../../../device-drivers/contract/device-event.ts';
import type { BenchChipCard, BenchPerson } from '../../../rehearsal/device-views.ts';
import type { TerminalView } from '../../message.ts';

/** What one device looked like, on one line, and whether anything about it is not as it should be. */
export interface DeviceLine {
  readonly device: DeviceKind;
  readonly words: string;
  readonly ails: boolean;
}

export function deviceLines(terminal: TerminalView, people: readonly BenchPerson[]): readonly DeviceLine[] {
  const { reader, chipCardReader, magneticCardReader, scanner, printer, cardDispenser, reportPrinter } = terminal;
  const nameOf = (person: number) => people[person]?.name ?? String(person);
  const { onTheWay, taken } = cardDispenser;
  const looks: Readonly<Record<DeviceKind, readonly (string | false | undefined)[]>> = {
    idCardReader: [reader.card === undefined ? '空 empty' : nameOf(reader.card), reader.reading && '在读 reading'],
    chipCardReader: [chipWords(chipCardReader.card, nameOf), chipCardReader.busy && '在读 busy'],
    magneticCardReader: [`刷过 swiped ${magneticCardReader.swipes}`],
    barcodeScanner: [
      scanner.looking ? '在看 looking' : '不看 idle',
      scanner.shown !== undefined && `“${scanner.shown}”`,
    ],
    cardDispenser: [
      `卡 stack ${cardDispenser.stack} · 废 bin ${cardDispenser.bin}`,
      onTheWay && `${onTheWay.place} ${onTheWay.number ?? '(白卡 blank)'}`,
      cardDispenser.moving && '在动 moving',
      taken && `取走 taken ${taken.number ?? '(白卡 blank)'}`,
    ],
    receiptPrinter: [
      `纸 paper ${(printer.paper / 1000).toFixed(1)} m`,
      printer.cover === 'open' && '盖开 cover open',
      printer.hanging.length > 0 && `在印 printing ${printer.hanging.length}`,
      printer.slips.length > 0 && `凭条 slips ${printer.slips.length}`,
    ],
    reportPrinter: [
      `纸 sheets ${reportPrinter.sheets} · 墨 toner ${reportPrinter.toner}`,
      reportPrinter.printing && '在印 printing',
      reportPrinter.jammed && '卡纸 jammed',
      reportPrinter.output.length > 0 && `出纸 out ${reportPrinter.output.length}`,
      ...reportPrinter.reasons.filter((reason) => reason !== 'none'),
    ],
  };
  return (Object.keys(looks) as DeviceKind[]).map((device) => {
    const faults = terminal.faults[device];
    const unplugged = terminal.unplugged.includes(device);
    const words = [...looks[device], unplugged && '拔掉 unplugged', faults.length > 0 && `故障 ${faults.join(', ')}`];
    return { device, words: words.filter(Boolean).join(' · '), ails: unplugged || faults.length > 0 };
  });
}

function chipWords(card: BenchChipCard | undefined, nameOf: (person: number) => string): string {
  if (!card) return '空 empty';
  if (card.kind !== 'held') return card.kind === 'bank' ? '银行卡 bank' : '刚发的卡 issued';
  return `${nameOf(card.person)} ${card.name === 'hospital' ? '就诊卡' : '社保卡'}`;
}
