import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

test('one at a time, in order, and a failure does not block the next', async () => {
  const inTurn = createTurns();
  const events: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = inTurn(async () => {
    events.push('first begins');
    await gate.promise;
    events.push('first ends');
    throw new Error('broken');
  });
  const second = inTurn(async () => {
    events.push('second');
    return 2;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(events).toEqual(['first begins']);
  gate.resolve();
  await expect(first).rejects.toThrow('broken');
  expect(await second).toBe(2);
  expect(events).toEqual(['first begins', 'first ends', 'second']);
});
