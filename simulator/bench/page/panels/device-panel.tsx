import type { FunctionComponent } from 'preact';
import type { DeviceKind } from '../../../../device-drivers/contract/device-event.ts';
import type { TracedFrame } from '../../../trace/frame.ts';
import type { TerminalView } from '../../message.ts';
import { deviceWords } from '../device-words.ts';
import { Key } from './controls.tsx';
import type { DeviceProps } from './device-props.ts';
import { CardDispenserParts } from './dispenser.tsx';
import { Faults } from './faults.tsx';
import { HeardLately } from './heard.tsx';
import { LineSettings } from './line-settings.tsx';
import { ReceiptPrinterParts, ReportPrinterParts } from './printers.tsx';
import { BarcodeScannerParts, ChipCardReaderParts, IdCardReaderParts, MagneticCardReaderParts } from './readers.tsx';

const parts: Readonly<Record<DeviceKind, FunctionComponent<DeviceProps>>> = {
  idCardReader: IdCardReaderParts,
  chipCardReader: ChipCardReaderParts,
  magneticCardReader: MagneticCardReaderParts,
  barcodeScanner: BarcodeScannerParts,
  cardDispenser: CardDispenserParts,
  receiptPrinter: ReceiptPrinterParts,
  reportPrinter: ReportPrinterParts,
};

/** Whether a terminal has the device's line open; requests to the report printer are single, it has none. */
function isOpen(device: DeviceKind, terminal: TerminalView): boolean {
  switch (device) {
    case 'idCardReader':
      return terminal.reader.connected;
    case 'receiptPrinter':
      return terminal.printer.connected;
    case 'barcodeScanner':
      return terminal.scanner.connected;
    case 'reportPrinter':
      return true;
    default:
      return terminal[device].connected;
  }
}

/** One device: what is in it, how its parts stand, what shall befall it, and what it said. */
export function DevicePanel(
  props: DeviceProps & {
    readonly device: DeviceKind;
    readonly frames: readonly TracedFrame[];
    readonly showTrace?: ((device: DeviceKind) => void) | undefined;
  },
) {
  const { device, frames, showTrace, ...rest } = props;
  const { view, terminal, run } = rest;
  const { zh, en } = deviceWords[device].title;
  const Parts = parts[device];
  const unplugged = terminal.unplugged.includes(device);
  const open = isOpen(device, terminal);
  return (
    <>
      <header class="device-head">
        <h2>
          {zh} <small>{en}</small>
        </h2>
        <output class={unplugged ? 'stop' : open ? 'good' : 'warn'}>
          {unplugged ? '拔掉了 unplugged' : open ? '连着 connected' : '没人连 nobody connected'}
        </output>
        {unplugged ? (
          <Key zh="插上" en="plug in" onPress={() => run({ do: 'plugIn', device })} />
        ) : (
          <Key zh="拔掉" en="unplug" onPress={() => run({ do: 'unplug', device })} />
        )}
      </header>
      <div class="device-controls">
        <Parts {...rest} />
        <Faults device={device} terminal={terminal} run={run} />
        <LineSettings device={device} lines={terminal.lines} run={run} />
      </div>
      <HeardLately device={device} frames={frames} zone={view.zone} showTrace={showTrace} />
    </>
  );
}
