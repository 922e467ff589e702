import type { DeviceKind } from '../../device-drivers/contract/device-event.ts';
import type { Fault } from '../../device-drivers/contract/fault.ts';
import type { OrderEntry } from '../money/order.ts';
import type { ScreenName } from '../screen.ts';

export type VisitEnding = 'completed' | 'abandoned' | 'timedOut' | 'trouble' | 'interrupted';

/**
 * Everything a terminal writes down, in one closed union. No personal data has a field here: hospital record ids, order
 * numbers, amounts in fen, kinds.
 */
export type Entry =
  | OrderEntry
  /** A start opens a new epoch and names where the previous one stood. */
  | { readonly kind: 'terminal.started'; readonly epoch: string; readonly after: number; readonly hash: string }
  | { readonly kind: 'visit.started'; readonly visit: string }
  | { readonly kind: 'visit.step'; readonly visit: string; readonly screen: ScreenName }
  | {
      readonly kind: 'visit.ended';
      readonly visit: string;
      readonly ending: VisitEnding;
      readonly screen: ScreenName;
      readonly seconds: number;
    }
  | { readonly kind: 'device.fault'; readonly device: DeviceKind; readonly fault: Fault };

export const isOrderEntry = (entry: Entry): entry is OrderEntry => 'order' in entry;
