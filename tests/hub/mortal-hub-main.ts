/** A hub that kills itself after so many statements to its database: `mortal-hub-main.ts URL COUNT`. */
import { createHub, usualConfig } from '../../statistics/hub.ts';
import { serveHub } from '../../statistics/server.ts';
import { portsOver } from '../../statistics/start-hub.ts';
import { openDatabase } from '../../statistics/store/open-database.ts';

const [url = '', count = '0'] = process.argv.slice(2);
let left = Number.POSITIVE_INFINITY;
const database = await openDatabase(url, () => {
  left -= 1;
  // No handler runs and nothing is flushed: what the database has is what it has.
  if (left === 0) process.kill(process.pid, 'SIGKILL');
});
const config = { ...usualConfig, limits: 'none' as const };
const served = await serveHub(createHub(portsOver(database, config), config), { port: 0 });
left = Number(count);
console.log(served.url);
