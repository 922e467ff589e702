import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HubStartError } from '../server.ts';
import type { HubMetrics } from './hub-metrics.ts';

export interface RunningMetrics {
  /** `http://127.0.0.1:8201/metrics` */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Answers `GET /metrics` on a port of its own, on this machine only: it is no part of what a proxy shows. 0 takes any free
 * port. Rejects with a `HubStartError`.
 */
export const serveMetrics = async (
  metrics: Pick<HubMetrics, 'text' | 'contentType'>,
  port: number,
): Promise<RunningMetrics> => {
  const server = createServer((request, answer) => {
    const say = (status: number, type: string, body: string) =>
      answer.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
    if (request.method !== 'GET' || request.url !== '/metrics') {
      say(404, 'text/plain; charset=utf-8', 'GET /metrics is all there is here\n');
      return;
    }
    metrics.text().then(
      (text) => say(200, metrics.contentType, text),
      // The database is away: a watcher takes a scrape that failed for a sign.
      () => say(503, 'text/plain; charset=utf-8', 'the database does not answer\n'),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new HubStartError(`metrics: port ${port}: ${error.message}`)));
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}/metrics`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
