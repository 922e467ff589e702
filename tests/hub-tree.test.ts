import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { usualConfig } from '../statistics/hub.ts';
import { keyOf } from '../statistics/intake/invented-terminal.ts';
import { nodeSeals } from '../statistics/intake/node-seals.ts';
import { noCounts } from '../statistics/intake/roll-up.ts';
import { inventedRegister } from '../statistics/register/invented-register.ts';
import { startHub } from '../statistics/start-hub.ts';
import { openDatabase } from '../statistics/store/open-database.ts';
import { childCommand } from '../statistics/tree/child-command.ts';

const unit = inventedRegister.units[0]?.unit ?? '';
const day = { terminal: 'YX-01', businessDay: '2026-11-21', unit, ...noCounts, visits: 5, revision: 1, dirty: 1 };

test('three hubs over real sockets: what a house adds up reaches its city, and from there the nation', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hub-tree-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const key = keyOf();
  const databaseOf = (name: string) => `sqlite:${join(folder, `${name}.sqlite`)}`;
  const startOf = async (name: string, above?: string) => {
    const hub = await startHub({
      port: 0,
      database: databaseOf(name),
      config: usualConfig,
      register: { ...inventedRegister, terminals: [] },
      ...(above && { parent: { url: above, hub: name, sign: key.sign } }),
    });
    onTestFinished(hub.close);
    return hub;
  };
  const letIn = async (name: string, child: string) => {
    const quiet = {
      clock: { now: () => 0 },
      chance: { bytes: (count: number) => new Uint8Array(count) },
      seals: nodeSeals(),
      say: () => {},
      complain: (line: string) => expect(line).toBe(''),
    };
    const args = ['--database', databaseOf(name), '--hub', child, '--public-key', key.publicKey, '--unit', unit];
    expect(await childCommand(args, quiet)).toBe(0);
  };

  const nation = await startOf('nation');
  await letIn('nation', 'city');
  const house = await openDatabase(databaseOf('house'));
  await house.db.insertInto('usageDay').values(day).execute();
  await house.close();
  // The city has it before it starts to tell: a hub tells at its start, and then by the minute.
  const city = await startOf('city');
  await letIn('city', 'house');
  await startOf('house', city.url);
  const read = async (name: string) => {
    const database = await openDatabase(databaseOf(name));
    const rows = await database.db.selectFrom('usageDay').select(['terminal', 'unit', 'visits', 'revision']).execute();
    await database.close();
    return rows;
  };
  const told = [{ terminal: 'YX-01', unit, visits: 5, revision: 1 }];
  await vi.waitFor(async () => expect(await read('city')).toEqual(told), { timeout: 20_000, interval: 50 });
  await city.close();
  await startOf('city', nation.url);
  await vi.waitFor(async () => expect(await read('nation')).toEqual(told), { timeout: 20_000, interval: 50 });
});
