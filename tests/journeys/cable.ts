/** What the page hears the terminal through, as a cable: it can be pulled out, and put in again. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { pipeline } from 'node:stream';

export interface Cable {
  /** The page's address, heard through the cable. */
  readonly url: string;
  /** The screen's socket breaks off, and none gets through any more. The page's files come by another way. */
  pull(): void;
  plug(): void;
  close(): Promise<void>;
}

const asksForSocket = (head: Buffer) => head.toString('latin1').startsWith('GET /screen');

/** Lays a cable to where the page is served. */
export function layCable(to: string): Promise<Cable> {
  const url = new URL(to);
  const { hostname, port } = url;
  const all = new Set<Socket>();
  const sockets = new Set<Socket>();
  let plugged = true;

  const server = createServer((near) => {
    all.add(near);
    near.once('close', () => {
      all.delete(near);
      sockets.delete(near);
    });
    // Before it has asked for anything a browser may think better of it.
    near.on('error', () => near.destroy());
    near.once('data', (head) => {
      if (asksForSocket(head)) sockets.add(near);
      if (sockets.has(near) && !plugged) return near.destroy();
      const far = connect(Number(port), hostname);
      far.write(head);
      pipeline(near, far, near, () => undefined);
    });
  });

  return new Promise((resolve) => {
    server.listen(0, hostname, () => {
      url.port = String((server.address() as AddressInfo).port);
      resolve({
        url: url.href,
        pull() {
          plugged = false;
          for (const it of sockets) it.destroy();
        },
        plug() {
          plugged = true;
        },
        close() {
          for (const it of all) it.destroy();
          return new Promise((closed) => server.close(() => closed()));
        },
      });
    });
  });
}
