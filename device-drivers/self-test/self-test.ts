import type { DeviceLog } from '../contract/device-event.ts';
import type { Links } from '../links/links.ts';
import type { ShelvedDriver } from '../shelf.ts';
import { testCardDispenser } from './dispensing.ts';
import { testReceiptPrinter, testReportPrinter } from './printing.ts';
import { createProcedure, type Hall, type Procedure, reach, SelfTestFailed } from './procedure.ts';
import { testBarcodeScanner, testChipCardReader, testIdCardReader, testMagneticCardReader } from './reading.ts';
import { traced } from './trace.ts';
import { vocabularyOf } from './vocabularies.ts';

/**
 * Puts one device through what a terminal asks of it, over its real driver, and tells what goes over the line. Resolves
 * with whether all went well.
 */
export async function selfTest(driver: ShelvedDriver, address: string, links: Links, hall: Hall): Promise<boolean> {
  const { clock, tell } = hall;
  const log: DeviceLog = (event) => {
    if (event.event === 'device.fault') tell(`log     ${event.fault}${event.cause ? `: ${event.cause}` : ''}`);
    if (event.event === 'device.noise') tell(`log     ${event.bytes} bytes of noise`);
    if (event.event === 'device.retry') tell(`log     asked again, for the ${event.attempt}. time`);
  };
  const over = traced(links, vocabularyOf(driver.name), clock, tell);
  const procedure = createProcedure(hall);
  const ports = { ...over, clock, log };
  const put = async <D extends Parameters<typeof reach>[0] & { close(): void }>(
    device: D,
    work: (device: D) => Promise<void>,
  ) => {
    try {
      await procedure.step(
        'reached the device',
        () => reach(device, clock),
        ({ words }) => words,
      );
      await work(device);
      return true;
    } catch (error) {
      if (error instanceof SelfTestFailed) return false;
      throw error;
    } finally {
      device.close();
      procedure.end();
    }
  };
  const through =
    <D>(test: (device: D, procedure: Procedure) => Promise<void>) =>
    (device: D) =>
      test(device, procedure);

  switch (driver.kind) {
    case 'idCardReader':
      return put(driver.create(address, ports), through(testIdCardReader));
    case 'receiptPrinter':
      return put(driver.create(address, ports), through(testReceiptPrinter));
    case 'cardDispenser':
      return put(driver.create(address, ports), (it) => testCardDispenser(it, procedure, hall.patience));
    case 'chipCardReader':
      return put(driver.create(address, ports), through(testChipCardReader));
    case 'magneticCardReader':
      return put(driver.create(address, ports), through(testMagneticCardReader));
    case 'barcodeScanner':
      return put(driver.create(address, ports), through(testBarcodeScanner));
    case 'reportPrinter':
      return put(driver.create(address, ports), through(testReportPrinter));
  }
}
