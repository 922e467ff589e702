import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** Databases of a measurement, each new, all of them gone afterwards. */
export interface BenchDatabases {
  /** A new one, by its URL. */
  fresh(): Promise<string>;
  close(): Promise<void>;
}

export function sqliteDatabases(): BenchDatabases {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-bench-'));
  let made = 0;
  return {
    fresh: async () => `sqlite:${join(folder, `${++made}.sqlite`)}`,
    close: async () => rmSync(folder, { recursive: true }),
  };
}

/** Beside the database at `url`, on the same server. */
export async function postgresDatabases(url: string): Promise<BenchDatabases> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const made: string[] = [];
  return {
    async fresh() {
      const name = `kiosk_bench_${process.pid}_${made.length}`;
      await client.query(`CREATE DATABASE ${name}`);
      made.push(name);
      const its = new URL(url);
      its.pathname = `/${name}`;
      return its.href;
    },
    async close() {
      for (const name of made) await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await client.end();
    },
  };
}
