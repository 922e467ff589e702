import { type DeviceKind, deviceKinds } from '../../device-drivers/contract/device-event.ts';
import type { JournalStore } from '../../terminal/journal/store.ts';
import type { VirtualShelf } from '../devices/virtual-shelf.ts';
import type { Machine } from '../world/machine.ts';
import type { KioskView } from './rehearsal-view.ts';

/** What eyes see of the machine itself, and of what it has under way. */
export function machineView(
  { shown, terminal }: Machine,
  journal: JournalStore,
): Pick<KioskView, 'power' | 'screen' | 'journal'> {
  const open = journal.openOrders();
  return {
    power: terminal ? 'on' : 'off',
    ...(shown && { screen: shown.screen.name }),
    journal: {
      records: journal.last()?.sequence ?? 0,
      openOrders: open.length,
      open: open.map(({ order, state, purpose, self, abandoned }) => ({
        order,
        state,
        purpose: purpose.kind,
        self,
        givenUp: abandoned !== undefined,
      })),
    },
  };
}

type ShelfView = Pick<
  KioskView,
  'lines' | 'faults' | 'standingFaults' | 'unplugged' | 'receiptPrinterParts' | 'reportPrinterParts'
>;

/** What a technician's hands have done to the devices. */
export function shelfView(shelf: VirtualShelf): ShelfView {
  const { power, cover, cutter, path, head, electronics, paperLeft } = shelf.receiptPrinter.state();
  const sheets = shelf.reportPrinter.state();
  return {
    lines: shelf.manners(),
    faults: ofEach((device) => shelf[device].state().faults),
    standingFaults: ofEach((device) => shelf[device].standing()),
    unplugged: deviceKinds.filter((device) => !shelf.isPlugged(device)),
    receiptPrinterParts: { power, cover, cutter, path, head, electronics, paperLeft },
    reportPrinterParts: {
      power: sheets.power,
      cover: sheets.cover,
      path: sheets.path,
      sheets: sheets.sheets,
      toner: sheets.toner,
      accepting: sheets.accepting,
    },
  };
}

const ofEach = <T>(of: (device: DeviceKind) => T): Readonly<Record<DeviceKind, T>> =>
  Object.fromEntries(deviceKinds.map((device) => [device, of(device)])) as Readonly<Record<DeviceKind, T>>;
