import { expect, test } from 'vitest';
import { inRounds, usualRounds } from './rounds.ts';

test('sides take turns, each round begins with another, and the first round of all does not count', async () => {
  const turns: string[] = [];
  const side = (name: string) => (round: number) => {
    turns.push(`${name}${round}`);
    return round;
  };
  const samples = await inRounds({ a: side('a'), b: side('b'), c: side('c') }, 4);
  expect(turns.join(' ')).toBe('a-1 b-1 c-1 a0 b0 c0 b1 c1 a1 c2 a2 b2 a3 b3 c3');
  expect(samples).toEqual({ a: [0, 1, 2, 3], b: [0, 1, 2, 3], c: [0, 1, 2, 3] });
});

test('a turn begins when the one before has ended', async () => {
  let atWork = 0;
  const side = async () => {
    expect(++atWork).toBe(1);
    await Promise.resolve();
    atWork--;
    return 1;
  };
  const { a } = await inRounds({ a: side, b: side });
  expect(a.length).toBe(usualRounds);
});

test('a side that fails ends the measuring', async () => {
  const broken = () => Promise.reject(new Error('no paper'));
  await expect(inRounds({ a: () => 1, broken })).rejects.toThrow('no paper');
});
