import type { DeviceKind } from '../../device-drivers/contract/device-event.ts';
import type { Fault } from '../../device-drivers/contract/fault.ts';
import type { OrderEntry } from '../money/order-entry.ts';
import type { ErrandName } from '../screen/errands.ts';
import type { ScreenName } from '../screen.ts';
import type { AccessState } from '../technician/access-state.ts';
import type { Supplies } from '../technician/supply-state.ts';
import type { VisitEnding } from '../usage-event.ts';

export type CaptureCause = Fault | 'notTaken' | 'notBound' | 'foundAtStart';

/** What outlives the records that told it. No order and no visit has a part in it. */
export interface Carried {
  readonly epoch: string;
  readonly access: AccessState;
  readonly supplies: Omit<Supplies, 'printing'>;
  readonly inService: boolean;
  /** Devices that could not do their work. */
  readonly unable: readonly DeviceKind[];
  /** A capture that was begun, of which nothing more was written. */
  readonly capturing?: { readonly why: CaptureCause; readonly counted?: number };
}

/**
 * Everything a terminal writes down, in one closed union. No personal data has a field here: hospital record ids, order
 * numbers, amounts in fen, kinds.
 */
export type Entry =
  | OrderEntry
  /** A start opens a new epoch and names where the previous one stood. It is the first entry of its epoch. */
  | { readonly kind: 'terminal.started'; readonly epoch: string; readonly after: number; readonly hash: string }
  /** Stands in the place of the last record that was dropped, and carries on what those before it told. */
  | ({ readonly kind: 'journal.anchored' } & Carried)
  | { readonly kind: 'visit.started'; readonly visit: string }
  | {
      readonly kind: 'visit.step';
      readonly visit: string;
      readonly screen: ScreenName;
      /** With the first step of the errand. */
      readonly errand?: ErrandName;
    }
  | {
      readonly kind: 'visit.ended';
      readonly visit: string;
      readonly ending: VisitEnding;
      readonly screen: ScreenName;
      readonly seconds: number;
      /** Absent when none was begun, and in what was written before errands were. */
      readonly errand?: ErrandName;
      /** Nothing had to be shown, typed or tried twice, and no trouble stood on the screen. Absent in what is older. */
      readonly firstTry?: boolean;
    }
  /** A slip of an order of any terminal was printed once more. */
  | { readonly kind: 'slip.reprinted'; readonly visit: string; readonly reference: string }
  /** A request to create a patient's record, and what became of it. */
  | { readonly kind: 'record.intended'; readonly visit: string; readonly request: string }
  | { readonly kind: 'record.created'; readonly visit: string; readonly request: string; readonly recordId: string }
  | { readonly kind: 'record.failed'; readonly visit: string; readonly request: string; readonly why: string }
  | { readonly kind: 'technician.refused'; readonly why: 'pin' | 'code' | 'locked' }
  | { readonly kind: 'technician.entered' }
  | { readonly kind: 'technician.left'; readonly timedOut: boolean }
  | { readonly kind: 'device.tested'; readonly device: DeviceKind; readonly fault?: Fault }
  /** Cards or sheets that are in the device now, as a technician counted them. */
  | { readonly kind: 'supply.counted'; readonly device: DeviceKind; readonly count: number }
  | { readonly kind: 'bin.emptied'; readonly device: DeviceKind }
  | { readonly kind: 'service.changed'; readonly open: boolean }
  /** A card is about to be taken into the bin, in which the machine, where it counts, counted so many before. */
  | { readonly kind: 'card.capturing'; readonly order?: string; readonly why: CaptureCause; readonly counted?: number }
  /** A card went into the bin: a bad one, one that was not taken, one found inside at a start. */
  | { readonly kind: 'card.captured'; readonly order?: string; readonly why: CaptureCause }
  | { readonly kind: 'device.fault'; readonly device: DeviceKind; readonly fault: Fault }
  /** A device became able to do its work, or stopped being able to; before the first of these it was able. */
  | { readonly kind: 'device.changed'; readonly device: DeviceKind; readonly available: boolean };

/** Whether an entry moves an order. */
export const isOrderEntry = (entry: Entry): entry is OrderEntry =>
  'order' in entry && entry.kind !== 'card.capturing' && entry.kind !== 'card.captured';
