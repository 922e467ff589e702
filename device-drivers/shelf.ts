import { createChipCardReader } from './chip-card-reader/driver.ts';
import { writeNumber } from './chip-card-reader/number-writing.ts';
import type { ChipCardProfile, HospitalCardProfile } from './chip-card-reader/profile.ts';
import type { BarcodeScanner } from './contract/barcode-scanner.ts';
import type { CardDispenser } from './contract/card-dispenser.ts';
import type { ChipCardReader } from './contract/chip-card-reader.ts';
import type { Clock } from './contract/clock.ts';
import type { DeviceKind, DeviceLog } from './contract/device-event.ts';
import type { IdCardReader } from './contract/id-card-reader.ts';
import type { MagneticCardReader } from './contract/magnetic-card-reader.ts';
import type { ReceiptPrinter } from './contract/receipt-printer.ts';
import type { ReportPrinter } from './contract/report-printer.ts';
import { type Crt591, createCrt591 } from './crt-591/driver.ts';
import { crt591 } from './crt-591/profile.ts';
import { createHidPosScanner, presentationProfile } from './hid-pos-scanner/driver.ts';
import { createIdCardReader } from './id-card-reader/driver.ts';
import { createReportPrinter } from './ipp-printer/driver.ts';
import type { LinkAddress } from './links/address.ts';
import type { Links } from './links/links.ts';
import { createMagtekReader } from './magtek-reader/driver.ts';
import { bareEngineProfile, createNewlandScanner, newlandSetupTriggerProfile } from './newland-scanner/driver.ts';
import { createQuCd720 } from './qu-cd-720/driver.ts';
import { createReceiptPrinter } from './receipt-printer/driver.ts';
import { profile80mm } from './receipt-printer/slip.ts';

/** What a driver of each kind is to the rest of the house. */
export interface DeviceOf {
  readonly idCardReader: IdCardReader;
  readonly receiptPrinter: ReceiptPrinter;
  readonly cardDispenser: CardDispenser;
  readonly chipCardReader: ChipCardReader;
  readonly magneticCardReader: MagneticCardReader;
  readonly barcodeScanner: BarcodeScanner;
  readonly reportPrinter: ReportPrinter;
}

export interface DevicePorts extends Links {
  readonly clock: Clock;
  readonly log: DeviceLog;
}

export type Scheme = Exclude<LinkAddress['scheme'], 'memory'>;

interface Shelved<Kind extends DeviceKind> {
  /** What it is called on the command line: the driver's folder, and behind a colon what is set differently. */
  readonly name: string;
  readonly kind: Kind;
  /** Which devices it drives. */
  readonly drives: string;
  /** An address as it usually is; its scheme is one the driver can be reached by. */
  readonly addresses: readonly [string, ...string[]];
  /** USB vendors, or vendors and products, of devices it is known to drive: `0c2e`, `0801:0002`. In lower case. */
  readonly usb?: readonly string[];
  /** HID usage page of devices it drives whoever made them. */
  readonly usagePage?: number;
  /** `chipCards`: which cards a chip card reader reads; a card as it leaves its factory, unless told. */
  readonly create: (address: string, ports: DevicePorts, chipCards?: ChipCardProfile) => DeviceOf[Kind];
}

export type ShelvedDriver = { [Kind in DeviceKind]: Shelved<Kind> }[DeviceKind];

/** Every driver there is. A new one is one entry more, and one in `self-test/vocabularies.ts`. */
export const shelf: readonly ShelvedDriver[] = [
  {
    name: 'id-card-reader',
    kind: 'idCardReader',
    drives: 'resident ID card readers with a SAM_V module',
    addresses: ['serial:/dev/ttyS1?baud=115200'],
    create: (address, ports) => createIdCardReader({ ...ports, address }),
  },
  {
    name: 'id-card-reader:refinds',
    kind: 'idCardReader',
    drives: 'the same whose module finds a card again that was read and still lies there',
    addresses: ['serial:/dev/ttyS1?baud=115200'],
    create: (address, ports) => createIdCardReader({ ...ports, address, refind: 'always' }),
  },
  {
    name: 'receipt-printer',
    kind: 'receiptPrinter',
    drives: 'ESC/POS receipt printers, 80 mm, with GB 18030',
    addresses: ['serial:/dev/ttyS2?baud=38400', 'tcp:192.168.1.30:9100'],
    create: (address, ports) => createReceiptPrinter({ ...ports, address }),
  },
  {
    name: 'receipt-printer:gbk',
    kind: 'receiptPrinter',
    drives: 'the same without the rare characters of four bytes',
    addresses: ['serial:/dev/ttyS2?baud=38400', 'tcp:192.168.1.30:9100'],
    create: (address, ports) =>
      createReceiptPrinter({ ...ports, address, profile: { ...profile80mm, characters: 'gbkOnly' } }),
  },
  {
    name: 'crt-591',
    kind: 'cardDispenser',
    drives: "CREATOR's card dispensers CRT-591-M and CRT-571",
    addresses: ['serial:/dev/ttyS3?baud=9600'],
    create: (address, ports, chipCards) => withNumbers(createCrt591({ ...ports, address }), chipCards),
  },
  {
    name: 'crt-591:hold',
    kind: 'cardDispenser',
    drives: 'the same where the movement "hold" is the one that presents the card',
    addresses: ['serial:/dev/ttyS3?baud=9600'],
    create: (address, ports, chipCards) =>
      withNumbers(createCrt591({ ...ports, address, profile: { ...crt591, offerBy: 'hold' } }), chipCards),
  },
  {
    name: 'qu-cd-720',
    kind: 'cardDispenser',
    drives: "QUIO's card dispensers QU-CD-720M and 820M",
    addresses: ['serial:/dev/ttyS3?baud=9600'],
    create: (address, ports) => createQuCd720({ ...ports, address }),
  },
  {
    name: 'chip-card-reader',
    kind: 'chipCardReader',
    drives: 'PC/SC readers with social-security cards, and M1 cards with factory keys and the number in sector 1',
    addresses: ['pcsc:ACS ACR122U'],
    create: (address, ports, profile = { socialSecurityCard: {}, hospitalCard: factoryCard }) =>
      createChipCardReader({ ...ports, address, profile }),
  },
  {
    name: 'magtek-reader',
    kind: 'magneticCardReader',
    drives: "MagTek's USB swipe readers in HID mode",
    addresses: ['hid:0801:0002'],
    usb: ['0801:0002'],
    create: (address, ports) => createMagtekReader({ ...ports, address }),
  },
  {
    name: 'hid-pos-scanner',
    kind: 'barcodeScanner',
    drives: 'USB scanners in HID POS mode that are woken and triggered as Honeywell does it',
    addresses: ['hid:0c2e:0b81'],
    usb: ['0c2e', '23d0'],
    usagePage: 0x8c,
    create: (address, ports) => createHidPosScanner({ ...ports, address }),
  },
  {
    name: 'hid-pos-scanner:presentation',
    kind: 'barcodeScanner',
    drives: 'USB scanners in HID POS mode that look all the time and know no commands',
    addresses: ['hid:05e0:1900'],
    usb: ['05e0', '05f9'],
    usagePage: 0x8c,
    create: (address, ports) => createHidPosScanner({ ...ports, address, profile: presentationProfile }),
  },
  {
    name: 'newland-scanner',
    kind: 'barcodeScanner',
    drives: "Newland's serial scanners and engines, triggered by SOH T EOT",
    addresses: ['serial:/dev/ttyACM0?baud=9600'],
    usb: ['1eab'],
    create: (address, ports) => createNewlandScanner({ ...ports, address }),
  },
  {
    name: 'newland-scanner:setup-trigger',
    kind: 'barcodeScanner',
    drives: 'the same whose firmware is triggered by the setup command SCNTRG',
    addresses: ['serial:/dev/ttyACM0?baud=9600'],
    usb: ['1eab'],
    create: (address, ports) => createNewlandScanner({ ...ports, address, profile: newlandSetupTriggerProfile }),
  },
  {
    name: 'newland-scanner:bare-engine',
    kind: 'barcodeScanner',
    drives: 'serial engines that know the letters T and P and nothing else',
    addresses: ['serial:/dev/ttyS4?baud=9600'],
    create: (address, ports) => createNewlandScanner({ ...ports, address, profile: bareEngineProfile }),
  },
  {
    name: 'ipp-printer',
    kind: 'reportPrinter',
    drives: 'printers and print servers that speak IPP and take PDF',
    addresses: ['ipp://localhost:631/printers/report'],
    create: (address, ports) => createReportPrinter({ ...ports, address, post: ports.postIpp }),
  },
];

/** What a card has from its factory; a hospital's own place and key are in the terminal's configuration. */
const factoryCard: HospitalCardProfile = {
  sector: 1,
  block: 0,
  key: { which: 'A', bytes: new Uint8Array(6).fill(0xff) },
  number: { encoding: 'ascii' },
};

/** A dispenser that writes the cards it gives out. */
const withNumbers = ({ dispenser, mifare }: Crt591, chipCards?: ChipCardProfile): CardDispenser => ({
  ...dispenser,
  writeNumber: (number) => writeNumber(mifare, chipCards?.hospitalCard ?? factoryCard, number),
});

export const schemesOf = ({ addresses }: ShelvedDriver): readonly string[] =>
  addresses.map((address) => address.slice(0, address.indexOf(':')));

/** What the operating system tells of a connected USB device. */
export interface UsbIdentity {
  /** Four hexadecimal digits. */
  readonly vendor: string;
  readonly product: string;
  readonly usagePage?: number;
}

/** The drivers that fit, the surest first: those that know the very product, then the vendor, then the usage. */
export function driversFor(usb: UsbIdentity, scheme: Scheme): readonly ShelvedDriver[] {
  const vendor = usb.vendor.toLowerCase();
  const product = `${vendor}:${usb.product.toLowerCase()}`;
  const sureness = (it: ShelvedDriver): number => {
    if (it.usb?.includes(product)) return 3;
    if (it.usb?.includes(vendor)) return 2;
    return it.usagePage !== undefined && it.usagePage === usb.usagePage ? 1 : 0;
  };
  return shelf
    .filter((it) => schemesOf(it).includes(scheme) && sureness(it) > 0)
    .toSorted((a, b) => sureness(b) - sureness(a));
}
