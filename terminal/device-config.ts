/** How a terminal's configuration names its devices: a driver of the shelf, by its name there, and an address. */
import * as v from 'valibot';
import { type DeviceKind, deviceKinds } from '../device-drivers/contract/device-event.ts';
import { parseAddress } from '../device-drivers/links/address.ts';
import { schemesOf, shelf } from '../device-drivers/shelf.ts';
import { secret } from './config-mistakes.ts';

const addressWanted = 'an address is expected, such as serial:/dev/ttyS1?baud=115200';
const Address = v.pipe(
  v.string(addressWanted),
  v.minLength(1, addressWanted),
  v.rawCheck(({ dataset, addIssue }) => {
    const wrong = dataset.typed ? whyNoAddress(dataset.value) : undefined;
    if (wrong !== undefined) addIssue({ message: wrong });
  }),
  v.description(
    'Where the device is: serial:PORT?baud=N, tcp:HOST:PORT, hid:VENDOR:PRODUCT, pcsc:READER or ipp://HOST/PATH',
  ),
);

function whyNoAddress(text: string): string | undefined {
  try {
    parseAddress(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The shelf's drivers of a kind, by name: `crt-591`, `crt-591:hold`. */
function driverOf(kind: DeviceKind) {
  const names = shelf.flatMap((it) => (it.kind === kind ? [it.name] : []));
  return v.pipe(
    v.picklist(names, `one of ${names.join(', ')} is expected`),
    v.description(`Which driver: ${names.join(', ')}`),
  );
}

/** Whether a driver can use a line of this kind. A serial device may stand behind a converter on the network. */
function fits(driver: string, address: string): boolean {
  const schemes = shelf.filter(({ name }) => name === driver).flatMap(schemesOf);
  const scheme = address.slice(0, address.indexOf(':'));
  return scheme === 'memory' || schemes.includes(scheme) || (scheme === 'tcp' && schemes.includes('serial'));
}

type Named = { readonly driver: string; readonly address: string };

/** What is wrong with the addresses of all devices beside each other, by the kind whose address it is. */
function* wrongAddresses(
  devices: Partial<Record<DeviceKind, Named>>,
): Generator<{ kind: DeviceKind; message: string }> {
  const taken = new Map<string, DeviceKind>();
  for (const kind of deviceKinds) {
    const named = devices[kind];
    if (!named) continue;
    const { driver, address } = named;
    if (!fits(driver, address)) {
      const usual = shelf.filter(({ name }) => name === driver).flatMap(({ addresses }) => addresses);
      yield { kind, message: `an address such as ${usual.join(' or ')} is expected for ${driver}` };
    }
    const first = taken.get(address);
    if (first) yield { kind, message: `an address of its own is expected; ${first} has this one` };
    else taken.set(address, kind);
  }
}

const pinWanted = '4 to 12 digits, in quotes, are expected';
const SocialSecurityCard = v.pipe(
  v.strictObject({
    pin: v.exactOptional(
      v.pipe(
        v.string(pinWanted),
        v.regex(/^\d{4,12}$/, pinWanted),
        v.metadata(secret),
        v.description('The PIN of the cards, in the few regions that want one; a secret'),
      ),
    ),
    numbering: v.exactOptional(
      v.pipe(
        v.picklist(['byVersion', 'first', 'second'], 'byVersion, first or second is expected'),
        v.description("How file EF06 is numbered; byVersion goes by the card's own word"),
      ),
    ),
    fileAccess: v.exactOptional(
      v.pipe(
        v.picklist(['shortId', 'selected'], 'shortId or selected is expected'),
        v.description('Whether records are read by the short file id, or the file is selected first'),
      ),
    ),
  }),
  v.description('How social-security cards of the region are read'),
);

const upTo = (most: number) => {
  const wanted = `a whole number from 0 to ${most} is expected`;
  return v.pipe(v.number(wanted), v.integer(wanted), v.minValue(0, wanted), v.maxValue(most, wanted));
};
const keyWanted = 'A: or B: and 12 hexadecimal digits are expected';
const lengthWanted = 'a whole number from 1 to 32 is expected';

const HospitalCard = v.pipe(
  v.strictObject({
    sector: v.pipe(upTo(39), v.description('The sector that holds the number')),
    block: v.pipe(upTo(14), v.description('The block inside the sector')),
    key: v.pipe(
      v.string(keyWanted),
      v.regex(/^[AB]:[0-9A-Fa-f]{12}$/, keyWanted),
      v.metadata(secret),
      v.description('Which key opens the sector, and its 6 bytes: A:FFFFFFFFFFFF; a secret'),
    ),
    encoding: v.pipe(
      v.picklist(['ascii', 'bcd'], 'ascii or bcd is expected'),
      v.description('How the number is written: ascii or bcd'),
    ),
    length: v.exactOptional(
      v.pipe(
        v.number(lengthWanted),
        v.integer(lengthWanted),
        v.minValue(1, lengthWanted),
        v.maxValue(32, lengthWanted),
        v.description('Digits of the number, where it does not fill its block'),
      ),
    ),
  }),
  v.description("Where the hospital's own card holds its number; without it such cards are not read"),
);

/** The first two are what no errand does without; the others are named where the terminal has them. */
export const DeviceConfig = v.pipe(
  v.strictObject({
    idCardReader: v.pipe(
      v.strictObject({ driver: v.optional(driverOf('idCardReader'), 'id-card-reader'), address: Address }),
      v.description('Reads resident ID cards; every terminal has one'),
    ),
    receiptPrinter: v.pipe(
      v.strictObject({ driver: v.optional(driverOf('receiptPrinter'), 'receipt-printer'), address: Address }),
      v.description('Prints slips; every terminal has one'),
    ),
    cardDispenser: v.exactOptional(
      v.pipe(
        v.strictObject({ driver: driverOf('cardDispenser'), address: Address }),
        v.description('Hands out and takes back cards'),
      ),
    ),
    chipCardReader: v.exactOptional(
      v.pipe(
        v.strictObject({
          driver: v.optional(driverOf('chipCardReader'), 'chip-card-reader'),
          address: Address,
          socialSecurityCard: v.optional(SocialSecurityCard, {}),
          hospitalCard: v.exactOptional(HospitalCard),
        }),
        v.description('Reads social-security cards and hospital cards with a chip'),
      ),
    ),
    magneticCardReader: v.exactOptional(
      v.pipe(
        v.strictObject({ driver: v.optional(driverOf('magneticCardReader'), 'magtek-reader'), address: Address }),
        v.description('Reads hospital cards with a magnetic stripe'),
      ),
    ),
    barcodeScanner: v.exactOptional(
      v.pipe(
        v.strictObject({ driver: driverOf('barcodeScanner'), address: Address }),
        v.description('Reads codes that patients show'),
      ),
    ),
    reportPrinter: v.exactOptional(
      v.pipe(
        v.strictObject({ driver: v.optional(driverOf('reportPrinter'), 'ipp-printer'), address: Address }),
        v.description('Prints reports on A4'),
      ),
    ),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { value } = dataset;
    for (const { kind, message } of wrongAddresses(value)) {
      const named = value[kind];
      const input = named?.address;
      addIssue({
        message,
        input,
        path: [
          { type: 'object', origin: 'value', input: { ...value }, key: kind, value: named },
          { type: 'object', origin: 'value', input: { ...named }, key: 'address', value: input },
        ],
      });
    }
  }),
  v.description("The terminal's devices"),
);
export type DeviceConfig = v.InferOutput<typeof DeviceConfig>;
export type ChipCardConfig = NonNullable<DeviceConfig['chipCardReader']>;
