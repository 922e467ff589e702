/** A hub in a process of its own, over the database it is told, that may kill itself after so many statements to it. */
import { flushCompileCache } from 'node:module';
import { createHub, usualConfig } from '../../statistics/hub.ts';
import { serveHub } from '../../statistics/server.ts';
import { portsOver } from '../../statistics/start-hub.ts';
import { openDatabase } from '../../statistics/store/open-database.ts';
import type { HubStart } from './hub-process.ts';

process.once('message', async ({ database: url, statements }: HubStart) => {
  let left = Number.POSITIVE_INFINITY;
  const database = await openDatabase(url, () => {
    left -= 1;
    // No handler runs and nothing is flushed: what the database has is what it has.
    if (left === 0) process.kill(process.pid, 'SIGKILL');
  });
  const config = { ...usualConfig, limits: 'none' as const };
  const served = await serveHub(createHub(portsOver(database, config), config), { port: 0 });
  left = statements ?? left;
  process.send?.(served.url);
});
process.once('disconnect', () => process.exit());
// Otherwise it is written at the exit, which a killed process does not have.
flushCompileCache();
