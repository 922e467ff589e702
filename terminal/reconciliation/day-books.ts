import { type Clock, sleep } from '../../device-drivers/contract/clock.ts';
import type { Hospital } from '../hospital/client.ts';
import type { LedgerName, LedgerRow } from '../hospital/contract/ledgers.ts';
import type { TheirRow } from './comparison.ts';

export interface BookPorts {
  readonly hospital: Hospital;
  readonly clock: Clock;
  readonly terminal: string;
}

export type Fetched =
  | { readonly ok: true; readonly rows: readonly TheirRow[] }
  /** `why` is a short phrase that carries nothing the hospital said. */
  | { readonly ok: false; readonly day: string; readonly why: string };

const tries = 3;

/** A book's rows of some days, all pages of them. Reading moves nothing, so what is not answered is asked again. */
export async function fetchBook(ports: BookPorts, ledger: LedgerName, days: readonly string[]): Promise<Fetched> {
  const rows: TheirRow[] = [];
  for (const day of days) {
    const read = await fetchDay(ports, ledger, day);
    if (typeof read === 'string') return { ok: false, day, why: read };
    for (const row of read) rows.push({ day, row });
  }
  return { ok: true, rows };
}

async function fetchDay(ports: BookPorts, ledger: LedgerName, day: string): Promise<readonly LedgerRow[] | string> {
  const rows: LedgerRow[] = [];
  for (let after = '0'; ; ) {
    const page = await fetchPage(ports, ledger, day, after);
    if (typeof page === 'string') return page;
    rows.push(...page.rows);
    if (page.next === null) return rows;
    if (Number(page.next) <= Number(after)) return 'its pages do not come to an end';
    after = page.next;
  }
}

async function fetchPage({ hospital, clock, terminal }: BookPorts, ledger: LedgerName, day: string, after: string) {
  for (let tried = 1; ; tried++) {
    const reply = await hospital.call('getLedger', { ledger, terminal, day, after });
    if (reply.ok) return reply.value;
    if (reply.failure === 'refused') return reply.code;
    if (tried === tries) return reply.why;
    await sleep(clock, 1000 * tried);
  }
}
