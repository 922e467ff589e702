import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Heartbeat } from '../../terminal/hub-contract.ts';
import { anyEvents } from '../intake/invented-usage.ts';
import { fill, type Reports, say, standsOn } from '../reading/invented-city.ts';
import { onEachDatabase } from '../store/databases-under-test.ts';
import type { HubDatabase } from '../store/hub-store.ts';
import { noon, reader } from './invented-reader.ts';

const period = 'from=2026-10-31&to=2026-11-02';
const places = ['terminal', 'ward', 'unit', 'grouping', 'district', 'city'];
const times = ['', '&time=hour', '&time=weekHour', '&time=day', '&time=month', '&flow=registration', '&limit=1'];

/** Every question there is, with the terminals and wards of both units. */
const questions = [
  '/v1/me',
  '/v1/units',
  '/v1/units?on=2026-11-02&format=csv',
  '/v1/terminals',
  '/v1/terminals?limit=1',
  '/v1/supplies',
  '/v1/alarms?state=all',
  '/v1/alarms?state=all&limit=1',
  `/v1/alarms?${period}`,
  `/v1/visits?${period}`,
  ...places.flatMap((place) => [
    ...times.map((time) => `/v1/usage?${period}&place=${place}${time}`),
    `/v1/usage?${period}&place=${place}&time=day&format=csv`,
    `/v1/devices?${period}&place=${place}`,
  ]),
  ...['E-1', 'M-1', 'W-1', 'C-1', 'S-1', 'nobody'].flatMap((terminal) => [
    `/v1/terminals/${terminal}`,
    `/v1/supplies?terminal=${terminal}`,
    `/v1/alarms?state=all&terminal=${terminal}`,
    `/v1/visits?${period}&terminal=${terminal}`,
    `/v1/usage?${period}&place=terminal&time=hour&terminal=${terminal}`,
    `/v1/devices?${period}&place=terminal&terminal=${terminal}`,
  ]),
  ...['unit=clinics', 'unit=west', 'unit=nowhere', 'ward=clinics/North', 'district=云溪区', 'grouping=district'].map(
    (filter) => `/v1/usage?${period}&place=city&${filter}`,
  ),
];

const heartbeat = (terminal: string, cards: number): Heartbeat => ({
  terminal,
  epoch: 'e1',
  at: noon - 1_000,
  version: '1',
  inService: true,
  devices: [{ device: 'cardDispenser', state: cards > 0 ? 'online' : 'empty' }],
  supplies: { cards, bin: 0 },
});

/** Everything of the units that are not the reader's: events, heartbeats, alarms. */
const others = ['W-1', 'C-1', 'S-1'];

const stir = async (database: HubDatabase, terminals: readonly string[]) => {
  for (const terminal of terminals) {
    await say(database, heartbeat(terminal, 7));
    for (const [openedAt, closedAt] of [
      [Date.UTC(2026, 10, 1, 5), Date.UTC(2026, 10, 2, 5)],
      [noon - 5_000, null],
    ] as const) {
      await database.db
        .insertInto('alarm')
        .values({ terminal, kind: 'supplyLow', device: 'cardDispenser', openedAt, closedAt, detail: 'cards' })
        .execute();
    }
  }
};

const answersOf = async (reports: Reports, loud: readonly string[], withDatabase: WithDatabase) => {
  const answers: [string, number, string][] = [];
  await withDatabase(async (database) => {
    await fill(database, reports, noon);
    await stir(database, ['E-1', ...loud]);
    const { get } = reader(database, { units: ['east'] });
    for (const question of questions) {
      const answer = await get(question);
      answers.push([question, answer.status, await answer.text()]);
    }
  });
  return answers;
};
type WithDatabase = (work: (database: HubDatabase) => Promise<void>) => Promise<void>;

onEachDatabase('whoever sees one unit', (withDatabase) => {
  test('gets the same answers, byte for byte, whatever the others report', () =>
    fc.assert(
      fc.asyncProperty(anyEvents, anyEvents, anyEvents, anyEvents, async (own, moved, west, clinics) => {
        const mine = moved.filter((it) => standsOn('M-1', it.businessDay).unit === 'east');
        const quiet = await answersOf({ 'E-1': own, 'M-1': mine }, [], withDatabase);
        const loud = { 'E-1': own, 'M-1': moved, 'W-1': west, 'C-1': clinics, 'S-1': west };
        expect(await answersOf(loud, others, withDatabase)).toEqual(quiet);
      }),
      { numRuns: 3 },
    ));

  test('is told that what is out of sight is not there', () =>
    withDatabase(async (database) => {
      await fill(database, {});
      const { get } = reader(database, { units: ['east'] });
      for (const [hidden, made] of [
        ['unit=west', 'unit=nowhere'],
        ['ward=clinics/North', 'ward=nowhere/North'],
        ['terminal=W-1', 'terminal=X-9'],
      ] as const) {
        const ask = async (filter: string) => {
          const answer = await get(`/v1/usage?${period}&place=city&${filter}`);
          const name = /=([^/]+)/.exec(filter)?.[1] ?? '';
          return [answer.status, (await answer.text()).replaceAll(name, '')];
        };
        expect((await ask(hidden))[0]).toBe(404);
        expect(await ask(hidden)).toEqual(await ask(made));
      }
      expect((await get('/v1/terminals/W-1')).status).toBe(404);
      expect((await get('/v1/terminals/E-1')).status).toBe(200);
    }));
});
