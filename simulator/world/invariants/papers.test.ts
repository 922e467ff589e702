import { expect, test } from 'vitest';
import type { Ledgers } from '../../hospital/ledgers.ts';
import { pagesAreAccountedFor, papersReachTheirOwner, slipsCameOut } from './papers.ts';
import { journalOf, ledgersWith, opened } from './trial.ts';

const slip = 'Receipt\n[QR KIOSK:ORDER:o1]\no1\n';
const sheet = { jobName: 'o1-1', page: 1 };
const personOf = (order: string) => (order === 'o1' ? 3 : undefined);
const reports = { ...opened, purpose: { kind: 'reports' as const, reportIds: ['T1'] } };

test('a slip or a sheet comes out before its owner and nobody else', () => {
  expect(papersReachTheirOwner([{ person: 3, slips: [slip], sheets: [sheet] }], personOf)).toEqual([]);
  expect(papersReachTheirOwner([{ person: 4, slips: [slip], sheets: [] }], personOf)).toHaveLength(1);
  expect(papersReachTheirOwner([{ person: 4, slips: [], sheets: [sheet] }], personOf)).toHaveLength(1);
  expect(papersReachTheirOwner([{ person: undefined, slips: [slip], sheets: [] }], personOf)).toHaveLength(1);
});

test('a paper of nobody is anybody’s', () => {
  expect(papersReachTheirOwner([{ person: 4, slips: ['self-test'], sheets: [] }], personOf)).toEqual([]);
});

test('reserved pages are printed or given back', () => {
  const pages = (printed: number) => ledgersWith({ pages: () => ({ reserved: 3, printed, returned: 1 }) });
  expect(pagesAreAccountedFor(pages(2), journalOf(), [])).toEqual([]);
  expect(pagesAreAccountedFor(pages(1), journalOf(), [])).toHaveLength(1);
});

test('the hospital knows of the pages that are out', () => {
  const lock = { lockId: 'l1', state: 'released' } as ReturnType<Ledgers['locks']>[number];
  const journal = journalOf(reports, { kind: 'pages.out', order: 'o1', pages: 1 });
  const books = (printed: number) =>
    ledgersWith({ locks: () => [lock], pages: () => ({ reserved: 1, printed, returned: 1 - printed }) });
  const session = { person: 3, slips: [], sheets: [sheet] };
  expect(pagesAreAccountedFor(books(1), journal, [session])).toEqual([]);
  expect(pagesAreAccountedFor(books(0), journal, [session])).toHaveLength(1);
});

test('no page counts that did not come out', () => {
  const journal = journalOf(reports, { kind: 'pages.out', order: 'o1', pages: 2 });
  const out = [sheet, { ...sheet, page: 2 }];
  expect(pagesAreAccountedFor(ledgersWith(), journal, [{ person: 3, slips: [], sheets: out }])).toEqual([]);
  expect(pagesAreAccountedFor(ledgersWith(), journal, [{ person: 3, slips: [], sheets: [sheet] }])).toHaveLength(1);
});

test('a slip that was printed came out', () => {
  const journal = journalOf(opened, { kind: 'slip.printed', order: 'o1' });
  expect(slipsCameOut(journal, [{ person: 3, slips: [slip], sheets: [] }])).toEqual([]);
  expect(slipsCameOut(journal, [{ person: 3, slips: ['half a sl'], sheets: [] }])).toHaveLength(1);
  expect(slipsCameOut(journalOf(opened), [])).toEqual([]);
});
