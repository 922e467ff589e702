import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { memoryHubStore } from '../../simulator/world/memory-hub-store.ts';
import { eightOClock } from '../invented-usage.ts';
import { storeContract } from './contract.ts';
import type { HubStore } from './hub-store.ts';
import { openSqliteStore } from './sqlite-store.ts';

const stores: readonly (readonly [name: string, open: () => Promise<HubStore>])[] = [
  ['in memory', async () => memoryHubStore()],
  ['SQLite in memory', () => openSqliteStore(':memory:')],
  [
    'an SQLite file',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'hub-store-'));
      const store = await openSqliteStore(join(folder, 'hub.sqlite'));
      const close = async () => {
        await store.close();
        rmSync(folder, { recursive: true });
      };
      return { ...store, close };
    },
  ],
];

for (const [name, open] of stores) storeContract(name, open);

test.each(stores)('settles without a turn of the event loop, as virtual time needs it: %s', async (_, open) => {
  const store = await open();
  let turned = false;
  const turn = setImmediate(() => {
    turned = true;
  });
  await store.take('A-01', () => ({ answer: '', intake: { events: [], days: [], upTo: 1, heardAt: eightOClock } }));
  await store.usage('2026-11-21', '2026-11-21');
  expect(turned).toBe(false);
  clearImmediate(turn);
  await store.close();
});
