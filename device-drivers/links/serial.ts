import type { SerialAddress } from './address.ts';
import { type Link, LinkError } from './link.ts';

/**
 * Opens a serial port with 8 data bits, no parity, 1 stop bit. The native package is loaded here and not before, so a
 * machine whose devices are all virtual needs neither it nor a port. Rejects with a `LinkError`.
 * Modem lines are never touched: pseudo-terminals have none, and no device here needs them.
 */
export async function openSerial(address: SerialAddress): Promise<Link> {
  const { SerialPort } = await import('serialport').catch((error: unknown) => {
    throw new LinkError(
      `The serialport package cannot be loaded on this machine (${wordsOf(error)}). Install the packages again, or use a memory: address.`,
    );
  });
  const port = new SerialPort({
    path: address.path,
    baudRate: address.baud,
    dataBits: 8,
    parity: 'none',
    stopBits: 1,
    xon: address.flow === 'xonxoff',
    xoff: address.flow === 'xonxoff',
    rtscts: address.flow === 'rtscts',
    autoOpen: false,
  });
  await new Promise<void>((resolve, reject) => {
    port.open((error) => (error ? reject(new LinkError(adviceFor(address.path, error.message))) : resolve()));
  });

  let closed: string | undefined;
  let broken: string | undefined;
  const listeners: ((reason: string) => void)[] = [];
  port.on('close', (error: Error | null) => {
    if (closed !== undefined) return;
    closed = broken ?? error?.message ?? 'closed';
    for (const listener of listeners) listener(closed);
  });
  // An error after opening is a failed write or read; the port is of no further use, and `close` carries the words on.
  port.on('error', (error: Error) => {
    broken ??= error.message;
    if (port.isOpen) port.close();
  });

  return {
    write(bytes) {
      if (port.isOpen) port.write(bytes);
    },
    onData(listener) {
      port.on('data', (chunk: Uint8Array) => listener(Uint8Array.from(chunk)));
    },
    onClose(listener) {
      listeners.push(listener);
      const reason = closed;
      if (reason !== undefined) queueMicrotask(() => listener(reason));
    },
    close() {
      if (port.isOpen) port.close();
    },
  };
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** The port's own words and what to do. The words differ between Linux, macOS and Windows. */
export function adviceFor(path: string, words: string): string {
  const said = `Cannot open ${path} (${words}).`;
  if (/no such file|file not found|enoent/i.test(words)) {
    return `${said} There is no such port: check the cable and the address.`;
  }
  if (/lock|busy|temporarily unavailable|access denied/i.test(words)) {
    return `${said} Another program holds the port: end it, or give this device its own port.`;
  }
  if (/permission|eacces/i.test(words)) {
    return `${said} This user may not use the port: on Linux add it to the group dialout and log in again.`;
  }
  return said;
}
