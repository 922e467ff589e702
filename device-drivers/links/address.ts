import { LinkError } from './link.ts';

export interface SerialAddress {
  readonly scheme: 'serial';
  /** `/dev/ttyS1`, `COM3`. */
  readonly path: string;
  /** Bits per second. */
  readonly baud: number;
  readonly flow: 'none' | 'xonxoff' | 'rtscts';
}

export interface MemoryAddress {
  readonly scheme: 'memory';
  readonly name: string;
}

export interface TcpAddress {
  readonly scheme: 'tcp';
  readonly host: string;
  readonly port: number;
}

export interface HidAddress {
  readonly scheme: 'hid';
  /** USB vendor and product, four hexadecimal digits each, in lower case. */
  readonly vendor: string;
  readonly product: string;
  /** The USB serial number, where two devices of a kind are connected. */
  readonly serial?: string;
}

export interface PcscAddress {
  readonly scheme: 'pcsc';
  /** The reader's name as PC/SC lists it, or the beginning of it. */
  readonly reader: string;
}

export interface IppAddress {
  readonly scheme: 'ipp';
  readonly host: string;
  readonly port: number;
  /** Begins with a slash: `/ipp/print`. */
  readonly path: string;
}

export type LinkAddress = SerialAddress | MemoryAddress | TcpAddress | HidAddress | PcscAddress | IppAddress;

const flows = ['none', 'xonxoff', 'rtscts'] as const;

/**
 * Reads a device's address:
 *
 * - `serial:PATH?baud=N`, with `&flow=none|xonxoff|rtscts` where the device needs flow control (`none` unless said)
 * - `tcp:HOST:PORT`
 * - `hid:VENDOR:PRODUCT`, hexadecimal, with `?serial=NUMBER` where two of a kind are connected
 * - `pcsc:READER NAME`, or the beginning of it
 * - `ipp://HOST[:PORT]/PATH`
 * - `memory:NAME`
 *
 * A serial line has no speed by default: each device comes with another from its factory.
 * Throws a `LinkError` that names what is wrong and what was expected.
 */
export function parseAddress(text: string): LinkAddress {
  const [, scheme, place, query] = /^([a-z0-9]+):([^?]*)(?:\?(.*))?$/.exec(text) ?? [];
  const refuse = (wrong: string, expected: string): never => {
    throw new LinkError(`The address "${text}" ${wrong}; expected ${expected}.`);
  };
  if (scheme === 'memory') {
    if (!place || !/^[a-z0-9-]+$/.test(place)) {
      return refuse('names no device', 'lower-case letters, digits and hyphens, such as memory:id-card-reader');
    }
    if (query !== undefined) return refuse('has parameters', 'none after memory:NAME');
    return { scheme, name: place };
  }
  if (scheme === 'tcp') return parseTcp(place ?? '', query, refuse);
  if (scheme === 'hid') return parseHid(place ?? '', query, refuse);
  if (scheme === 'ipp') return parseIpp(text, refuse);
  if (scheme === 'pcsc') {
    const reader = (place ?? '').trim();
    return reader
      ? { scheme, reader }
      : refuse('names no reader', "the reader's name as PC/SC lists it, pcsc:ACS ACR122U");
  }
  if (scheme !== 'serial') {
    return refuse('has no scheme known here', 'serial:, tcp:, hid:, pcsc:, ipp: or memory:');
  }
  if (!place) return refuse('names no port', 'one such as serial:/dev/ttyS1?baud=115200 or serial:COM3?baud=9600');
  const parameters = new URLSearchParams(query ?? '');
  for (const name of parameters.keys()) {
    if (name !== 'baud' && name !== 'flow') refuse(`has the parameter "${name}"`, 'baud and flow only');
  }
  const baud = parameters.get('baud');
  if (baud === null) return refuse('names no speed', `the device's own, such as serial:${place}?baud=115200`);
  if (!/^[1-9]\d{2,6}$/.test(baud)) return refuse(`has the speed "${baud}"`, 'bits per second, such as baud=9600');
  const flow = flows.find((known) => known === (parameters.get('flow') ?? 'none'));
  if (!flow) return refuse(`has the flow control "${parameters.get('flow')}"`, `one of ${flows.join(', ')}`);
  return { scheme, path: place, baud: Number(baud), flow };
}

type Refuse = (wrong: string, expected: string) => never;

const isPort = (text: string) => /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535;

function parseTcp(place: string, query: string | undefined, refuse: Refuse): TcpAddress {
  const [, host, port] = /^([^:\s]+|\[[0-9a-f:]+\]):(\d+)$/i.exec(place) ?? [];
  if (!host || !port || !isPort(port) || query !== undefined) {
    return refuse('names no host and port', 'tcp:HOST:PORT, such as tcp:192.168.1.30:9100');
  }
  return { scheme: 'tcp', host, port: Number(port) };
}

function parseHid(place: string, query: string | undefined, refuse: Refuse): HidAddress {
  const [, vendor, product] = /^([0-9a-f]{4}):([0-9a-f]{4})$/i.exec(place) ?? [];
  if (!vendor || !product) {
    return refuse('names no USB vendor and product', 'four hexadecimal digits each, such as hid:0c2e:0b81');
  }
  const parameters = new URLSearchParams(query ?? '');
  for (const name of parameters.keys()) if (name !== 'serial') refuse(`has the parameter "${name}"`, 'serial only');
  const serial = parameters.get('serial');
  const ids = { vendor: vendor.toLowerCase(), product: product.toLowerCase() };
  return { scheme: 'hid', ...ids, ...(serial !== null && { serial }) };
}

function parseIpp(text: string, refuse: Refuse): IppAddress {
  const [, host, port = '631', path] = /^ipp:\/\/([^:/\s]+|\[[0-9a-f:]+\])(?::(\d+))?(\/[^\s]*)$/i.exec(text) ?? [];
  if (!host || !path || !isPort(port)) {
    return refuse('names no printer', 'ipp://HOST[:PORT]/PATH, such as ipp://localhost:631/ipp/print');
  }
  return { scheme: 'ipp', host, port: Number(port), path };
}
