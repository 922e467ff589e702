import type { Transaction } from 'kysely';
import { Enrolment, type EnrolmentReceipt, signedText } from '../../terminal/hub-contract.ts';
import { zoneClock } from '../calendar.ts';
import type { HubPorts } from '../ports.ts';
import { check, malformed, type Problem, problem } from '../problem.ts';
import { placementFrom, unitNameOn } from '../register/reading-register.ts';
import type { Tables } from '../store/tables.ts';
import { type Arrival, parsedJson } from './collecting.ts';
import { meantCode, newCode, sameHash } from './enrolment-code.ts';

/** What was asked for, or why it cannot be. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

const refused = (it: Problem): { ok: false; problem: Problem } => ({ ok: false, problem: it });

export type EnrolmentPorts = Pick<HubPorts, 'clock' | 'chance' | 'database' | 'seals'>;

/** A code that was made, to be told to whoever stands at the terminal. It is kept nowhere. */
export interface FreshCode {
  readonly terminal: string;
  readonly code: string;
  readonly expiresAt: number;
}

const validFor = 24 * 3_600_000;

/** The terminal's row, locked until the transaction ends. */
const lockTerminal = (tx: Transaction<Tables>, terminal: string) =>
  tx.updateTable('terminal').set({ terminal }).where('terminal', '=', terminal).returningAll().executeTakeFirst();

const nowhere = (terminal: string) =>
  problem('conflict', { detail: `${terminal} stands nowhere; say where it stands first` });

/**
 * What binds terminals to their keys. A code is made for a terminal that has its place, is valid for a day and for one
 * key; a newer one, or a revocation, ends it. Sixty bits are beyond guessing at the rate the door lets requests through.
 */
export const enrolment = ({ clock, chance, database: { db }, seals }: EnrolmentPorts, { zone }: { zone: string }) => {
  const inZone = zoneClock(zone);

  const receiptOf = async (tx: Transaction<Tables>, terminal: string): Promise<EnrolmentReceipt | undefined> => {
    const { day } = inZone(clock.now());
    const standing = await placementFrom(tx, terminal, day);
    if (!standing) return undefined;
    const { unit, ward, place, from } = standing;
    return { terminal, unit: await unitNameOn(tx, unit, from > day ? from : day), ward, place };
  };

  const makeCode = (terminal: string): Promise<Answer<FreshCode>> =>
    db.transaction().execute(async (tx) => {
      const row = await lockTerminal(tx, terminal);
      if (!row) return refused(problem('notFound', { detail: `there is no terminal ${terminal}` }));
      if (!(await receiptOf(tx, terminal))) return refused(nowhere(terminal));
      const code = newCode(chance);
      // Later than the last enrolment, also within its millisecond: an enrolment as late as its code has used it.
      const madeAt = Math.max(clock.now(), (row.enrolledAt ?? 0) + 1);
      const values = { codeHash: seals.sha256(code), madeAt, expiresAt: madeAt + validFor };
      await tx
        .insertInto('enrolmentCode')
        .values({ terminal, ...values })
        .onConflict((conflict) => conflict.column('terminal').doUpdateSet(values))
        .execute();
      return { ok: true, value: { terminal, code, expiresAt: values.expiresAt } };
    });

  const bind = ({ code, terminal, publicKey }: Enrolment): Promise<Answer<EnrolmentReceipt>> =>
    db.transaction().execute(async (tx) => {
      const row = await lockTerminal(tx, terminal);
      const made = await tx.selectFrom('enrolmentCode').selectAll().where('terminal', '=', terminal).executeTakeFirst();
      const isRight = sameHash(seals.sha256(meantCode(code)), made?.codeHash ?? '');
      if (!row || !made || !isRight) return refused(problem('codeWrong'));
      const receipt = await receiptOf(tx, terminal);
      if (!receipt) return refused(nowhere(terminal));
      if (row.enrolledAt !== null && row.enrolledAt >= made.madeAt) {
        // The same key again: the terminal did not hear the answer.
        return row.publicKey === publicKey ? { ok: true, value: receipt } : refused(problem('codeUsed'));
      }
      const now = clock.now();
      if (now >= made.expiresAt) return refused(problem('codeExpired'));
      await tx
        .updateTable('terminal')
        .set({ publicKey, enrolledAt: Math.max(now, made.madeAt), revokedAt: null, heardAt: now })
        .where('terminal', '=', terminal)
        .execute();
      return { ok: true, value: receipt };
    });

  return {
    /** Makes a code for a terminal. The code is in the answer and, as a hash, in the database. */
    makeCode,

    /** Binds a key to the terminal its code was made for; the one it had before is no longer heard. */
    enrol: async ({ path, body, signature }: Arrival): Promise<Answer<EnrolmentReceipt>> => {
      const parsed = parsedJson(body);
      if (parsed === undefined) return refused(malformed([{ path: '', message: 'the body is not JSON' }]));
      const read = check(Enrolment, parsed, () => []);
      if (!read.ok) return refused(malformed(read.mistakes));
      const isHeld = signature !== undefined && seals.verify(read.value.publicKey, signedText(path, body), signature);
      return isHeld ? bind(read.value) : refused(problem('signatureWrong'));
    },

    /** Stops listening to a terminal until it is enrolled anew. False when there is no such terminal. */
    revoke: (terminal: string): Promise<boolean> =>
      db.transaction().execute(async (tx) => {
        const row = await lockTerminal(tx, terminal);
        if (!row) return false;
        await tx
          .updateTable('terminal')
          .set({ revokedAt: row.revokedAt ?? clock.now() })
          .where('terminal', '=', terminal)
          .execute();
        await tx.deleteFrom('enrolmentCode').where('terminal', '=', terminal).execute();
        return true;
      }),
  };
};
