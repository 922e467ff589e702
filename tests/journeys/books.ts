/** What a journey came to in the books: at the hub that counts visits, and on the platform that takes the money. */
import { createHospital } from '../../terminal/hospital/client.ts';
import type { LedgerRow } from '../../terminal/hospital/contract/ledgers.ts';
import { createFetchNetwork } from '../../terminal/hospital/fetch-network.ts';
import { systemClock } from '../../terminal/system.ts';
import { dayOf } from '../../terminal/zone.ts';
import { atHub } from '../everything.ts';
import { type House, houseTime } from './house.ts';

/** The day it is in the house. */
const today = async (house: House) => dayOf(await houseTime(house), 'Asia/Shanghai');

/** What the hub has of the only terminal today. */
export async function hubRow(house: House): Promise<Record<string, unknown>> {
  const day = await today(house);
  const ask = await atHub(house.running);
  const reply = await ask(`v1/usage?from=${day}&to=${day}&place=terminal`);
  const { rows } = (await reply.json()) as { rows: { place: string; counts: Record<string, number> }[] };
  const [row] = rows;
  return row ? { terminal: row.place, ...row.counts } : {};
}

/** What the payment platform has of today: what was paid, in fen, and what went back. */
export async function platformBook(house: House): Promise<Pick<LedgerRow, 'kind' | 'state' | 'amount'>[]> {
  const baseUrl = `${house.running.urls.hospital}api/v1`;
  const hospital = createHospital({ network: createFetchNetwork(fetch), baseUrl, clock: systemClock });
  const asked = { ledger: 'platform', terminal: 'T-001', day: await today(house), after: '0' } as const;
  const reply = await hospital.call('getLedger', asked);
  if (!reply.ok) throw new Error('the platform keeps its book to itself');
  return reply.value.rows.map(({ kind, state, amount }) => ({ kind, state, amount }));
}
