import { type LedgerName, type LedgerRow, ledgerNames } from '../../contract/ledgers.ts';
import type { Group } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { granted, holds, NotTried } from '../verdict.ts';
import { registered } from './confirmations.ts';
import { paidOnly } from './orders.ts';

const mostPages = 50;

/** All of a day's book of this terminal, page by page. */
async function readBook(scene: Scene, ledger: LedgerName) {
  const places = new Set<string>();
  const rows: LedgerRow[] = [];
  const input = { ledger, terminal: scene.settings.terminal, day: scene.day(0) };
  for (let after: string | null = '0'; after !== null; ) {
    holds(!places.has(after) && places.size < mostPages, `${ledger}: the place to go on after does not move`);
    places.add(after);
    const page: { rows: LedgerRow[]; next: string | null } = granted(
      await scene.ask('getLedger', { ...input, after }),
      ledger,
    );
    holds(page.rows.length <= 200, `${ledger}: ${page.rows.length} rows on a page`);
    rows.push(...page.rows);
    after = page.next;
  }
  return rows;
}

async function listed(scene: Scene, list: 'services' | 'drugs', page: number) {
  return granted(await scene.ask('listPrices', { list, page: String(page) }), `${list}, page ${page}`);
}

const priceRule = (list: 'services' | 'drugs') => ({
  id: `prices.${list}`,
  says: `The prices of ${list} come 50 on a page: every page is full but the last, and nothing comes twice`,
  async try(scene: Scene) {
    const { pages } = await listed(scene, list, 1);
    if (pages === 0) throw new NotTried('the list is empty');
    const seen = new Set<string>();
    for (let page = 1; page <= pages; page++) {
      const { prices } = await listed(scene, list, page);
      const isFull = prices.length === 50 || (page === pages && prices.length > 0 && prices.length < 50);
      holds(isFull, `page ${page} of ${pages} has ${prices.length}`);
      for (const { id } of prices) {
        holds(!seen.has(id), `page ${page} has an id that was there before`);
        seen.add(id);
      }
    }
  },
});

/** Throws `Broken` where a book does not have exactly one row of this kind and reference, with this amount. */
async function standsOnce(scene: Scene, ledger: LedgerName, kind: string, reference: string, amount: number) {
  const rows = await readBook(scene, ledger);
  const own = rows.filter((row) => row.kind === kind && row.reference === reference);
  holds(own.length === 1, `${ledger}: ${own.length} rows of the ${kind}`);
  holds(own[0]?.amount === amount, `${ledger}: the ${kind} with ${own[0]?.amount} fen, ${amount} expected`);
}

export const prices: Group = { title: 'Prices', rules: [priceRule('services'), priceRule('drugs')] };

export const ledgers: Group = {
  title: 'Ledgers',
  rules: [
    {
      id: 'ledger.pages',
      says: 'Each book of a day is read to its end, at most 200 rows a page, no row twice',
      async try(scene) {
        for (const ledger of ledgerNames) {
          const rows = await readBook(scene, ledger);
          const keys = rows.map(({ kind, reference, at, state }) => `${kind} ${reference} ${at} ${state}`);
          holds(new Set(keys).size === keys.length, `${ledger}: a row twice`);
        }
      },
    },
    {
      id: 'ledger.order',
      says: 'A book keeps its order: what was read once is there again, at the same place',
      async try(scene) {
        for (const ledger of ledgerNames) {
          const first = (await readBook(scene, ledger)).map(({ kind, reference }) => `${kind} ${reference}`);
          const second = (await readBook(scene, ledger)).map(({ kind, reference }) => `${kind} ${reference}`);
          holds(first.join() === second.slice(0, first.length).join(), `${ledger}: other rows the second time`);
        }
      },
    },
    {
      id: 'ledger.payment',
      says: 'What was paid stands in the platform’s book, once',
      async try(scene) {
        const { orderNumber, amount } = (await paidOnly(scene)).order;
        await standsOnce(scene, 'platform', 'payment', orderNumber, amount);
      },
    },
    {
      id: 'ledger.confirmation',
      says: 'What was confirmed stands in the hospital’s book, once',
      async try(scene) {
        const { orderNumber, amount } = (await registered(scene)).confirmation;
        await standsOnce(scene, 'hospital', 'confirmation', orderNumber, amount.total);
      },
    },
  ],
};
