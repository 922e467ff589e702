/** What a hub of the invented city answers, each answer held against the schema that the interface promises. */
import * as v from 'valibot';
import { Accounts, Exports, Tokens } from '../../statistics/access/shapes.ts';
import * as shapes from '../../statistics/api/shapes.ts';
import { addDays, monthOf, weekdayOf } from '../../statistics/dashboard/days.ts';
import type { CountName, Counts } from '../../statistics/intake/roll-up.ts';
import { alarms } from './answers/alarms.ts';
import { deviceRows } from './answers/devices.ts';
import { terminalNow } from './answers/terminals.ts';
import { flowVisits } from './answers/visits.ts';
import {
  chance,
  daysOf,
  hourShare,
  type InventedTerminal,
  now,
  share,
  sumOf,
  terminals,
  today,
  units,
} from './figures.ts';

type Query = Readonly<Record<string, string | undefined>>;

const within = ({ unit, terminal }: Query): readonly InventedTerminal[] =>
  terminals.filter((it) => (unit ? it.unit === unit : true) && (terminal ? it.terminal === terminal : true));

const unitNameOf = (unit: string) => units.find((it) => it.unit === unit)?.name ?? { zh: unit, en: unit };

const placeOf = (kind: string, { terminal, unit, ward, place }: InventedTerminal) => {
  if (kind === 'terminal') return { place: terminal, name: place, unit };
  if (kind === 'ward') return { place: `${unit}/${ward}`, name: { zh: ward, en: ward }, unit };
  if (kind === 'unit') return { place: unit, name: unitNameOf(unit) };
  return { place: 'city', name: { zh: '全市', en: 'City' } };
};

/** The times a day's counts fall into, and what part of them into each. */
const timesOf = (kind: string | undefined, day: string): (readonly [number | string | null, number])[] => {
  if (kind === 'day') return [[day, 1]];
  if (kind === 'month') return [[monthOf(day), 1]];
  if (kind === undefined) return [[null, 1]];
  return Array.from({ length: 24 }, (_, hour) => {
    const at = kind === 'hour' ? hour : weekdayOf(day) * 24 + hour;
    return [at, hourShare(hour, hour + 1)] as const;
  }).filter(([, part]) => part > 0);
};

const reckon = (query: Query): shapes.Usage => {
  const { from = '', to = '', place = 'city', time, flow } = query;
  const here = within(query);
  const days = daysOf(from, to, here);
  const rows = new Map<string, { row: Omit<shapes.UsageRow, 'counts'>; all: { counts: Counts }[] }>();
  const rowAt = (it: InventedTerminal, moment: number | string | null) => {
    const at = placeOf(place, it);
    const key = `${at.place} ${moment}`;
    const found = rows.get(key) ?? { row: { ...at, time: moment }, all: [] as { counts: Counts }[] };
    rows.set(key, found);
    return found;
  };
  // Places without a use have a row of zeros where no time is asked for.
  if (!time) for (const it of here) rowAt(it, null);
  const part = flow ? 0.3 : 1;
  for (const { terminal, day, counts } of days) {
    for (const [moment, by] of timesOf(time, day)) {
      rowAt(terminal, moment).all.push({ counts: by * part === 1 ? counts : share(counts, by * part) });
    }
  }
  return {
    from,
    to,
    asOf: now,
    revision: from < '2026-10-01' ? 2 : 0,
    rows: [...rows.values()].map(({ row, all }) => ({ ...row, counts: sumOf(all) })),
    total: share(sumOf(days), part),
    next: null,
  };
};

const reckoned = new Map<string, shapes.Usage>();
/** Its pages are cut from one reckoning. */
const usage = ({ cursor: _, limit: __, counts, ...query }: Query): shapes.Usage => {
  const key = JSON.stringify(query);
  const known = reckoned.get(key) ?? reckon(query);
  reckoned.set(key, known);
  if (counts === undefined) return known;
  // What a page did not ask for it does not get: that it needs it would show.
  const names = counts.split(',') as CountName[];
  const only = (all: shapes.UsageRow['counts']) =>
    Object.fromEntries(names.map((name) => [name, all[name] ?? 0])) as shapes.UsageRow['counts'];
  return { ...known, rows: known.rows.map((row) => ({ ...row, counts: only(row.counts) })), total: only(known.total) };
};

const supplies = (query: Query): shapes.Supplies => ({
  asOf: now,
  terminals: within(query).map(({ terminal, unit, place }, index) => {
    const cards = Math.floor(chance(terminal, 'cards') * 300);
    const sheets = index % 5 === 4 ? 0 : Math.floor(chance(terminal, 'sheets') * 900);
    return {
      terminal,
      unit,
      place,
      cards: { left: cards, perDay: 7.4, lastsUntil: addDays(today, Math.floor(cards / 7.4)) },
      sheets:
        index % 7 === 6 ? null : { left: sheets, perDay: 52.3, lastsUntil: addDays(today, Math.floor(sheets / 52.3)) },
      bin: index % 4,
    };
  }),
  next: null,
});

const pages = 3;

/** Cut into pages, as a hub does, so that a page that stops at the first of them is found out. */
const paged = <T extends object>(answer: T, rows: keyof T, { cursor }: Query): T => {
  const all = answer[rows] as readonly unknown[];
  const size = Math.max(1, Math.ceil(all.length / pages));
  const at = Number(cursor ?? 0);
  const next = at + size < all.length ? String(at + size) : null;
  return { ...answer, [rows]: all.slice(at, at + size), next };
};

const checked = <S extends v.GenericSchema>(schema: S, value: v.InferInput<S>): v.InferOutput<S> =>
  v.parse(schema, value);

/** The answer at a path for a reader of the whole city; nothing where there is none. */
export const answerAt = (path: string, query: Query): unknown => {
  const [, room, name] = path.replace('/v1', '').split('/');
  switch (room) {
    case 'units':
      return checked(shapes.Units, { on: query.on ?? today, units });
    case 'usage':
      return checked(shapes.Usage, paged(usage(query), 'rows', query));
    case 'visits':
      return checked(shapes.Visits, {
        from: query.from ?? '',
        to: query.to ?? '',
        asOf: now,
        flows: flowVisits(sumOf(daysOf(query.from ?? '', query.to ?? '', within(query))).visits).filter(
          ({ flow }) => !query.flow || flow === query.flow,
        ),
      });
    case 'devices':
      return checked(shapes.Devices, {
        from: query.from ?? '',
        to: query.to ?? '',
        asOf: now,
        rows: deviceRows([
          ...new Map(
            within(query).map((it) => [placeOf(query.place ?? '', it).place, placeOf(query.place ?? '', it)]),
          ).values(),
        ]),
      });
    case 'terminals': {
      if (!name)
        return checked(
          shapes.Terminals,
          paged({ terminals: within(query).map(terminalNow), next: null }, 'terminals', query),
        );
      const found = terminals.find((it) => it.terminal === name);
      return found && checked(shapes.TerminalNow, terminalNow(found));
    }
    case 'supplies':
      return checked(shapes.Supplies, paged(supplies(query), 'terminals', query));
    case 'alarms': {
      const here = new Set(within(query).map(({ terminal }) => terminal));
      const found = alarms.filter((it) => here.has(it.terminal) && (query.state === 'all' || it.closedAt === null));
      return checked(shapes.Alarms, paged({ alarms: found, next: null }, 'alarms', query));
    }
    case 'tokens':
      return checked(Tokens, {
        tokens: [
          {
            id: 't1',
            name: '市卫健委数据平台',
            scope: { city: true },
            madeBy: 'wu.min',
            madeAt: now - 9e9,
            expiresAt: now + 2e10,
            revokedAt: null,
          },
          {
            id: 't2',
            name: '院内报表',
            scope: { units: ['nanjing-gulou'] },
            madeBy: 'wu.min',
            madeAt: now - 9e9,
            expiresAt: now - 1e9,
            revokedAt: null,
          },
        ],
      });
    case 'accounts':
      return checked(Accounts, {
        accounts: [
          {
            account: 'wu.min',
            name: '吴敏',
            scope: { city: true },
            administrator: true,
            local: true,
            madeAt: now - 9e9,
            closedAt: null,
          },
          {
            account: 'oidc:8841',
            name: '陈立',
            scope: { units: ['nanjing-gulou'] },
            administrator: false,
            local: false,
            madeAt: now - 8e9,
            closedAt: null,
          },
          {
            account: 'old',
            name: '前任',
            scope: { units: ['xuanwu', 'gulou'] },
            administrator: false,
            local: true,
            madeAt: now - 9e9,
            closedAt: now - 1e9,
          },
        ],
      });
    case 'exports':
      return checked(Exports, {
        exports: [
          {
            id: 'e1',
            at: now - 4e6,
            who: 'wu.min',
            what: '/v1/bulletins/2026-10?form=2020&format=xlsx as xlsx',
            rows: 49,
          },
        ],
        next: null,
      });
    default:
      return undefined;
  }
};
