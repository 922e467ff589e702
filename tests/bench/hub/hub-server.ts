/**
 * The hub as `npm run hub` serves it, with the terminals of the talk enrolled. It prints its address.
 * `node tests/bench/hub/hub-server.ts DATABASE TERMINALS`
 */
import { enrolAll } from '../../../simulator/fleet/enrol.ts';
import { createHub, usualConfig } from '../../../statistics/hub.ts';
import { serveHub } from '../../../statistics/server.ts';
import { portsOver } from '../../../statistics/start-hub.ts';
import { openDatabase } from '../../../statistics/store/open-database.ts';
import { createTalk, hubTime, signer } from './talk.ts';

const [url = '', terminals = ''] = process.argv.slice(2);
const database = await openDatabase(url);
const { register } = createTalk(Number(terminals), 1);
await enrolAll(database, register, signer.publicKey, hubTime);
// Terminals that say as much as they can would soon be told to wait.
const config = { ...usualConfig, limits: 'none' as const };
const ports = { ...portsOver(database, config), clock: { now: () => hubTime } };
const hub = await serveHub(createHub(ports, config), { port: 0 });
console.log(hub.url);
