import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { load, type Served, serve } from '../hub/load.ts';
import { createTalk } from '../hub/talk.ts';
import type { Ratio } from '../ratio.ts';
import { inRounds } from '../rounds.ts';
import { atLeast, roundByRound, spreadOf } from '../statistics.ts';

const terminals = 64;
const eventsInBatch = 50;
/** Of each terminal in a round. */
const batches = 20;

const program = (name: string) => resolve(import.meta.dirname, `../hub/${name}.ts`);

export const hubRequests: Ratio = {
  name: 'P10',
  about:
    'signed batches of 50 events a second the hub takes ÷ what bare HTTP with JSON.parse takes, of the same bodies',
  async measure() {
    const folder = mkdtempSync(join(tmpdir(), 'kiosk-p10-'));
    const servers: Served[] = [];
    const served = async (...args: [string, ...string[]]): Promise<Served> => {
      const server = await serve(...args);
      servers.push(server);
      return server;
    };
    try {
      const hub = await served(program('hub-server'), `sqlite:${join(folder, 'hub.sqlite')}`, String(terminals));
      const [raw, again] = [await served(program('raw-server')), await served(program('raw-server'))];
      const talk = createTalk(terminals, eventsInBatch);
      let said = -2;
      let bodies: ReturnType<typeof talk.next>[] = [];
      /** Every side of a round gets the same bodies, made before the first of them begins. */
      const side = (server: Served) => (round: number) => {
        if (round !== said) bodies = Array.from({ length: terminals }, (_, index) => talk.next(index, batches));
        said = round;
        return load(server.url, bodies);
      };
      const taken = await inRounds({ hub: side(hub), raw: side(raw), again: side(again) });
      return {
        findings: [{ spread: spreadOf(roundByRound(taken.hub, taken.raw)), target: atLeast(0.25) }],
        beside: [
          { name: 'bare ÷ bare', spread: spreadOf(roundByRound(taken.raw, taken.again)), control: true },
          { name: 'hub, requests/s', spread: spreadOf(taken.hub.map(Math.round)) },
          { name: 'hub, events/s', spread: spreadOf(taken.hub.map((it) => Math.round(it * eventsInBatch))) },
          { name: 'bare, requests/s', spread: spreadOf(taken.raw.map(Math.round)) },
        ],
      };
    } finally {
      for (const server of servers) await server.stop();
      rmSync(folder, { recursive: true });
    }
  },
};
