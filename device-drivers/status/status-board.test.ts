import { expect, test } from 'vitest';
import { createStatusBoard } from './status-board.ts';

type Status = { readonly device: 'starting' } | { readonly device: 'online'; readonly paper: 'full' | 'low' };

test('tells every change once, and never the same status twice', () => {
  const board = createStatusBoard<Status>({ device: 'starting' });
  const heard: Status[] = [];
  const stop = board.subscribe((status) => heard.push(status));
  board.set({ device: 'starting' });
  board.set({ device: 'online', paper: 'full' });
  board.set({ device: 'online', paper: 'full' });
  board.set({ device: 'online', paper: 'low' });
  stop();
  board.set({ device: 'starting' });
  expect(heard).toEqual([
    { device: 'online', paper: 'full' },
    { device: 'online', paper: 'low' },
  ]);
  expect(board.status()).toEqual({ device: 'starting' });
});

test('waits for a condition, or for being called off', async () => {
  const board = createStatusBoard<Status>({ device: 'starting' });
  const done: string[] = [];
  const calling = new AbortController();
  const online = board.when((status) => status.device === 'online').then(() => done.push('online'));
  const never = board.when(() => false, calling.signal).then(() => done.push('called off'));
  await Promise.resolve();
  expect(done).toEqual([]);
  board.set({ device: 'online', paper: 'full' });
  await online;
  calling.abort();
  await never;
  expect(done).toEqual(['online', 'called off']);
  await board.when(() => true);
  await board.when(() => false, AbortSignal.abort());
});
