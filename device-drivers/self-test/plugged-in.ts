import { driversFor, type Scheme, type ShelvedDriver, schemesOf, shelf } from '../shelf.ts';
import type { HidSeen, Inventory, SerialPortSeen } from './inventory.ts';

/** Everything that is connected, a line each, with the drivers that fit. What cannot be listed says why. */
export async function pluggedIn(inventory: Inventory): Promise<string[]> {
  return [
    ...(await section('Serial ports', inventory.serialPorts, serialLine)),
    ...(await section('HID devices', async () => onceEach(await inventory.hidDevices()), hidLine)),
    ...(await section('PC/SC readers', inventory.pcscReaders, pcscLine)),
  ];
}

async function section<T>(
  heading: string,
  list: () => Promise<readonly T[]>,
  line: (it: T) => string,
): Promise<string[]> {
  try {
    const seen = await list();
    return [heading, ...(seen.length > 0 ? seen.map((it) => `  ${line(it)}`) : ['  none'])];
  } catch (error) {
    return [heading, `  ${error instanceof Error ? error.message : String(error)}`];
  }
}

const namesOf = (drivers: readonly ShelvedDriver[]): string => drivers.map(({ name }) => name).join(', ');

/** Makers of adapters: behind one may be anything. */
const adapters: Readonly<Record<string, string>> = {
  '0403': 'FTDI',
  '067b': 'Prolific',
  '10c4': 'Silicon Labs',
  '1a86': 'WCH',
};

function serialLine({ path, maker, vendor, product }: SerialPortSeen): string {
  const address = `serial:${path}?baud=…`;
  if (vendor === undefined || product === undefined) return `${address}  a port of this machine; any serial device`;
  const fitting = driversFor({ vendor, product }, 'serial');
  const who = `${maker ?? adapters[vendor] ?? 'USB'} ${vendor}:${product}`;
  if (fitting.length > 0) return `${address}  ${who}: ${namesOf(fitting)}`;
  return `${address}  ${who}: ${vendor in adapters ? 'an adapter; any serial device behind it' : 'any serial device'}`;
}

/** Generic desktop: keyboards and mice, which no driver here may take from the operating system. */
const keyboardPage = 0x01;

function hidLine({ vendor, product, name, serial, usagePage }: HidSeen): string {
  const address = `hid:${vendor}:${product}${serial === undefined ? '' : `?serial=${serial}`}`;
  const fitting = driversFor({ vendor, product, ...(usagePage !== undefined && { usagePage }) }, 'hid');
  if (usagePage === keyboardPage) {
    const advice = fitting.length > 0 ? `; for ${namesOf(fitting)} switch it to its HID mode` : '';
    return `${address}  ${name}: a keyboard or mouse${advice}`;
  }
  return `${address}  ${name}: ${fitting.length > 0 ? namesOf(fitting) : 'no driver here knows it'}`;
}

const pcscLine = (reader: string): string => `pcsc:${reader}  ${namesOf(reachedBy('pcsc'))}`;

/** The drivers that can be reached by such an address. */
export const reachedBy = (scheme: Scheme): readonly ShelvedDriver[] =>
  shelf.filter((it) => schemesOf(it).includes(scheme));

/** A device shows each of its interfaces, some systems several times over. */
function onceEach(seen: readonly HidSeen[]): readonly HidSeen[] {
  const lines = new Map(seen.map((it) => [hidLine(it), it]));
  return [...lines.values()];
}
