import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { UsageEvent, VisitFlow } from '../../terminal/usage-event.ts';
import { anyEvents, days } from '../intake/invented-usage.ts';
import { addCounts, type Counts, countsOf, noCounts } from '../intake/roll-up.ts';
import { onEachDatabase } from '../store/databases-under-test.ts';
import type { HubDatabase } from '../store/hub-store.ts';
import { fill, type Reports, register, standsOn, stray, terminals } from './invented-city.ts';
import type { Moment, Time } from './moments.ts';
import { sightOf } from './sight.ts';
import type { Summed } from './tally.ts';
import { readUsage, type UsageMark, type UsageQuestion } from './usage.ts';
import type { PlaceKind } from './usage-places.ts';

const anyReports: fc.Arbitrary<Reports> = fc
  .tuple(...terminals.map(() => anyEvents))
  .map((events) => Object.fromEntries(terminals.map((terminal, at) => [terminal, events[at] ?? []])));

const period = { from: days[0], to: days[2] };
const districtOf = (unit: string) => register.units.find((it) => it.unit === unit)?.district ?? '';
const groupingOf = (unit: string) => register.units.find((it) => it.unit === unit)?.grouping ?? '';

const placeOf = (kind: PlaceKind, terminal: string, day: string): string => {
  const { unit, ward } = standsOn(terminal, day);
  const ids = {
    terminal,
    ward: `${unit}/${ward}`,
    unit,
    grouping: groupingOf(unit),
    district: districtOf(unit),
    city: 'city',
  };
  return ids[kind];
};

const momentOf = (time: Time | undefined, { businessDay, hour }: UsageEvent): Moment => {
  if (time === undefined) return null;
  const monday = (new Date(`${businessDay}T00:00:00Z`).getUTCDay() + 6) % 7;
  return { hour, weekHour: monday * 24 + hour, day: businessDay, month: businessDay.slice(0, 7) }[time];
};

/** The same answer, counted one event after the other. */
const counted = (reports: Reports, kind: PlaceKind, time: Time | undefined, seen: (unit: string) => boolean) => {
  const rows = new Map<string, Counts>();
  for (const [terminal, events] of Object.entries(reports)) {
    for (const event of events) {
      if (!seen(standsOn(terminal, event.businessDay).unit)) continue;
      const key = JSON.stringify([placeOf(kind, terminal, event.businessDay), momentOf(time, event)]);
      rows.set(key, addCounts(rows.get(key) ?? noCounts, countsOf(event)));
    }
  }
  return rows;
};

const happened = (counts: Summed) => Object.values(counts).some((count) => count > 0);
const shownIn = (lines: readonly { place: { id: string }; moment: Moment; counts: Summed }[]) =>
  new Map(
    lines
      .filter(({ counts }) => happened(counts))
      .map(({ place, moment, counts }) => [JSON.stringify([place.id, moment]), counts]),
  );
const happenedIn = (rows: Map<string, Counts>) => new Map([...rows].filter(([, counts]) => happened(counts)));

const whole = { limit: 10_000 };
const city = { city: true } as const;

const placeKinds = ['terminal', 'ward', 'unit', 'grouping', 'district', 'city'] as const;
const timeKinds = [undefined, 'hour', 'weekHour', 'day', 'month'] as const;

const ask = async ({ db }: HubDatabase, scope: Parameters<typeof sightOf>[1], more: Partial<UsageQuestion>) => {
  const page = await readUsage(db, await sightOf(db, scope, {}, period.to), { period, place: 'city', ...more }, whole);
  if (!page) throw new Error('no page');
  return page;
};

onEachDatabase('usage', (withDatabase) => {
  test('is what the events say, wherever and whenever it is asked for, for whoever may see it', () =>
    fc.assert(
      fc.asyncProperty(anyReports, (reports) =>
        withDatabase(async (database) => {
          await fill(database, reports);
          for (const scope of [city, { units: ['east'] }, { units: ['clinics', 'west'] }]) {
            const seen = (unit: string) => 'city' in scope || scope.units.includes(unit);
            for (const place of placeKinds) {
              for (const time of timeKinds) {
                const { lines, total, more } = await ask(database, scope, { place, time });
                expect(more).toBe(false);
                expect(shownIn(lines), `${place} ${time}`).toEqual(happenedIn(counted(reports, place, time, seen)));
                expect(total).toEqual([...counted(reports, 'city', undefined, seen).values()][0] ?? noCounts);
              }
            }
          }
        }),
      ),
      { numRuns: 4 },
    ));

  test('pages follow one another without a gap, and each tells the same total', () =>
    fc.assert(
      fc.asyncProperty(
        anyReports,
        fc.constantFrom(...placeKinds),
        fc.constantFrom(...timeKinds),
        fc.integer({ min: 1, max: 5 }),
        (reports, place, time, limit) =>
          withDatabase(async (database) => {
            await fill(database, reports);
            const { db } = database;
            const sight = await sightOf(db, city, {}, period.to);
            const all = await ask(database, city, { place, time });
            const lines = [];
            let after: UsageMark | undefined;
            for (;;) {
              const page = await readUsage(db, sight, { period, place, time }, { limit, after });
              if (!page) throw new Error('the mark was lost');
              expect(page.total).toEqual(all.total);
              lines.push(...page.lines);
              const last = page.lines.at(-1);
              if (!page.more || !last) break;
              expect(page.lines).toHaveLength(limit);
              after = { place: last.place.id, moment: last.moment };
            }
            expect(lines).toEqual(all.lines);
          }),
      ),
      { numRuns: 12 },
    ));

  test('a flow has its own visits and what is counted of no other; terminals and units agree but for the seconds', () =>
    fc.assert(
      fc.asyncProperty(anyReports, fc.constantFrom<VisitFlow>('registration', 'collection', 'none'), (reports, flow) =>
        withDatabase(async (database) => {
          await fill(database, reports);
          const own = Object.fromEntries(
            Object.entries(reports).map(([terminal, events]) => [
              terminal,
              events.filter((event) => event.kind !== 'visitEnded' || event.flow === flow),
            ]),
          );
          const [expected = noCounts] = counted(own, 'city', undefined, () => true).values();
          for (const place of ['terminal', 'city'] as const) {
            const { total } = await ask(database, city, { place, flow });
            for (const name of ['visits', 'completed', 'abandoned', 'firstTries'] as const) {
              expect(total[name], name).toBe(expected[name]);
            }
            expect(total.registrations).toBe(flow === 'registration' ? expected.registrations : 0);
            expect(total.collectionAmount).toBe(flow === 'collection' ? expected.collectionAmount : 0);
            expect(total.payments).toBe(0);
            if (place === 'terminal') expect(total.visitSeconds).toBe(expected.visitSeconds);
          }
        }),
      ),
      { numRuns: 6 },
    ));

  test('what stands in the register has a row without use, in its order; what stands in none has a row for what it did', () =>
    withDatabase(async (database) => {
      await fill(database, {});
      const ids = async (place: PlaceKind) => (await ask(database, city, { place })).lines.map((it) => it.place.id);
      expect(await ids('unit')).toEqual(['east', 'west', 'clinics']);
      expect(await ids('ward')).toEqual(['east/ER', 'east/OPD', 'west/OPD', 'clinics/North', 'clinics/South']);
      expect(await ids('terminal')).toEqual(['E-2', 'E-1', 'W-1', 'M-1', 'C-1']);
      expect(await ids('grouping')).toEqual(['hospital', 'district']);
      expect(await ids('district')).toEqual(['云溪区', '']);
      expect(await ids('city')).toEqual(['city']);
    }));

  test('what no register knows is told to whoever sees the city', () =>
    withDatabase(async (database) => {
      const event = { sequence: 1, at: 0, businessDay: days[1], hour: 9, kind: 'started' } as const;
      await fill(database, { [stray]: [event] });
      for (const [place, id] of [
        ['unit', ''],
        ['terminal', stray],
      ] as const) {
        const last = (await ask(database, city, { place })).lines.at(-1);
        expect([last?.place.id, last?.counts.starts]).toEqual([id, 1]);
      }
    }));

  test('a unit goes by the name of the last day asked about', () =>
    withDatabase(async (database) => {
      await fill(database, {});
      const name = async (day: string) => (await sightOf(database.db, city, { unit: 'east' }, day)).units[0]?.name.en;
      expect([await name('2026-11-01'), await name('2026-11-02')]).toEqual(['East', 'New East']);
    }));
});
