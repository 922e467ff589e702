import type { Kysely } from 'kysely';
import type { HubPorts } from '../ports.ts';
import type { Tables } from '../store/tables.ts';
import { hashPassword, passwordFits, saltBytes } from './password.ts';
import { type Scope, scopeOf } from './reader.ts';
import { firstPassword, newId } from './secret.ts';
import type { Account, AccountMade, NewAccount } from './shapes.ts';

export interface Guest {
  readonly account: string;
  readonly name: string;
  readonly scope: Scope;
  readonly administrator: boolean;
}

/** A scope that allows nothing: of whom it is, nothing is known any more but that they were shut out. */
const forgotten = '';

/** Who may sign in: with a password that is kept here as a hash, or through somebody who vouches for them. */
export const accountKeeper = ({ clock, chance, database: { db } }: Pick<HubPorts, 'clock' | 'chance' | 'database'>) => {
  const hashOf = (password: string) => hashPassword(password, chance.bytes(saltBytes));

  const all = async (): Promise<Account[]> => {
    const rows = await db.selectFrom('account').selectAll().orderBy('account').execute();
    return rows.flatMap(({ passwordHash, administrator, ...row }) => {
      const scope = scopeOf(row.scope);
      return scope ? [{ ...row, scope, administrator: administrator === 1, local: passwordHash !== null }] : [];
    });
  };

  const open = (account: string) =>
    db
      .selectFrom('account')
      .selectAll()
      .where('account', '=', account)
      .where('closedAt', 'is', null)
      .executeTakeFirst();

  /** What an account did stays, under a name that says nothing. */
  const unname = async (tx: Kysely<Tables>, account: string): Promise<string> => {
    const nobody = `erased:${newId(chance)}`;
    await tx.deleteFrom('session').where('account', '=', account).execute();
    await tx.updateTable('exportLog').set({ who: nobody }).where('who', '=', account).execute();
    await tx.updateTable('accessToken').set({ madeBy: nobody }).where('madeBy', '=', account).execute();
    return nobody;
  };

  return {
    all,

    /** Makes an account with a password to begin with; nothing when there is one of that name already, open or closed. */
    async make({ account, name, scope, administrator }: NewAccount): Promise<AccountMade | undefined> {
      const password = firstPassword(chance);
      const madeAt = clock.now();
      const made = await db
        .insertInto('account')
        .values({
          account,
          name,
          passwordHash: await hashOf(password),
          scope: JSON.stringify(scope),
          administrator: administrator ? 1 : 0,
          madeAt,
          closedAt: null,
        })
        .onConflict((conflict) => conflict.column('account').doNothing())
        .executeTakeFirst();
      if (made.numInsertedOrUpdatedRows !== 1n) return undefined;
      return { account: { account, name, scope, administrator, local: true, madeAt, closedAt: null }, password };
    },

    /**
     * Lets somebody in whom somebody else vouches for, as they say now. False when the account was closed here, which
     * counts for more.
     */
    async welcome({ account, name, scope, administrator }: Guest): Promise<boolean> {
      const said = { name, scope: JSON.stringify(scope), administrator: administrator ? 1 : 0 };
      await db
        .insertInto('account')
        .values({ account, ...said, passwordHash: null, madeAt: clock.now(), closedAt: null })
        .onConflict((conflict) => conflict.column('account').doUpdateSet(said).where('account.closedAt', 'is', null))
        .execute();
      return (await open(account)) !== undefined;
    },

    /** Whether the password is that of an open account. Takes as long when there is none. */
    async fits(account: string, password: string): Promise<boolean> {
      const found = await open(account);
      return passwordFits(password, found?.passwordHash);
    },

    async setPassword(account: string, password: string): Promise<void> {
      await db
        .updateTable('account')
        .set({ passwordHash: await hashOf(password) })
        .where('account', '=', account)
        .execute();
    },

    /** Gives a local account a new password to begin with; nothing when there is no such account. */
    async renew(account: string): Promise<AccountMade | undefined> {
      const found = (await all()).find((it) => it.account === account && it.local && it.closedAt === null);
      if (!found) return undefined;
      const password = firstPassword(chance);
      await this.setPassword(account, password);
      return { account: found, password };
    },

    /** Closes an account for good: its name stays with what it did. False when there is none. */
    async close(account: string): Promise<boolean> {
      const closed = await db
        .updateTable('account')
        .set({ closedAt: clock.now() })
        .where('account', '=', account)
        .where('closedAt', 'is', null)
        .executeTakeFirst();
      return closed.numUpdatedRows === 1n;
    },

    /**
     * Forgets whoever it was: the account and its sessions go, and what it did stays under a name that says nothing.
     * Resolves with that name; nothing when there is no such account. Somebody who signs in elsewhere has to be shut out
     * there first.
     */
    erase: (account: string): Promise<string | undefined> =>
      db.transaction().execute(async (tx) => {
        const gone = await tx.deleteFrom('account').where('account', '=', account).executeTakeFirst();
        if (gone.numDeletedRows === 0n) return undefined;
        return unname(tx, account);
      }),

    /**
     * Forgets who had accounts that were closed before a moment. One whom somebody else vouches for stays shut out: its
     * row is kept, closed and blank, or they would come in again as somebody new. Resolves with how many there were.
     */
    async forgetClosed(before: number): Promise<number> {
      const closed = await db
        .selectFrom('account')
        .select(['account', 'passwordHash'])
        .where('closedAt', '<', before)
        .where('scope', '!=', forgotten)
        .execute();
      for (const { account, passwordHash } of closed) {
        if (passwordHash !== null) await this.erase(account);
        else {
          await db.transaction().execute(async (tx) => {
            await tx
              .updateTable('account')
              .set({ name: '', scope: forgotten })
              .where('account', '=', account)
              .execute();
            await unname(tx, account);
          });
        }
      }
      return closed.length;
    },

    /** Whether anybody can sign in at all. */
    async any(): Promise<boolean> {
      const found = await db.selectFrom('account').select('account').where('closedAt', 'is', null).executeTakeFirst();
      return found !== undefined;
    },
  };
};

export type AccountKeeper = ReturnType<typeof accountKeeper>;
