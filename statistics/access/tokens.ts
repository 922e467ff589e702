import type { HubPorts } from '../ports.ts';
import { type Reader, scopeOf } from './reader.ts';
import { newId, secret } from './secret.ts';
import type { NewToken, Token, TokenMade } from './shapes.ts';

const day = 86_400_000;
/** So that a token found where it does not belong is known for one. */
const mark = 'hub_';

/** What programs read with: each has a name, a scope and an end. Only the hash of a token is kept. */
export const tokenKeeper = ({
  clock,
  chance,
  database: { db },
  seals,
}: Pick<HubPorts, 'clock' | 'chance' | 'database' | 'seals'>) => ({
  async make({ name, scope, days }: NewToken, madeBy: string): Promise<TokenMade> {
    const token = `${mark}${secret(chance)}`;
    const madeAt = clock.now();
    const row = { id: newId(chance), name, madeBy, madeAt, expiresAt: madeAt + days * day, revokedAt: null };
    await db
      .insertInto('accessToken')
      .values({ ...row, tokenHash: seals.sha256(token), scope: JSON.stringify(scope) })
      .execute();
    return { ...row, scope, token };
  },

  /** Every token there was, the last made first. */
  async all(): Promise<Token[]> {
    const rows = await db
      .selectFrom('accessToken')
      .select(['id', 'name', 'scope', 'madeBy', 'madeAt', 'expiresAt', 'revokedAt'])
      .orderBy('madeAt', 'desc')
      .orderBy('id')
      .execute();
    return rows.flatMap((row) => {
      const scope = scopeOf(row.scope);
      return scope ? [{ ...row, scope }] : [];
    });
  },

  /** False when there is no such token; revoking twice is revoking once. */
  async revoke(id: string): Promise<boolean> {
    const found = await db.selectFrom('accessToken').select('id').where('id', '=', id).executeTakeFirst();
    await db
      .updateTable('accessToken')
      .set({ revokedAt: clock.now() })
      .where('id', '=', id)
      .where('revokedAt', 'is', null)
      .execute();
    return found !== undefined;
  },

  async reader(given: string): Promise<Reader | undefined> {
    if (!given.startsWith(mark)) return undefined;
    const found = await db
      .selectFrom('accessToken')
      .select(['id', 'name', 'scope'])
      .where('tokenHash', '=', seals.sha256(given))
      .where('expiresAt', '>', clock.now())
      .where('revokedAt', 'is', null)
      .executeTakeFirst();
    const scope = scopeOf(found?.scope);
    return found && scope ? { who: `token:${found.id}`, name: found.name, scope, administrator: false } : undefined;
  },
});

export type TokenKeeper = ReturnType<typeof tokenKeeper>;
