import { expect, test } from 'vitest';
import { createActor, toPromise } from 'xstate';
import { people } from '../../seeds/people.ts';
import { createMemoryJournal } from '../../simulator/world/memory-journal.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { Hospital } from '../hospital/client.ts';
import { createJournal, entryOf, recordsAfter } from '../journal/journal.ts';
import { createRecordWith } from './record-actor.ts';

const unknown = { ok: false, failure: 'unknown', why: 'no answer in 8 s' } as const;
const made = { ok: true, value: { requestId: 'q1', recordId: 'R1' }, serverTime: 0 } as const;
const refusal = (code: string) => ({ ok: false, failure: 'refused', code }) as const;

/** Asks a hospital that answers so, one after the other; the last answer stays. */
async function asking(...answers: readonly object[]) {
  const newcomer = people[5];
  if (!newcomer) throw new Error('the seeds hold no newcomer');
  const clock = createVirtualClock(0);
  const store = createMemoryJournal();
  const journal = createJournal(store, clock, () => {});
  const asked: unknown[] = [];
  const hospital = {
    async call(_: string, input: unknown) {
      asked.push(input);
      return answers[Math.min(asked.length, answers.length) - 1];
    },
  } as unknown as Hospital;
  const logic = createRecordWith({ hospital, journal, clock, newNumber: () => 'q1', visit: () => 'v1' });
  const actor = createActor(logic, { input: { newcomer: { card: newcomer.card }, phone: '13900000000' } });
  let outcome: unknown;
  void toPromise(actor.start()).then((it) => {
    outcome = it;
  });
  await clock.runUntil(() => outcome !== undefined, 60_000);
  const entries = [...recordsAfter(store, 0)].map(entryOf);
  return { outcome, asked, entries, text: JSON.stringify(entries) };
}

test('written down before it is asked, and with what came of it; of the person nothing', async () => {
  const { outcome, asked, entries, text } = await asking(made);
  expect(outcome).toEqual({ ok: true, recordId: 'R1' });
  expect(asked).toMatchObject([{ requestId: 'q1', phone: '13900000000', consent: true }]);
  expect(entries).toEqual([
    { kind: 'record.intended', visit: 'v1', request: 'q1' },
    { kind: 'record.created', visit: 'v1', request: 'q1', recordId: 'R1' },
  ]);
  expect(text).not.toMatch(/何|1390|3201/);
});

test('no answer is asked again under the same number', async () => {
  const { outcome, asked } = await asking(unknown, unknown, made);
  expect(outcome).toEqual({ ok: true, recordId: 'R1' });
  expect(asked).toHaveLength(3);
  expect(new Set(asked.map((it) => JSON.stringify(it))).size).toBe(1);
});

test('after four it is given up, and written down as unknown', async () => {
  const { outcome, asked, entries } = await asking(unknown);
  expect(outcome).toEqual({ ok: false, trouble: 'hospitalSilent' });
  expect(asked).toHaveLength(4);
  expect(entries.at(-1)).toEqual({ kind: 'record.failed', visit: 'v1', request: 'q1', why: 'unknown' });
});

test.each([
  ['phoneLimit', 'phoneLimit'],
  ['recordExists', 'recordExists'],
  ['guardianNeeded', 'guardianUnusable'],
  ['conflict', 'hospitalRefused'],
])('a refusal %s is final: %s', async (code, trouble) => {
  const { outcome, asked, entries } = await asking(refusal(code), made);
  expect(outcome).toEqual({ ok: false, trouble });
  expect(asked).toHaveLength(1);
  expect(entries.at(-1)).toMatchObject({ kind: 'record.failed', why: code });
});
