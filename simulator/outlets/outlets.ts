/** The virtual devices where another program finds them: TCP ports, serial ports, IPP, pcscd and the kernel's HID. */
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { DeviceKind } from '../../device-drivers/contract/device-event.ts';
import type { Link } from '../../device-drivers/links/link.ts';
import type { Chance } from '../devices/line.ts';
import { lineSpeeds } from '../devices/line-speeds.ts';
import type { WatchPlug } from '../devices/plug-watch.ts';
import type { VirtualShelf } from '../devices/virtual-shelf.ts';
import { createIppPort } from './ipp-port.ts';
import { joinLinks } from './link-join.ts';
import { followPlug, type Outlet, type Port, together } from './outlet.ts';
import { createPtyPort, hasSocat, socatAdvice } from './pty-port.ts';
import { convertToSerial, serialScannerSpeed } from './serial-scanner.ts';
import { createTcpPort } from './tcp-port.ts';
import { createUhidPort, type HidIdentity, hasUhid, openUhidFile, type UhidFile, uhidPath } from './uhid-port.ts';
import { createVpcdPort, vpcdReader } from './vpcd-port.ts';

/** Of the outlets that have one, by their names; 0 takes any free one. */
export const defaultPorts = {
  'id-card-reader': 5101,
  'receipt-printer': 5102,
  'card-dispenser': 5103,
  'barcode-scanner': 5104,
  'report-printer': 5105,
} as const;
export type OutletPorts = Readonly<Record<keyof typeof defaultPorts, number>>;

export interface OutletsPlan {
  readonly shelf: VirtualShelf;
  readonly clock: Clock;
  readonly chance: Chance;
  /** Where the serial ports appear, by their devices' names. */
  readonly folder: string;
  readonly ports?: OutletPorts;
  /** The address of this machine to listen at. */
  readonly tcpHost?: string;
  /** Where pcscd's driver `vpcd` listens; without it no chip card reader is to be had. */
  readonly vpcd?: number;
  /** Told of troubles that come later, in a sentence. */
  readonly say?: (trouble: string) => void;
  /** What this machine has, found out unless told. */
  readonly machine?: { readonly socat: boolean; readonly openUhid?: () => UhidFile };
}

export interface Outlets {
  readonly outlets: readonly Outlet[];
  /** The `devices` of a terminal's configuration, by the first address of each. */
  readonly config: Readonly<Partial<Record<DeviceKind, object>>>;
  /** What is left out, and why; a sentence each. */
  readonly notes: readonly string[];
  close(): Promise<void>;
}

const scannerIdentity: HidIdentity = { name: 'Virtual scanner', serial: 'virtual', vendor: 0x0c2e, product: 0x0b81 };
const swipeIdentity: HidIdentity = { name: 'Virtual reader', serial: 'virtual', vendor: 0x0801, product: 0x0002 };

const hidAddress = ({ vendor, product, serial }: HidIdentity) => {
  const hex = (id: number) => id.toString(16).padStart(4, '0');
  return `hid:${hex(vendor)}:${hex(product)}?serial=${serial}`;
};

const thisMachine = () => ({ socat: hasSocat(), ...(hasUhid() && { openUhid: openUhidFile }) });

/**
 * Opens an outlet for every device of the shelf that this machine has a way for. Each is a client of its plug board: a
 * device that is unplugged there is gone here too. Rejects with a plain sentence when a port cannot be had. No terminal
 * may use the shelf's `memory:` addresses meanwhile: a device has one line, and who opened it last has it.
 */
export async function openOutlets(plan: OutletsPlan): Promise<Outlets> {
  const { shelf, clock, chance, ports = defaultPorts, tcpHost: host = '127.0.0.1', say = () => {} } = plan;
  const { links, boards } = shelf;
  const { socat, openUhid } = plan.machine ?? thisMachine();
  const folder = resolve(plan.folder);
  await mkdir(folder, { recursive: true });
  const opened: Outlet[] = [];

  async function put<Device>(
    of: { readonly device: DeviceKind; readonly driver: string; readonly name: string },
    watch: WatchPlug<Device>,
    port: Port<Device>,
    addresses: () => Outlet['addresses'],
  ): Promise<void> {
    const close = await followPlug({ watch, name: of.name }, port, say);
    opened.push({ device: of.device, driver: of.driver, addresses: addresses(), close });
  }

  function putLine<Device>(
    of: {
      readonly device: DeviceKind;
      readonly driver: string;
      readonly name: keyof OutletPorts;
      readonly baud: number;
    },
    watch: WatchPlug<Device>,
    answer: (client: Link) => Promise<void>,
  ): Promise<void> {
    const { name } = of;
    const hangUpIfUnplugged = (client: Link) => void answer(client).catch(client.close);
    const tcp = createTcpPort({ name, host, port: ports[name], answer: hangUpIfUnplugged });
    const pty = socat ? createPtyPort({ clock, folder, name, host, port: tcp.port }) : undefined;
    return put(of, watch, together(pty ? [tcp, pty] : [tcp]), () => {
      const overTcp = `tcp:${host}:${tcp.port()}`;
      return pty ? [`serial:${pty.path}?baud=${of.baud}`, overTcp] : [overTcp];
    });
  }

  const lineOf = (name: string) => async (client: Link) => joinLinks(client, await links.openLink(`memory:${name}`));
  const openHid = (name: string) => () => links.openHid(`memory:${name}`);

  async function putAll(): Promise<void> {
    for (const [device, name, driver] of [
      ['idCardReader', 'id-card-reader', 'id-card-reader'],
      ['receiptPrinter', 'receipt-printer', 'receipt-printer'],
      ['cardDispenser', 'card-dispenser', shelf.config.cardDispenser.driver],
    ] as const) {
      await putLine({ device, driver, name, baud: lineSpeeds[device] }, boards.lines.watch, lineOf(name));
    }

    const scanner = { device: 'barcodeScanner', name: 'barcode-scanner' } as const;
    if (openUhid) {
      const hid = (identity: HidIdentity, name: string) =>
        createUhidPort({ clock, identity, openLink: openHid(name), openFile: openUhid });
      await put({ ...scanner, driver: 'hid-pos-scanner' }, boards.usb.watch, hid(scannerIdentity, scanner.name), () => [
        hidAddress(scannerIdentity),
      ]);
      const swipe = { device: 'magneticCardReader', driver: 'magtek-reader', name: 'magnetic-card-reader' } as const;
      await put(swipe, boards.usb.watch, hid(swipeIdentity, swipe.name), () => [hidAddress(swipeIdentity)]);
    } else {
      const open = openHid(scanner.name);
      await putLine(
        { ...scanner, driver: 'newland-scanner', baud: serialScannerSpeed },
        boards.usb.watch,
        async (client) => convertToSerial(await open(), client, { clock, chance }),
      );
    }

    const sheets = { device: 'reportPrinter', driver: 'ipp-printer', name: 'report-printer' } as const;
    const ipp = createIppPort({ name: sheets.name, host, port: ports[sheets.name] });
    await put(sheets, boards.network.watch, ipp, () => [ipp.address()]);

    if (plan.vpcd !== undefined) {
      const chips = { device: 'chipCardReader', driver: 'chip-card-reader', name: 'chip-card-reader' } as const;
      const openLink = () => links.openPcsc(`memory:${chips.name}`);
      const vpcd = createVpcdPort({ clock, port: plan.vpcd, openLink });
      await put(chips, boards.chips.watch, vpcd, () => [`pcsc:${vpcdReader}`]);
    }
  }

  const close = async () => {
    for (const outlet of opened.splice(0).reverse()) await outlet.close();
  };
  await putAll().catch(async (error: unknown) => {
    await close();
    throw error;
  });

  const notes = [
    ...(socat ? [] : [socatAdvice]),
    ...(openUhid
      ? []
      : [
          `There is no ${uhidPath} here: the magnetic card reader is left out, and the barcode scanner is a serial one.`,
        ]),
    ...(plan.vpcd === undefined ? ['The chip card reader is left out: it needs pcscd with the driver vpcd.'] : []),
  ];
  const config = Object.fromEntries(
    opened.map(({ device, driver, addresses: [address] }) => [device, { ...shelf.config[device], driver, address }]),
  );
  return { outlets: [...opened], config, notes, close };
}
