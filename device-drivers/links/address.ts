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

export type LinkAddress = SerialAddress | MemoryAddress;

const flows = ['none', 'xonxoff', 'rtscts'] as const;

/**
 * Reads `serial:PATH?baud=N`, with `&flow=none|xonxoff|rtscts` where the device needs flow control (`none` unless said),
 * or `memory:NAME`. A serial line has no speed by default: each device comes with another from its factory.
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
  if (scheme !== 'serial') {
    return refuse('has no scheme known here', 'serial:/dev/ttyS1?baud=115200 or memory:id-card-reader');
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
