import { type Kysely, sql } from 'kysely';
import type { Alarm } from '../api/shapes.ts';
import type { ZoneClock } from '../calendar.ts';
import { alarmId } from '../intake/alarms.ts';
import type { AlarmRow, Tables } from '../store/tables.ts';
import type { Sight } from './sight.ts';
import { always, standingsOf } from './standings.ts';

/** The key of an alarm: where a page goes on. */
export type AlarmMark = Pick<AlarmRow, 'openedAt' | 'terminal' | 'kind' | 'device'>;

export interface AlarmsQuestion {
  readonly open: boolean;
  readonly terminal?: string | undefined;
  /** Of alarms that were open at some time from the first moment to before the second; absent for all there ever were. */
  readonly moments?: readonly [number, number] | undefined;
}

export interface AlarmsPage {
  readonly alarms: readonly Alarm[];
  readonly next?: AlarmMark;
}

export const shownAlarm = (row: AlarmRow, unit: string): Alarm => ({
  id: alarmId(row),
  terminal: row.terminal,
  unit,
  kind: row.kind,
  device: row.device === '' ? null : row.device,
  detail: row.detail,
  openedAt: row.openedAt,
  closedAt: row.closedAt,
});

/** Newest first; all that are open or were, of terminals that ever stood where the reader sees. */
const rowsAfter = (
  db: Kysely<Tables>,
  { ids, strays }: Sight,
  { open, terminal, moments }: AlarmsQuestion,
  after: AlarmMark | undefined,
  limit: number,
): Promise<AlarmRow[]> => {
  let query = db.selectFrom('alarm').selectAll();
  if (open) query = query.where('closedAt', 'is', null);
  if (terminal !== undefined) query = query.where('terminal', '=', terminal);
  if (!strays) {
    query = query.where('terminal', 'in', (eb) =>
      eb.selectFrom('placement').select('placement.terminal').where('unit', 'in', ids),
    );
  }
  if (moments) {
    const [from, to] = moments;
    query = query
      .where('openedAt', '<', to)
      .where((eb) => eb.or([eb('closedAt', 'is', null), eb('closedAt', '>=', from)]));
  }
  if (after) {
    const { openedAt, ...key } = after;
    query = query.where(
      sql<boolean>`(opened_at < ${openedAt} or (opened_at = ${openedAt}
        and (terminal, kind, device) > (${key.terminal}, ${key.kind}, ${key.device})))`,
    );
  }
  return query.orderBy('openedAt', 'desc').orderBy('terminal').orderBy('kind').orderBy('device').limit(limit).execute();
};

/**
 * Alarms, newest first, so many at most. An alarm is of the unit in which its terminal stood when it was over; while it is
 * open, of the one in which the terminal stands.
 */
export const readAlarms = async (
  db: Kysely<Tables>,
  sight: Sight,
  question: AlarmsQuestion,
  { after, limit, now }: { readonly after?: AlarmMark | undefined; readonly limit: number; readonly now: number },
  clock: ZoneClock,
): Promise<AlarmsPage> => {
  if (sight.ids.length === 0) return { alarms: [] };
  const standings = Map.groupBy(await standingsOf(db, sight, always, question.terminal), ({ terminal }) => terminal);
  const unitOf = (row: AlarmRow): string | undefined => {
    const { day } = clock(row.closedAt ?? now);
    return standings.get(row.terminal)?.find(({ from, to }) => from <= day && day <= to)?.unit;
  };
  const found: { row: AlarmRow; unit: string }[] = [];
  let mark = after;
  for (;;) {
    const rows = await rowsAfter(db, sight, question, mark, limit + 1);
    for (const row of rows) {
      const unit = unitOf(row);
      if (unit !== undefined) found.push({ row, unit });
    }
    mark = rows.at(-1);
    if (found.length > limit || rows.length <= limit) break;
  }
  const page = found.slice(0, limit);
  const last = page.at(-1)?.row;
  return {
    alarms: page.map(({ row, unit }) => shownAlarm(row, unit)),
    ...(last && found.length > limit && { next: markOf(last) }),
  };
};

const markOf = ({ openedAt, terminal, kind, device }: AlarmRow): AlarmMark => ({ openedAt, terminal, kind, device });
