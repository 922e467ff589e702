/**
 * A hub process is killed after each statement of the transaction that takes batches, and started again over the same
 * database; terminals go on as the contract says. In the end every event is there once.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inventedOutbox } from '../../statistics/intake/invented-usage-outbox.ts';
import { lastingDatabases } from '../../statistics/store/databases-under-test.ts';
import { openDatabase } from '../../statistics/store/open-database.ts';
import { signatureHeader } from '../../terminal/hub-contract.ts';
import { type Reply, type ScriptedTerminal, scriptedTerminal, seededChance } from './scripted-terminal.ts';
import { everyEventOnce, noteDisk, rollUpsAreSums, type Truth } from './whole.ts';

const startHub = async (database: string, statements: number) => {
  const main = join(import.meta.dirname, 'mortal-hub-main.ts');
  const child = spawn(process.execPath, [main, database, String(statements)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit').then(([, signal]) => signal as string | null);
  const [said] = await Promise.race([once(child.stdout, 'data'), ended.then(() => [])]);
  if (said === undefined) throw new Error('the hub did not start');
  return { url: String(said).trim(), ended, kill: () => child.kill('SIGKILL') };
};

/** Undefined when nobody answered to the end. */
const ask = async (hub: string, terminal: ScriptedTerminal): Promise<Reply | undefined> => {
  const delivery = terminal.next();
  if (!delivery) return undefined;
  const { path, body, signature } = delivery.arrival;
  const headers = { [signatureHeader]: signature ?? '', 'content-type': 'application/json', connection: 'close' };
  try {
    const answer = await fetch(new URL(path, hub), { method: 'POST', body, headers });
    const said = (await answer.json()) as { upTo: number } | { expected: null; code: string };
    const reply: Reply = 'upTo' in said ? { receipt: said } : { refused: said.code };
    if ('refused' in reply) throw new RangeError(`the hub refused: ${reply.refused}`);
    terminal.heard(reply, delivery.events);
    return reply;
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return undefined;
  }
};

for (const { name, skip, make } of lastingDatabases) {
  describe.skipIf(skip)(`in ${name}`, () => {
    test('killed after each statement of an intake, the hub loses nothing and counts nothing twice', {
      timeout: 300_000,
    }, async () => {
      const { url, drop } = await make();
      const database = await openDatabase(url);
      const outboxes = ['T-1', 'T-2'].map((terminal) => inventedOutbox(terminal));
      for (const { terminal, publicKey } of outboxes) {
        const row = { terminal, publicKey, enrolledAt: 0, revokedAt: null, epoch: null, heardAt: null };
        await database.db.insertInto('terminal').values(row).execute();
        const place = { unit: 'unit', ward: '', placeZh: '', placeEn: '' };
        await database.db
          .insertInto('placement')
          .values({ terminal, fromDay: '2020-01-01', ...place })
          .execute();
      }
      const terminals = outboxes.map((outbox, at) => scriptedTerminal(outbox, seededChance(at + 1)));

      let statements = 0;
      for (let answered = false; !answered; ) {
        statements += 1;
        const hub = await startHub(url, statements);
        for (const terminal of terminals) {
          if (statements % 7 === 0) terminal.start();
          terminal.live(20);
        }
        const replies = await Promise.all(terminals.map((terminal) => ask(hub.url, terminal)));
        answered = replies.every((reply) => reply !== undefined);
        if (answered) hub.kill();
        expect(await hub.ended).toBe('SIGKILL');
      }
      // Of one transaction at the least: begin, what is asked, what is written, commit.
      expect(statements).toBeGreaterThan(14);

      const last = await startHub(url, Number.POSITIVE_INFINITY);
      for (const terminal of terminals) while (terminal.next()) expect(await ask(last.url, terminal)).toBeDefined();
      last.kill();
      await last.ended;

      const truth: Truth = new Map();
      for (const terminal of terminals) noteDisk(truth, terminal.terminal, terminal.written());
      const held = await everyEventOnce(database, truth);
      await rollUpsAreSums(database, held, () => 'unit');
      await database.close();
      await drop();
    });
  });
}
