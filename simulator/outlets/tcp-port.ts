import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Link } from '../../device-drivers/links/link.ts';
import { linkOver } from '../../device-drivers/links/tcp.ts';
import { portTrouble } from './port-trouble.ts';

/**
 * A TCP port for one client at a time, as device servers for serial lines have it: who comes second is hung up on until
 * the first has gone. While it is closed the system refuses everybody.
 */
export interface TcpPort {
  /** `0` until it was opened for the first time, where any free one was asked for. */
  readonly port: () => number;
  open(): Promise<void>;
  /** Hangs up on whoever is there. */
  close(): Promise<void>;
}

export function createTcpPort(plan: {
  /** Of the outlet, to be named when the port cannot be had. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly answer: (client: Link) => void;
}): TcpPort {
  const { name, host } = plan;
  let { port } = plan;
  const clients = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    clients.add(socket);
    socket.once('close', () => clients.delete(socket));
    plan.answer(linkOver(socket, name));
  });
  server.maxConnections = 1;
  return {
    port: () => port,
    open: () =>
      new Promise((resolve, reject) => {
        const refused = (error: unknown) => reject(portTrouble(name, port, error));
        server.once('error', refused);
        server.listen(port, host, () => {
          server.off('error', refused);
          port = (server.address() as AddressInfo).port;
          resolve();
        });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of clients) socket.destroy();
      }),
  };
}
