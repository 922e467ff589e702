import { expect, test } from 'vitest';
import type { Answer } from './answer.ts';
import type { Client } from './client.ts';
import { createDesk } from './desk.ts';

/** A desk whose time, hub and reader are in the test's hands. */
const stand = () => {
  const asked: { path: string; signal: AbortSignal; answer: (it: Answer<unknown>) => Promise<void> }[] = [];
  const tasks: (() => void)[] = [];
  let looking = true;
  let again = () => {};
  let out = 0;
  const get: Client['get'] = <T>(path: string, signal: AbortSignal) =>
    new Promise<Answer<T>>((resolve) => {
      asked.push({
        path,
        signal,
        async answer(it) {
          resolve(it as Answer<T>);
          await Promise.resolve();
          await Promise.resolve();
        },
      });
    });
  const client: Client = {
    get,
    getAll: (path, _, signal) => get(path, signal),
    send: () => Promise.reject(new Error()),
  };
  const outside = {
    now: () => 0,
    after(_: number, task: () => void) {
      tasks.push(task);
      return () => {};
    },
    fetch: () => Promise.reject(new Error()),
    kept: { read: () => undefined, write() {} },
  };
  const looked = {
    atNow: () => looking,
    whenAgain(task: () => void) {
      again = task;
    },
  };
  const desk = createDesk(outside, client, looked, () => {
    out += 1;
  });
  return {
    desk,
    asked,
    minute() {
      for (const task of tasks.splice(0)) task();
    },
    look(now: boolean) {
      looking = now;
      if (now) again();
    },
    signedOut: () => out,
  };
};

const question = { path: '/v1/units' };
const nothing = () => {};

test('a question that many ask is put once, and its answer is told to all', async () => {
  const { desk, asked } = stand();
  let told = 0;
  desk.listen(question, () => told++);
  desk.listen(question, () => told++);
  expect(asked.map(({ path }) => path)).toEqual(['/v1/units']);
  await asked[0]?.answer({ ok: true, value: 7 });
  expect(told).toBe(2);
  expect(desk.told(question)).toEqual({ value: 7 });
});

test('what is shown is read anew every minute, unless nobody looks; and at once when somebody does again', async () => {
  const { desk, asked, minute, look } = stand();
  desk.listen(question, nothing);
  await asked[0]?.answer({ ok: true, value: 1 });
  minute();
  expect(asked).toHaveLength(2);
  await asked[1]?.answer({ ok: true, value: 2 });
  look(false);
  minute();
  minute();
  expect(asked).toHaveLength(2);
  look(true);
  expect(asked).toHaveLength(3);
});

test('an answer nobody waits for is called off', () => {
  const { desk, asked } = stand();
  const stop = desk.listen(question, nothing);
  stop();
  expect(asked[0]?.signal.aborted).toBe(true);
  desk.listen(question, nothing);
  expect(asked).toHaveLength(2);
});

test('a failed reading leaves the figures, and says that they are old until one succeeds', async () => {
  const { desk, asked, minute } = stand();
  const stale: boolean[] = [];
  desk.listenStale(() => stale.push(desk.stale()));
  desk.listen(question, nothing);
  await asked[0]?.answer({ ok: true, value: 1 });
  minute();
  await asked[1]?.answer({ ok: false, trouble: 'unreachable' });
  expect(desk.told(question)).toMatchObject({ value: 1, trouble: { trouble: 'unreachable' } });
  minute();
  await asked[2]?.answer({ ok: true, value: 2 });
  expect(desk.told(question)).toEqual({ value: 2 });
  expect(stale).toEqual([true, false]);
});

test('whoever is signed out is led to the door, and nothing is left of what was read', async () => {
  const { desk, asked, signedOut } = stand();
  desk.listen(question, nothing);
  await asked[0]?.answer({ ok: false, trouble: 'signedOut' });
  expect(signedOut()).toBe(1);
  desk.forget();
  expect(desk.told(question)).toEqual({});
});
