import { expect, test } from 'vitest';
import type { TerminalView } from './message.ts';
import { createMoments } from './moments.ts';

const look = (name: string, screen: string) => ({ name, screen }) as unknown as TerminalView;

test('a moment is the last look at or before it, terminal by terminal', () => {
  const moments = createMoments();
  moments.keep(100, look('T-001', 'attract'));
  moments.keep(200, look('T-001', 'menu'));
  moments.keep(150, look('T-002', 'starting'));
  expect(moments.at('T-001', 199)).toEqual({ asked: 199, at: 100, terminal: look('T-001', 'attract') });
  expect(moments.at('T-001', 200)?.terminal.screen).toBe('menu');
  expect(moments.at('T-002', 999)?.at).toBe(150);
  expect(moments.at('T-001', 99)).toBeUndefined();
  expect(moments.at('T-009', 999)).toBeUndefined();
});

test('what looks as before is not kept again', () => {
  const moments = createMoments();
  moments.keep(100, look('T-001', 'attract'));
  moments.keep(200, look('T-001', 'attract'));
  expect(moments.at('T-001', 250)?.at).toBe(100);
});

test('the oldest go when there are too many', () => {
  const moments = createMoments(2_000);
  for (let at = 1; at <= 1_000; at++) moments.keep(at, look('T-001', `screen ${at}`));
  expect(moments.at('T-001', 1)).toBeUndefined();
  expect(moments.at('T-001', 1_000)?.at).toBe(1_000);
  expect(moments.at('T-001', 980)?.at).toBe(980);
});
