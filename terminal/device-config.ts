/** How a terminal's configuration names its devices: a driver of the shelf, by its name there, and an address. */
import * as v from 'valibot';
import type { DeviceKind } from '../device-drivers/contract/device-event.ts';
import { shelf } from '../device-drivers/shelf.ts';

const Address = v.pipe(v.string(), v.minLength(1, 'an address is expected, such as serial:/dev/ttyS1?baud=115200'));

/** The shelf's drivers of a kind, by name: `crt-591`, `crt-591:hold`. */
function driverOf(kind: DeviceKind) {
  const names = shelf.flatMap((it) => (it.kind === kind ? [it.name] : []));
  return v.picklist(names, `one of ${names.join(', ')} is expected`);
}

const SocialSecurityCard = v.strictObject({
  pin: v.exactOptional(v.pipe(v.string(), v.regex(/^\d{4,12}$/, '4 to 12 digits are expected'))),
  numbering: v.exactOptional(v.picklist(['byVersion', 'first', 'second'])),
  fileAccess: v.exactOptional(v.picklist(['shortId', 'selected'])),
});

const HospitalCard = v.strictObject({
  sector: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(39)),
  block: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(14)),
  /** `A:FFFFFFFFFFFF`: which key, and its 6 bytes. */
  key: v.pipe(v.string(), v.regex(/^[AB]:[0-9A-Fa-f]{12}$/, 'A: or B: and 12 hexadecimal digits are expected')),
  encoding: v.picklist(['ascii', 'bcd']),
  length: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(32))),
});

/** The first two are what no errand does without; the others are named where the terminal has them. */
export const DeviceConfig = v.strictObject({
  idCardReader: v.strictObject({
    driver: v.optional(driverOf('idCardReader'), 'id-card-reader'),
    address: Address,
  }),
  receiptPrinter: v.strictObject({
    driver: v.optional(driverOf('receiptPrinter'), 'receipt-printer'),
    address: Address,
  }),
  cardDispenser: v.exactOptional(v.strictObject({ driver: driverOf('cardDispenser'), address: Address })),
  chipCardReader: v.exactOptional(
    v.strictObject({
      driver: v.optional(driverOf('chipCardReader'), 'chip-card-reader'),
      address: Address,
      socialSecurityCard: v.optional(SocialSecurityCard, {}),
      /** Where the hospital's own card holds its number; without it such cards are not read. */
      hospitalCard: v.exactOptional(HospitalCard),
    }),
  ),
  magneticCardReader: v.exactOptional(
    v.strictObject({ driver: v.optional(driverOf('magneticCardReader'), 'magtek-reader'), address: Address }),
  ),
  barcodeScanner: v.exactOptional(v.strictObject({ driver: driverOf('barcodeScanner'), address: Address })),
  reportPrinter: v.exactOptional(
    v.strictObject({ driver: v.optional(driverOf('reportPrinter'), 'ipp-printer'), address: Address }),
  ),
});
export type DeviceConfig = v.InferOutput<typeof DeviceConfig>;
export type ChipCardConfig = NonNullable<DeviceConfig['chipCardReader']>;
