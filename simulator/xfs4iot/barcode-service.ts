import * as v from 'valibot';
import type { BarcodeScanner, BarcodeScannerStatus } from '../../device-drivers/contract/barcode-scanner.ts';
import { bare, base64, command, failure, success } from './command.ts';
import { keepDevice } from './kept-device.ts';
import { commonStatus, type ServicePlan } from './plan.ts';

/** Those the drivers tell apart. */
const symbologies = {
  qrCode: true,
  code128: true,
  ean128: true,
  ean13: true,
  ean8: true,
  code39: true,
  code93: true,
  codabar: true,
  itf: true,
  rss: true,
  pdf417: true,
  dataMatrix: true,
  aztec: true,
};

const Read = v.object({ symbologies: v.nullish(v.record(v.string(), v.nullish(v.boolean()))) });

function scannerOf(status: BarcodeScannerStatus): string {
  if (status.device === 'online') return status.scanner;
  return status.device === 'hardwareError' ? 'inoperative' : 'unknown';
}

/** The barcode scanner. */
export const barcodeService = (open: () => BarcodeScanner): ServicePlan => ({
  name: 'BarcodeScanner',
  model: 'HID POS scanner',
  capabilities: { barcodeReader: { canFilterSymbologies: true, symbologies } },
  events: [],
  take(tell) {
    const kept = keepDevice<BarcodeScannerStatus, BarcodeScanner>(open, () => tell.changed());
    return {
      status() {
        const status = kept.driver().status();
        return { common: commonStatus(status.device), barcodeReader: { scanner: scannerOf(status) } };
      },
      commands: {
        'BarcodeReader.Read': command(Read, async ({ symbologies: asked }, { signal }) => {
          const wanted = Object.entries(asked ?? {}).flatMap(([name, isWanted]) => (isWanted ? [name] : []));
          for (;;) {
            const read = await kept.driver().read(signal);
            if (!read.ok) return failure(read.fault, signal, { barcodeInvalid: 'barcodeInvalid' });
            const { symbology, data, aim } = read.code;
            // A code of another kind is as if it had not been shown.
            if (wanted.length > 0 && !wanted.includes(symbology)) continue;
            const barcodeData = base64(new TextEncoder().encode(data));
            return success({ readOutput: [{ symbology, barcodeData, ...(aim !== '' && { symbologyName: aim }) }] });
          }
        }),
        'BarcodeReader.Reset': bare(({ signal }) => kept.reset(signal)),
      },
      close: kept.close,
    };
  },
});
