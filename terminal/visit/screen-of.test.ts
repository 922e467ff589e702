import { expect, test } from 'vitest';
import { type Ending, troubled, untouched } from '../flows/ending.ts';
import { errandNames } from '../screen/errands.ts';
import type { Thing, Trouble, Way } from '../screen/words.ts';
import { type Facts, screenOf } from './screen-of.ts';
import { nobody, type Services } from './visit-context.ts';
import { visitMachine } from './visit-machine.ts';

const facts: Facts = {
  at: { zone: 'Asia/Shanghai', scan: false },
  technician: () => ({
    statuses: {},
    supplies: { bin: 0, printing: {} },
    inService: true,
    openOrders: 0,
    keptSlips: 0,
  }),
  hours: () => undefined,
  reference: () => 'T-001-ABCDEF',
};
const ways: readonly Way[] = ['idCard'];

/** The last screen of a visit whose errand ended so, with these things left in or on the readers. */
function lastScreen(ending: Ending, thingsLeft: readonly Thing[]) {
  const services: Services = {
    errands: [],
    ways: Object.fromEntries(errandNames.map((errand) => [errand, ways])) as Services['ways'],
    policy: undefined,
    inService: true,
    thingsLeft,
    announcements: [],
  };
  const patience = { inactivity: 60_000, warning: 20_000, farewell: 25_000, elder: 2 };
  const clock = { now: () => 0, today: () => '2026-11-23' };
  const context = { ...nobody, clock, patience, services, technician: undefined, last: 'abandoned', ending } as const;
  const value = { present: { doing: 'farewell', watch: 'quiet' } } as const;
  return screenOf(visitMachine.resolveState({ value, context }), facts);
}

const done = (take: readonly Thing[]): Ending => ({ kind: 'done', done: 'reportsPrinted', rows: [], next: [], take });
const stopped = (trouble: Trouble, out: number): Ending => ({
  ...{ kind: 'trouble', trouble, money: untouched, reference: 'o1' },
  pages: { out, of: 3 },
});

test.each<[string, Ending, readonly Thing[], readonly Thing[]]>([
  ['what was printed, beside the card', done(['reports']), ['idCard'], ['idCard', 'reports']],
  ['a card that lies there is named once', done(['hospitalCard']), ['hospitalCard'], ['hospitalCard']],
  ['a report that stopped in the middle', stopped('pagesLeft', 1), ['idCard'], ['idCard', 'reports']],
  ['pages that are out, the card taken already', stopped('pagesLeft', 2), [], ['reports']],
  ['all pages out, and no word from the hospital', stopped('lateConfirmation', 3), [], ['reports']],
  ['a report of which nothing came out', stopped('paperOut', 0), ['idCard'], ['idCard']],
  ['trouble with no pages in it', troubled('hospitalSilent'), ['idCard'], ['idCard']],
])('what is to be taken: %s', (_, ending, thingsLeft, take) => {
  expect(lastScreen(ending, thingsLeft)).toMatchObject({ take });
});
