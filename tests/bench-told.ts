import { WebSocket } from 'ws';
import type { BenchMessage } from '../simulator/bench/message.ts';
import type { Running } from './everything.ts';

/** What the bench's own socket tells first of a kind. */
export function benchTold<K extends BenchMessage['kind']>(
  { urls }: Running,
  kind: K,
): Promise<Extract<BenchMessage, { kind: K }>> {
  const url = new URL('socket', urls.bench);
  url.protocol = 'ws:';
  const socket = new WebSocket(url, { origin: new URL(urls.bench).origin });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as BenchMessage;
      if (message.kind !== kind) return;
      socket.close();
      resolve(message as Extract<BenchMessage, { kind: K }>);
    });
  });
}
