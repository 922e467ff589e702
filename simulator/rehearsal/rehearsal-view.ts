/** What eyes see of a rehearsal. Everybody in it is invented. */
import type { DeviceKind } from '../../device-drivers/contract/device-event.ts';
import type { ScreenName } from '../../terminal/screen.ts';
import type { LineManners } from '../devices/line.ts';
import type { SheetPrinterParts } from '../devices/sheet-printer.ts';
import type { PrinterParts } from '../devices/virtual-receipt-printer.ts';
import type { OrderedMisbehaviour } from '../hospital/misbehaviour.ts';
import type { PlannedCut } from './cut-plan.ts';
import type { BenchPerson } from './device-views.ts';
import type { DevicesView, HospitalView } from './look.ts';
import type { Weather } from './weather.ts';

/** One terminal, with everything around it that eyes see. */
export interface KioskView extends DevicesView {
  readonly name: string;
  readonly power: 'on' | 'off';
  readonly cut?: PlannedCut;
  /** What stands on the glass; absent without power. */
  readonly screen?: ScreenName;
  readonly weather: Weather;
  readonly disk: 'ok' | 'full';
  /** Milliseconds by which its own clock is ahead of the world's. */
  readonly clockAhead: number;
  readonly lines: Omit<LineManners, 'baud'>;
  /** Faults a device is still to have, by name. */
  readonly faults: Readonly<Record<DeviceKind, readonly string[]>>;
  /** Those of them that strike until they are cleared. */
  readonly standingFaults: Readonly<Record<DeviceKind, readonly string[]>>;
  readonly unplugged: readonly DeviceKind[];
  readonly receiptPrinterParts: PrinterParts;
  readonly reportPrinterParts: SheetPrinterParts;
  readonly journal: { readonly records: number; readonly openOrders: number; readonly open: readonly OpenOrder[] };
}

/** An order whose end is still to come. */
export interface OpenOrder {
  readonly order: string;
  /** Of its life, as `terminal/money` names it: `awaitingPayer`. */
  readonly state: string;
  readonly purpose: string;
  /** The patient's part, in fen. */
  readonly self: number;
  /** Given up: what was taken for it goes back. */
  readonly givenUp: boolean;
}

/** What all terminals have around them. */
export interface SurroundingsView {
  /** IANA name. */
  readonly zone: string;
  readonly people: readonly BenchPerson[];
  readonly hospital: HospitalView & { readonly misbehaviours: readonly OrderedMisbehaviour[] };
}
