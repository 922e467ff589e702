/**
 * What the host says, as data ("CRT-591-M001 Communication Protocol", §3): a text is 43 CM PM DATA. Only what this house
 * uses; CPU, SAM and memory cards are not among it.
 */
import { join } from '../framing/join.ts';

export type CrtCommand =
  /**
   * The first command after power-on. A card inside is held at the gate, retained, or left. `counting` has the machine
   * count retained cards from then on.
   */
  | { readonly kind: 'initialise'; readonly card: InitialPlace; readonly counting: boolean }
  | { readonly kind: 'status' }
  | { readonly kind: 'sensors' }
  /** With no card inside, every destination but the bin is reached by a card from the stack. */
  | { readonly kind: 'move'; readonly to: Destination }
  | { readonly kind: 'entry'; readonly allowed: boolean }
  /** `types` says which kinds of card to look for, in this order: A, B, or 0 for none. */
  | { readonly kind: 'rfActivate'; readonly types: string }
  | { readonly kind: 'rfOff' }
  | { readonly kind: 'rfStatus' }
  | { readonly kind: 'mifare'; readonly command: MifareCommand }
  | { readonly kind: 'retainedCount' }
  | { readonly kind: 'setRetainedCount'; readonly count: number };

export type InitialPlace = 'gate' | 'bin' | 'stay';
export type Destination = 'hold' | 'contact' | 'rf' | 'bin' | 'out';

/** CM 60 PM 33: commands to a MIFARE Classic card, shaped like APDUs. */
export type MifareCommand =
  | { readonly kind: 'authenticate'; readonly sector: number; readonly which: 'A' | 'B'; readonly key: Uint8Array }
  | { readonly kind: 'read'; readonly sector: number; readonly block: number; readonly blocks: number }
  /** Whole blocks of 16 bytes. */
  | { readonly kind: 'write'; readonly sector: number; readonly block: number; readonly data: Uint8Array };

/** Codes of §3.5 for a command that cannot be understood: unknown, a wrong parameter, wrong data. */
export type Misunderstanding = { readonly kind: 'misunderstood'; readonly error: '00' | '01' | '04' };

const HEAD = 0x43;
const places: Readonly<Record<InitialPlace, readonly [plain: number, counting: number]>> = {
  gate: [0x30, 0x34],
  bin: [0x31, 0x35],
  stay: [0x33, 0x37],
};
const destinations: Readonly<Record<Destination, number>> = {
  hold: 0x30,
  contact: 0x31,
  rf: 0x32,
  bin: 0x33,
  out: 0x39,
};
const keyNames = { A: 0, B: 1 } as const;
const blockLength = 16;
const none = new Uint8Array(0);

export function encodeCommand(command: CrtCommand): Uint8Array {
  const [cm, pm] = codesOf(command);
  return join([Uint8Array.of(HEAD, cm, pm), dataOf(command)]);
}

/** CM and PM: every answer repeats them. */
export function codesOf(command: CrtCommand): readonly [cm: number, pm: number] {
  switch (command.kind) {
    case 'initialise':
      return [0x30, places[command.card][command.counting ? 1 : 0]];
    case 'status':
      return [0x31, 0x30];
    case 'sensors':
      return [0x31, 0x31];
    case 'move':
      return [0x32, destinations[command.to]];
    case 'entry':
      return [0x33, command.allowed ? 0x30 : 0x31];
    case 'rfActivate':
      return [0x60, 0x30];
    case 'rfOff':
      return [0x60, 0x31];
    case 'rfStatus':
      return [0x60, 0x32];
    case 'mifare':
      return [0x60, 0x33];
    case 'retainedCount':
      return [0xa5, 0x30];
    case 'setRetainedCount':
      return [0xa5, 0x31];
  }
}

function dataOf(command: CrtCommand): Uint8Array {
  switch (command.kind) {
    case 'rfActivate':
      return ascii(command.types);
    case 'setRetainedCount':
      return ascii(String(command.count).padStart(3, '0'));
    case 'mifare':
      return encodeMifare(command.command);
    default:
      return none;
  }
}

function encodeMifare(command: MifareCommand): Uint8Array {
  switch (command.kind) {
    case 'authenticate':
      return join([Uint8Array.of(0x00, 0x20, keyNames[command.which], command.sector, 6), command.key]);
    case 'read':
      return Uint8Array.of(0x00, 0xb0, command.sector, command.block, command.blocks);
    case 'write': {
      const blocks = command.data.length / blockLength;
      return join([Uint8Array.of(0x00, 0xd1, command.sector, command.block, blocks), command.data]);
    }
  }
}

/** Reads a text as the machine does. */
export function decodeCommand(text: Uint8Array): CrtCommand | Misunderstanding {
  const [head, cm, pm = 0] = text;
  const data = text.subarray(3);
  if (head !== HEAD) return misunderstood('00');
  const refused = misunderstood('01');
  const plain = (command: CrtCommand | undefined) =>
    command === undefined ? refused : data.length > 0 ? misunderstood('04') : command;
  switch (cm) {
    case 0x30: {
      const card = nameOf(places, (codes) => codes.includes(pm));
      return plain(card && { kind: 'initialise', card, counting: places[card][1] === pm });
    }
    case 0x31:
      return plain(pm === 0x30 ? { kind: 'status' } : pm === 0x31 ? { kind: 'sensors' } : undefined);
    case 0x32: {
      const to = nameOf(destinations, (code) => code === pm);
      return plain(to && { kind: 'move', to });
    }
    case 0x33:
      return plain(pm === 0x30 || pm === 0x31 ? { kind: 'entry', allowed: pm === 0x30 } : undefined);
    case 0x60:
      if (pm === 0x30) return decodeActivate(data);
      if (pm === 0x33) return decodeMifare(data);
      return plain(pm === 0x31 ? { kind: 'rfOff' } : pm === 0x32 ? { kind: 'rfStatus' } : undefined);
    case 0xa5:
      return pm === 0x31 ? decodeCount(data) : plain(pm === 0x30 ? { kind: 'retainedCount' } : undefined);
    default:
      return misunderstood('00');
  }
}

function decodeActivate(data: Uint8Array): CrtCommand | Misunderstanding {
  const types = String.fromCharCode(...data.subarray(0, 3));
  return /^[AB0]{2}$/.test(types) ? { kind: 'rfActivate', types } : misunderstood('04');
}

function decodeCount(data: Uint8Array): CrtCommand | Misunderstanding {
  const digits = String.fromCharCode(...data.subarray(0, 4));
  return /^\d{3}$/.test(digits) ? { kind: 'setRetainedCount', count: Number(digits) } : misunderstood('04');
}

function decodeMifare(data: Uint8Array): CrtCommand | Misunderstanding {
  const [zero, ins, a = 0, b = 0, length = 0] = data;
  const rest = data.slice(5);
  if (zero !== 0 || data.length < 5) return misunderstood('04');
  const told = (command: MifareCommand): CrtCommand => ({ kind: 'mifare', command });
  const which = nameOf(keyNames, (code) => code === a);
  if (ins === 0x20 && which && length === 6 && rest.length === 6) {
    return told({ kind: 'authenticate', sector: b, which, key: rest });
  }
  if (ins === 0xb0 && rest.length === 0) return told({ kind: 'read', sector: a, block: b, blocks: length });
  if (ins === 0xd1 && length > 0 && rest.length === length * blockLength) {
    return told({ kind: 'write', sector: a, block: b, data: rest });
  }
  return misunderstood('04');
}

const misunderstood = (error: Misunderstanding['error']): Misunderstanding => ({ kind: 'misunderstood', error });
const ascii = (text: string): Uint8Array => Uint8Array.from(text, (it) => it.charCodeAt(0));

function nameOf<Name extends string, Code>(
  table: Readonly<Record<Name, Code>>,
  fits: (code: Code) => boolean,
): Name | undefined {
  return (Object.keys(table) as Name[]).find((name) => fits(table[name]));
}
