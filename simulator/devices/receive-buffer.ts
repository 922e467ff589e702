import { createFramer } from '../../device-drivers/framing/framer.ts';
import { encode, longestCommand, lookForCommand } from '../../device-drivers/receipt-printer/codec.ts';
import type { PrinterCommand } from '../../device-drivers/receipt-printer/command.ts';
import { createRealTimeEar, type RealTimeCommand } from './real-time-ear.ts';

/** Bytes, and the space left at which the host is told to stop and may go on ("Epson TM-T88III specification"). */
const capacity = { size: 4_096, stopBelow: 128, goOnAbove: 256 };
const XON = Uint8Array.of(0x11);
const XOFF = Uint8Array.of(0x13);

/** What a printer has received and not carried out yet. */
export interface ReceiveBuffer {
  /** Takes bytes from the line. Real-time commands among them are carried out at once and not stored. */
  hear(bytes: Uint8Array): void;
  /** The command to carry out now. It stays until it is `done`. */
  next(): PrinterCommand | undefined;
  done(): void;
  clear(): void;
  /** Bytes held. */
  held(): number;
}

export function createReceiveBuffer(printer: {
  readonly actAtOnce: (command: RealTimeCommand) => void;
  readonly send: (flowControl: Uint8Array) => void;
}): ReceiveBuffer {
  const framer = createFramer(lookForCommand, longestCommand);
  const ear = createRealTimeEar();
  let commands: { readonly command: PrinterCommand; readonly size: number }[] = [];
  let held = 0;
  let stopped = false;

  function controlFlow() {
    const space = capacity.size - held;
    if (stopped ? space <= capacity.goOnAbove : space >= capacity.stopBelow) return;
    stopped = !stopped;
    printer.send(stopped ? XOFF : XON);
  }

  function store(bytes: Uint8Array) {
    for (const command of framer.push(bytes).frames) {
      if (command.kind === 'realTimeStatus' || command.kind === 'recover' || command.kind === 'clearBuffers') continue;
      const size = encode([command]).length;
      // A host that does not stop when told to loses what it sends.
      if (held + size > capacity.size) continue;
      commands.push({ command, size });
      held += size;
    }
    controlFlow();
  }

  return {
    hear(bytes) {
      let from = 0;
      bytes.forEach((byte, at) => {
        const command = ear(byte);
        if (!command) return;
        store(bytes.subarray(from, at + 1));
        from = at + 1;
        printer.actAtOnce(command);
      });
      store(bytes.subarray(from));
    },
    next: () => commands[0]?.command,
    done() {
      held -= commands.shift()?.size ?? 0;
      controlFlow();
    },
    clear() {
      commands = [];
      held = 0;
      framer.reset();
      controlFlow();
    },
    held: () => held,
  };
}
