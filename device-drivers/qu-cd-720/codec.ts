/** Commands and answers as data ("QU-CD-720M/820M Manual", Ver. 3.19, §3.5.2 and §3.5.5). */
import { frame } from './frame.ts';

const commands = {
  /** A card at the ready place or the reader goes to the gate. */
  dispense: 'DC',
  /** A card at the reader or the gate goes to the bin. */
  capture: 'CP',
  workingState: 'RF',
  /** A card at the reader, the gate or stuck goes to the bin, the next one to the ready place. */
  reset: 'ST',
  /** The card at the ready place goes to the reader; needs switch DIP1 on. */
  toReader: 'DH',
  toGate: 'ES',
  throwOut: 'FU',
  flags: 'PB',
  /** Clears `captured` and `taken`. */
  clearFlags: 'PC',
  version: 'GV',
} as const;

export type QuCommand = keyof typeof commands;
export const quCommands = Object.keys(commands) as readonly QuCommand[];

export const encodeCommand = (command: QuCommand): Uint8Array => frame(commands[command]);
export const decodeCommand = (letters: string): QuCommand | undefined =>
  quCommands.find((name) => commands[name] === letters);

/** D1 to D3 of the answers to PB and PC, from bit 0 up. */
const flagNames = [
  ['binFull', 'dispenseFailed', 'capturing', 'dispensing'],
  ['hopperLow', 'jammed', 'captured', 'taken'],
  ['ready', 'atReader', 'atGate', 'hopperEmpty'],
] as const;

export type Flag = (typeof flagNames)[number][number];
/** `ready`: a card lies at the ready place. `captured` and `taken` stay until they are cleared. */
export type Flags = Readonly<Record<Flag, boolean>>;

/** What RF answers: the first of these that holds. */
const workingStates = {
  dispenseFailed: '200',
  jammed: '020',
  binFull: '100',
  dispensing: '800',
  capturing: '400',
  atGate: '004',
  atReader: '002',
  hopperEmpty: '008',
  hopperLow: '010',
  ready: '000',
  notReady: '001',
} as const;

export type WorkingState = keyof typeof workingStates;
export const workingStateNames = Object.keys(workingStates) as readonly WorkingState[];

export const workingStateOf = (flags: Flags): WorkingState =>
  workingStateNames.find((name) => name !== 'notReady' && flags[name]) ?? 'notReady';

export type QuAnswer =
  | { readonly kind: 'workingState'; readonly state: WorkingState }
  | { readonly kind: 'flags'; readonly to: 'flags' | 'clearFlags'; readonly flags: Flags }
  /** Three digits; 315 is version 3.15. */
  | { readonly kind: 'version'; readonly version: string };

export function encodeAnswer(answer: QuAnswer): Uint8Array {
  switch (answer.kind) {
    case 'workingState':
      return frame('SF', workingStates[answer.state]);
    case 'flags':
      return frame(commands[answer.to], flagsText(answer.flags));
    case 'version':
      return frame(commands.version, answer.version);
  }
}

export function decodeAnswer(letters: string, data: string): QuAnswer | undefined {
  if (data.length !== 3) return undefined;
  if (letters === 'SF') {
    const state = workingStateNames.find((name) => workingStates[name] === data);
    return state && { kind: 'workingState', state };
  }
  const command = decodeCommand(letters);
  if (command === 'version') return { kind: 'version', version: data };
  return command === 'flags' || command === 'clearFlags'
    ? { kind: 'flags', to: command, flags: flagsOf(data) }
    : undefined;
}

const flagsText = (flags: Flags): string =>
  flagNames
    .map((names) => String.fromCharCode(names.reduce((byte, name, bit) => byte | (Number(flags[name]) << bit), 0x30)))
    .join('');

function flagsOf(data: string): Flags {
  const entries = flagNames.flatMap((names, at) =>
    names.map((name, bit) => [name, ((data.charCodeAt(at) >> bit) & 1) === 1] as const),
  );
  return { ...noFlags, ...Object.fromEntries(entries) };
}

export const noFlags: Flags = {
  binFull: false,
  dispenseFailed: false,
  capturing: false,
  dispensing: false,
  hopperLow: false,
  jammed: false,
  captured: false,
  taken: false,
  ready: false,
  atReader: false,
  atGate: false,
  hopperEmpty: false,
};
