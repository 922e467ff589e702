import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { DeviceLog } from '../../device-drivers/contract/device-event.ts';
import { createCrt591 } from '../../device-drivers/crt-591/driver.ts';
import { createHidPosScanner } from '../../device-drivers/hid-pos-scanner/driver.ts';
import { createIdCardReader } from '../../device-drivers/id-card-reader/driver.ts';
import { createReportPrinter } from '../../device-drivers/ipp-printer/driver.ts';
import { createMagtekReader } from '../../device-drivers/magtek-reader/driver.ts';
import { createReceiptPrinter } from '../../device-drivers/receipt-printer/driver.ts';
import { lineSpeeds } from '../devices/line-speeds.ts';
import type { VirtualShelf } from '../devices/virtual-shelf.ts';
import { barcodeService } from './barcode-service.ts';
import { type CardMachine, cardDispenserService } from './card-dispenser-service.ts';
import { chipCardService } from './chip-card-service.ts';
import { createChipSlot } from './chip-slot.ts';
import type { Claim } from './claims.ts';
import { idCardService } from './id-card-service.ts';
import { magneticCardService } from './magnetic-card-service.ts';
import type { ServicePlan } from './plan.ts';
import { type Publisher, publisherPorts, startPublisher } from './publisher.ts';
import { createRawLine } from './raw-line.ts';
import { receiptPrinterService } from './receipt-printer-service.ts';
import { reportPrinterService } from './report-printer-service.ts';

export interface FaceOptions {
  readonly shelf: Pick<VirtualShelf, 'links' | 'config' | 'receiptPrinter' | 'reportPrinter'>;
  readonly clock: Clock;
  readonly log?: DeviceLog;
  /** How a device is taken from others who use the shelf, by its address. Without it there are none. */
  readonly claim?: Claim;
}

/** As whom the face prints reports: the terminal's jobs are another user's, and are left alone. */
const user = 'xfs4iot';

/**
 * Every device of the shelf as a service, behind the driver that a terminal has for it: what a client asks for goes to
 * the device in the device's own bytes.
 */
export function shelfPlans({ shelf, clock, log = () => {}, claim = () => () => {} }: FaceOptions): ServicePlan[] {
  const { links, config } = shelf;
  const ports = { ...links, clock, log };
  const line = createRawLine(links.openLink, clock, lineSpeeds.receiptPrinter);
  let jobs = 0;

  const claiming = (address: string, plan: ServicePlan): ServicePlan => ({
    ...plan,
    take(tell) {
      const letGo = claim(address);
      const apparatus = plan.take(tell);
      return {
        ...apparatus,
        close() {
          apparatus.close();
          letGo();
        },
      };
    },
  });

  function openCardMachine(): CardMachine {
    const { dispenser, mifare } = createCrt591({ ...ports, address: config.cardDispenser.address });
    return { ...dispenser, mifare };
  }

  const plans: Readonly<Record<keyof typeof config, ServicePlan>> = {
    idCardReader: idCardService(() => createIdCardReader({ ...ports, ...config.idCardReader })),
    chipCardReader: chipCardService(() => createChipSlot({ ...ports, address: config.chipCardReader.address })),
    magneticCardReader: magneticCardService(() => createMagtekReader({ ...ports, ...config.magneticCardReader })),
    cardDispenser: cardDispenserService(openCardMachine, clock),
    receiptPrinter: receiptPrinterService({
      line,
      open: () => createReceiptPrinter({ ...ports, ...config.receiptPrinter, openLink: line.openLink }),
      outlet: shelf.receiptPrinter,
    }),
    reportPrinter: reportPrinterService({
      open: () => createReportPrinter({ ...ports, ...config.reportPrinter, post: links.postIpp, user }),
      tray: shelf.reportPrinter,
      nameJob: () => `${user}-${clock.now()}-${++jobs}`,
    }),
    barcodeScanner: barcodeService(() => createHidPosScanner({ ...ports, address: config.barcodeScanner.address })),
  };
  const kinds = Object.keys(plans) as (keyof typeof config)[];
  return kinds.map((kind) => claiming(config[kind].address, plans[kind]));
}

/** Serves the virtual devices to clients of XFS4IoT, on this machine only unless told otherwise. */
export const serveXfs4Iot = ({
  host = '127.0.0.1',
  ports = publisherPorts,
  ...options
}: FaceOptions & { readonly host?: string; readonly ports?: readonly number[] }): Promise<Publisher> =>
  startPublisher({ plans: shelfPlans(options), clock: options.clock, host, ports });
