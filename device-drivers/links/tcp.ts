import { connect, type Socket } from 'node:net';
import type { TcpAddress } from './address.ts';
import { type Link, LinkError } from './link.ts';
import { brokenConnection, connectTrouble } from './network-advice.ts';

/** Milliseconds after which a connection attempt is given up; the system alone would try for minutes. */
const patience = 10_000;
/** Milliseconds of quiet after which the system asks whether the other end is still there. */
const quiet = 10_000;

/** Opens a TCP connection, as network printers take it at port 9100. Rejects with a `LinkError`. */
export async function openTcp({ host, port }: TcpAddress): Promise<Link> {
  const place = `${host}:${port}`;
  const socket = connect({
    host: host.replace(/^\[|\]$/g, ''),
    port,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: quiet,
  });
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: Error) => {
      socket.destroy();
      reject(new LinkError(connectTrouble(place, error)));
    };
    socket.once('error', refuse);
    socket.setTimeout(patience, () => refuse(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })));
    socket.once('connect', () => {
      socket.off('error', refuse);
      socket.setTimeout(0);
      socket.removeAllListeners('timeout');
      resolve();
    });
  });

  return linkOver(socket, place);
}

/** The link that a connected socket is; `place` names its other end. */
export function linkOver(socket: Socket, place: string): Link {
  let closed: string | undefined;
  const listeners: ((reason: string) => void)[] = [];
  const end = (reason: string) => {
    if (closed !== undefined) return;
    closed = reason;
    for (const listener of listeners) listener(reason);
  };
  socket.on('error', (error) => end(brokenConnection(place, error)));
  socket.on('end', () => end('the other end closed the connection'));
  socket.on('close', () => end('closed'));

  return {
    write(bytes) {
      if (closed === undefined) socket.write(bytes);
    },
    onData(listener) {
      socket.on('data', (chunk: Uint8Array) => listener(Uint8Array.from(chunk)));
    },
    onClose(listener) {
      listeners.push(listener);
      const reason = closed;
      if (reason !== undefined) queueMicrotask(() => listener(reason));
    },
    close() {
      // What was written before goes out first, unless nobody takes it.
      socket.destroySoon();
      queueMicrotask(() => end('closed'));
    },
  };
}
