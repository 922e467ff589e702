import { encode } from '../../device-drivers/receipt-printer/codec.ts';
import type { PrinterCommand } from '../../device-drivers/receipt-printer/command.ts';

const commands = [
  { kind: 'realTimeStatus', of: 1 },
  { kind: 'realTimeStatus', of: 2 },
  { kind: 'realTimeStatus', of: 3 },
  { kind: 'realTimeStatus', of: 4 },
  { kind: 'recover', clearing: false },
  { kind: 'recover', clearing: true },
  { kind: 'clearBuffers' },
] as const satisfies readonly PrinterCommand[];

export type RealTimeCommand = (typeof commands)[number];

const sequences = commands.map((command) => ({ command, bytes: [...encode([command])] }));
const longest = Math.max(...sequences.map(({ bytes }) => bytes.length));

/**
 * Hears real-time commands as a printer does: in the bytes as they come in, whatever they belong to, so that one inside
 * another command's data is carried out all the same. Gives the command that `byte` completes.
 */
export function createRealTimeEar(): (byte: number) => RealTimeCommand | undefined {
  let recent: number[] = [];
  return (byte) => {
    recent = [...recent, byte].slice(-longest);
    const heard = sequences.find(({ bytes }) => {
      const start = recent.length - bytes.length;
      return start >= 0 && bytes.every((expected, at) => recent[start + at] === expected);
    });
    return heard?.command;
  };
}
