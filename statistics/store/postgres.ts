import { CompiledQuery, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import pg from 'pg';

/** What PostgreSQL counts in (`bigint`, and `numeric` for the sums of those) comes as text: Kysely's types say numbers. */
const bigint = 20;
const numeric = 1700;
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: string) =>
    oid === bigint || oid === numeric ? Number : pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text'),
};

/**
 * What every connection is told. A commit is on the disk when it returns, whatever the server's settings say; a request
 * that hangs, or a program that died with a terminal locked, holds the others up for so long and no longer.
 */
const settings = `
  set synchronous_commit = on;
  set statement_timeout = '60s';
  set lock_timeout = '20s';
  set idle_in_transaction_session_timeout = '20s';
`;

/**
 * Insertions are made ready by name, and only the first time read: a text for a hundred rows takes the server twice as
 * long to read as to run. So many texts have names, in all connections the same.
 */
const mostNames = 300;
const names = new Map<string, string>();
const nameOf = (text: string): string | undefined => {
  if (!text.startsWith('insert ')) return undefined;
  const name = names.get(text) ?? (names.size < mostNames ? `hub-${names.size}` : undefined);
  if (name !== undefined) names.set(text, name);
  return name;
};

/** The pool as Kysely takes it. Kysely knows a connection by its object: each has one and keeps it. */
const naming = (pool: pg.Pool): PostgresPool => {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  const wrap = (client: pg.PoolClient) => {
    const query = (text: string, parameters: readonly unknown[]) => {
      const name = nameOf(text);
      const values = [...parameters];
      return client.query({ text, values, ...(name !== undefined && { name }) });
    };
    return { query, release: (discard?: boolean) => client.release(discard) } as unknown as PostgresPoolClient;
  };
  return {
    connect: async () => {
      const client = await pool.connect();
      const known = clients.get(client) ?? wrap(client);
      clients.set(client, known);
      return known;
    },
    end: () => pool.end(),
    options: pool.options,
  };
};

const mostConnections = 8;
const connectsWithin = 5_000;

/** Connections to a PostgreSQL server at `postgres://user:password@host:port/database`. */
export const postgresPool = (url: string): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: url,
    max: mostConnections,
    connectionTimeoutMillis: connectsWithin,
    application_name: 'kiosk-hub',
    types,
  });
  // A connection that breaks while nobody uses it is replaced at the next use; unheard, it would end the program.
  pool.on('error', () => {});
  return pool;
};

/** Kysely's words for a PostgreSQL server. The pool ends with them. */
export const postgresDialect = (pool: pg.Pool): PostgresDialect =>
  new PostgresDialect({
    pool: naming(pool),
    onCreateConnection: async (connection) => {
      await connection.executeQuery(CompiledQuery.raw(settings));
    },
  });
