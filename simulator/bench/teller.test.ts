import { expect, test } from 'vitest';
import type { Rehearsal } from '../rehearsal/rehearsal.ts';
import type { BenchMessage, WorldTime, WorldView } from './message.ts';
import { createTeller } from './teller.ts';

test('the hospital’s desk is told while it is looked at, and then only what is new', () => {
  let looks = 0;
  let day = '2026-11-23';
  const view = () => {
    looks++;
    return { day };
  };
  const rehearsal = { kiosks: [], hospital: { desk: { view } } } as unknown as Rehearsal;
  const told: BenchMessage[] = [];
  const teller = createTeller((message) => told.push(message));
  const tell = () => teller.tell({} as WorldTime, {} as WorldView, rehearsal);
  const days = () => told.flatMap((message) => (message.kind === 'desk' ? [message.desk.day] : []));

  tell();
  expect([days(), looks]).toEqual([[], 0]);
  teller.desk(true);
  tell();
  teller.desk(true);
  tell();
  expect(days()).toEqual(['2026-11-23']);
  day = '2026-11-24';
  tell();
  expect(days()).toEqual(['2026-11-23', '2026-11-24']);

  teller.desk(false);
  day = '2026-11-25';
  tell();
  expect([days().length, looks]).toEqual([2, 3]);
  teller.desk(true);
  tell();
  teller.world([]);
  tell();
  expect(days().slice(2)).toEqual(['2026-11-25', '2026-11-25']);
});
