import * as v from 'valibot';
import { expect, test } from 'vitest';
import { hubPaths, UsageGap, UsageReceipt } from '../../terminal/hub-contract.ts';
import { databaseIntake } from '../store/intake-store.ts';
import { openDatabase } from '../store/open-database.ts';
import { asRequest, enrolled, hubOutside, zone } from './invented-terminal.ts';
import { eightOClock, registration, started } from './invented-usage.ts';
import { cursorAfter, inventedOutbox } from './invented-usage-outbox.ts';
import { intakeRoutes } from './routes.ts';

const withHub = async (
  work: (hub: {
    readonly ask: (request: Request) => Promise<Response>;
    readonly outbox: ReturnType<typeof inventedOutbox>;
    readonly outside: ReturnType<typeof hubOutside>;
  }) => Promise<void>,
) => {
  const database = await openDatabase('sqlite::memory:');
  const outside = hubOutside(database);
  const key = await enrolled(outside, 'YX-01');
  const intake = databaseIntake(database, { zone, monthClosesAfterDays: 3 });
  const app = intakeRoutes({ ...outside, intake });
  app.onError(({ message }) => new Response(message, { status: 500 }));
  outside.logged.length = 0;
  await work({ ask: async (request) => app.fetch(request), outbox: inventedOutbox('YX-01', key), outside });
  await database.close();
};

const events = [started(1), registration(2)];

test('a batch is answered with its receipt', () =>
  withHub(async ({ ask, outbox }) => {
    const answer = await ask(asRequest(outbox.batch('e1', null, events)));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(v.parse(UsageReceipt, await answer.json())).toEqual({ upTo: 2 });
  }));

test('a gap is answered as the contract has it, as a problem', () =>
  withHub(async ({ ask, outbox }) => {
    await ask(asRequest(outbox.batch('e1', null, events)));
    const after = cursorAfter(null, 'e1', events);
    const answer = await ask(asRequest(outbox.batch('e1', { ...after, sequence: 7 }, [registration(8)])));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([409, 'application/problem+json']);
    expect(v.parse(UsageGap, await answer.json())).toEqual({ code: 'gap', expected: after });
  }));

test.each([
  ['no JSON', '{', 400, 'malformed'],
  ['JSON that is no batch', 'null', 400, 'malformed'],
  ['a batch of nobody', JSON.stringify({ terminal: 'X', epoch: '', previous: null, events }), 403, 'terminalUnknown'],
  ['a hub nobody knows', JSON.stringify({ hub: 'gulou', rows: {} }), 403, 'hubUnknown'],
])('%s', (_, body, status, code) =>
  withHub(async ({ ask }) => {
    const answer = await ask(asRequest({ path: hubPaths.usage, body, signature: undefined }));
    expect([answer.status, await answer.json()]).toMatchObject([status, { code }]);
  }),
);

test('when the database fails nothing is answered, and the terminal keeps its batch', () =>
  withHub(async ({ ask, outbox, outside }) => {
    await outside.database.db.schema.dropTable('usageEvent').execute();
    const answer = await ask(asRequest(outbox.batch('e1', null, [{ ...started(1), at: eightOClock }])));
    expect(answer.status).toBe(500);
    expect(outside.logged).toEqual([]);
  }));
