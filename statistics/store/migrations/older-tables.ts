import { type Kysely, sql } from 'kysely';

const older = ['usage_event', 'usage_day', 'watermark'] as const;

export const setOlderAside = async (db: Kysely<unknown>): Promise<void> => {
  for (const table of older) await db.schema.alterTable(table).renameTo(`older_${table}`).execute();
};

/** What was counted then, by the same names now. */
const counts = sql.raw(
  [
    'visits',
    'completed',
    'registrations',
    'registration_amount',
    'refunds',
    'refund_amount',
    'device_faults',
    'collections',
    'collections_paid_here',
    'collection_amount',
    'check_ins',
    'cancellations',
    'payments',
    'payment_amount',
    'cards_issued',
    'cards_captured',
    'report_printings',
    'pages',
    'slip_reprints',
  ].join(', '),
);

/**
 * Starts of terminals had no names, flows and hours were not told, and events were not chained: what was heard then is of
 * the epoch without a name, on the hours of Shanghai, and its mark has no hash. No terminal had a place by units.
 */
export const convertOlder = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    insert into terminal (terminal, epoch, heard_at)
    select terminal, case when up_to > 0 then '' end, heard_at from older_watermark
  `.execute(db);
  await sql`
    insert into epoch (terminal, epoch, up_to, hash, opened_at)
    select terminal, '', up_to, '', coalesce(heard_at, 0) from older_watermark where up_to > 0
  `.execute(db);
  await sql`
    insert into usage_event (terminal, epoch, sequence, at, business_day, hour, kind, flow, ending, step, seconds, first_try,
      amount, paid_here, reports, pages, device, fault, quarantined)
    select terminal, '', sequence, at, business_day, (at / 3600000 + 8) % 24, kind,
      case when kind = 'visitEnded' then 'none' end, ending, step, seconds,
      case when kind = 'visitEnded' then case when ending = 'completed' then 1 else 0 end end,
      amount, paid_here, case when kind = 'reportsPrinted' then 1 end, pages, device, fault, 0
    from older_usage_event
  `.execute(db);
  await sql`
    insert into usage_day (terminal, business_day, unit, ${counts}, abandoned, timed_out, troubled, interrupted, first_tries,
      visit_seconds, reports, slips, starts, revision, dirty)
    select terminal, business_day, '', ${counts}, coalesce(abandoned, 0), coalesce(timed_out, 0), coalesce(troubled, 0),
      coalesce(interrupted, 0), completed, coalesce(visit_seconds, 0), report_printings, 0, 0, 1, 1
    from older_usage_day left join (
      select terminal as visited, business_day as visited_on,
        sum(case when ending = 'abandoned' then 1 else 0 end) as abandoned,
        sum(case when ending = 'timedOut' then 1 else 0 end) as timed_out,
        sum(case when ending = 'trouble' then 1 else 0 end) as troubled,
        sum(case when ending = 'interrupted' then 1 else 0 end) as interrupted,
        sum(seconds) as visit_seconds
      from older_usage_event where kind = 'visitEnded' group by terminal, business_day
    ) as visit on visited = terminal and visited_on = business_day
  `.execute(db);
  for (const table of older) await db.schema.dropTable(`older_${table}`).execute();
};
