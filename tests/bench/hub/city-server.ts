/**
 * The hub of a whole city with its pages, filled first where nothing is in the database. It prints where one is let in.
 * `node tests/bench/hub/city-server.ts DATABASE TERMINALS`
 */
import { join } from 'node:path';
import { serveHub } from '../../../statistics/server.ts';
import { openCity } from './filled-city.ts';

const [url = '', terminals = ''] = process.argv.slice(2);
const { hub } = await openCity(url, Number(terminals));
const served = await serveHub(hub, { port: 0, page: join(import.meta.dirname, '../../../dist/hub') });
console.log(new URL(hub.invite(), served.url).href);
