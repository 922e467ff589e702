import type { HubPorts } from '../ports.ts';
import { type Reader, scopeOf } from './reader.ts';
import { secret } from './secret.ts';

/** A working day and the journeys around it. */
export const sessionLife = 12 * 3_600_000;

/** Who is signed in. The browser has the secret; the hub keeps its hash, so that a copied database opens no door. */
export const sessionKeeper = ({
  clock,
  chance,
  database: { db },
  seals,
}: Pick<HubPorts, 'clock' | 'chance' | 'database' | 'seals'>) => ({
  /** Opens a session for an account; resolves with its secret. */
  async open(account: string): Promise<string> {
    const made = secret(chance);
    const madeAt = clock.now();
    await db
      .insertInto('session')
      .values({ sessionHash: seals.sha256(made), account, madeAt, expiresAt: madeAt + sessionLife })
      .execute();
    return made;
  },

  /** Whose session it is, while it lasts and the account is open. */
  async reader(given: string): Promise<Reader | undefined> {
    const found = await db
      .selectFrom('session')
      .innerJoin('account', 'account.account', 'session.account')
      .select(['account.account', 'account.name', 'account.scope', 'account.administrator'])
      .where('session.sessionHash', '=', seals.sha256(given))
      .where('session.expiresAt', '>', clock.now())
      .where('account.closedAt', 'is', null)
      .executeTakeFirst();
    const scope = scopeOf(found?.scope);
    if (!found || !scope) return undefined;
    return { who: found.account, name: found.name, scope, administrator: found.administrator === 1 };
  },

  async close(given: string): Promise<void> {
    await db.deleteFrom('session').where('sessionHash', '=', seals.sha256(given)).execute();
  },

  /** Signs an account out everywhere, or everywhere but here. */
  async closeAllOf(account: string, but = ''): Promise<void> {
    await db
      .deleteFrom('session')
      .where('account', '=', account)
      .where('sessionHash', '!=', seals.sha256(but))
      .execute();
  },

  /** Forgets those that ended. */
  async sweep(): Promise<void> {
    await db.deleteFrom('session').where('expiresAt', '<=', clock.now()).execute();
  },
});

export type SessionKeeper = ReturnType<typeof sessionKeeper>;
