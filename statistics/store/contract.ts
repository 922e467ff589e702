import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyEvents, countsOfEach, days, eightOClock, oneOfEach, registration, visit } from '../invented-usage.ts';
import { noCounts, rollUp } from '../roll-up.ts';
import type { HubStore, Intake } from './hub-store.ts';

const intakeOf = (events: Intake['events'], heardAt = eightOClock): Intake => ({
  events,
  days: rollUp(events),
  upTo: events.at(-1)?.sequence ?? 0,
  heardAt,
});

const take = (store: HubStore, terminal: string, events: Intake['events'], heardAt?: number) =>
  store.take(terminal, () => ({ answer: 'taken', intake: intakeOf(events, heardAt) }));

const watermark = (store: HubStore, terminal: string) => store.take(terminal, (mark) => ({ answer: mark }));

/** What every store of the hub keeps to, whatever it is made of. */
export const storeContract = (name: string, open: () => Promise<HubStore>): void => {
  const withStore = async (work: (store: HubStore) => Promise<void>) => {
    const store = await open();
    try {
      await work(store);
    } finally {
      await store.close();
    }
  };

  describe(`the contract of a hub store: ${name}`, () => {
    test('knows nothing of a terminal at first', () =>
      withStore(async (store) => {
        expect(await watermark(store, 'A-01')).toEqual({ upTo: 0 });
        expect(await store.usage('0001-01-01', '9999-12-31')).toEqual(new Map());
        expect(await store.lastHeard()).toEqual(new Map());
        expect(await store.events('A-01', 0, 10)).toEqual([]);
      }));

    test('an intake is answered, kept whole and moves the watermark', () =>
      withStore(async (store) => {
        expect(await take(store, 'A-01', oneOfEach)).toBe('taken');
        expect(await watermark(store, 'A-01')).toEqual({ upTo: oneOfEach.length, heardAt: eightOClock });
        expect(await store.events('A-01', 0, 100)).toEqual(oneOfEach);
        expect(await store.events('A-01', 3, 1)).toEqual([oneOfEach[3]]);
        expect(await store.usage('2026-11-21', '2026-11-21')).toEqual(new Map([['A-01', countsOfEach]]));
        expect(await store.lastHeard()).toEqual(new Map([['A-01', eightOClock]]));
      }));

    test('a decision without an intake writes nothing', () =>
      withStore(async (store) => {
        await take(store, 'A-01', [registration(1)]);
        expect(await store.take('A-01', ({ upTo }) => ({ answer: upTo + 1 }))).toBe(2);
        expect(await watermark(store, 'A-01')).toEqual({ upTo: 1, heardAt: eightOClock });
        expect(await store.events('A-01', 0, 10)).toHaveLength(1);
      }));

    test('terminals are apart, even with the same sequences', () =>
      withStore(async (store) => {
        await take(store, 'A-01', [registration(1, 100)], 1_000);
        await take(store, 'A-02', [registration(1, 300), visit(2)], 2_000);
        const usage = await store.usage('2026-11-21', '2026-11-21');
        expect(usage.get('A-01')).toEqual({ ...noCounts, registrations: 1, registrationAmount: 100 });
        expect(usage.get('A-02')).toEqual({
          ...noCounts,
          registrations: 1,
          registrationAmount: 300,
          visits: 1,
          completed: 1,
        });
        expect(await store.events('A-01', 0, 10)).toEqual([registration(1, 100)]);
        expect(await store.events('A-02', 0, 10)).toEqual([registration(1, 300), visit(2)]);
        expect(await store.lastHeard()).toEqual(
          new Map([
            ['A-01', 1_000],
            ['A-02', 2_000],
          ]),
        );
      }));

    test('a period holds its first and its last day and no other', () =>
      withStore(async (store) => {
        const dated = ['2026-10-31', '2026-11-01', '2026-11-30', '2026-12-01'];
        await take(
          store,
          'A-01',
          dated.map((day, at) => registration(at + 1, 10 ** at, day)),
        );
        const november = await store.usage('2026-11-01', '2026-11-30');
        expect(november.get('A-01')).toEqual({ ...noCounts, registrations: 2, registrationAmount: 110 });
      }));

    test.each([
      ['an event that is there already', [visit(5), registration(2)]],
      ['an event twice in the intake', [registration(3), registration(3)]],
    ])('%s: the whole intake is refused', (_, events) =>
      withStore(async (store) => {
        await take(store, 'A-01', [registration(1), registration(2)]);
        await expect(take(store, 'A-01', events)).rejects.toThrow();
        expect(await watermark(store, 'A-01')).toEqual({ upTo: 2, heardAt: eightOClock });
        expect(await store.events('A-01', 0, 10)).toEqual([registration(1), registration(2)]);
        expect((await store.usage('2026-11-21', '2026-11-21')).get('A-01')?.registrations).toBe(2);
        expect(await take(store, 'A-01', [registration(3)])).toBe('taken');
      }),
    );

    test('a decision that throws leaves nothing behind and the store usable', () =>
      withStore(async (store) => {
        const broken = () => {
          throw new Error('planted');
        };
        await expect(store.take('A-01', broken)).rejects.toThrow('planted');
        expect(await take(store, 'A-01', [registration(1)])).toBe('taken');
      }));

    test('intakes under way at once follow one another: each sees the watermark the one before left', () =>
      withStore(async (store) => {
        const next = () =>
          store.take('A-01', ({ upTo }) => ({ answer: upTo, intake: intakeOf([registration(upTo + 1)]) }));
        expect(await Promise.all(Array.from({ length: 20 }, next))).toEqual(Array.from({ length: 20 }, (_, at) => at));
        expect(await store.events('A-01', 0, 100)).toHaveLength(20);
      }));

    test('the roll-up is the sum of the events, however they were cut into intakes', () =>
      fc.assert(
        fc.asyncProperty(anyEvents, fc.integer({ min: 1, max: 7 }), (events, size) =>
          withStore(async (store) => {
            for (let at = 0; at < events.length; at += size) await take(store, 'A-01', events.slice(at, at + size));
            const held = await store.events('A-01', 0, 1_000);
            expect(held).toEqual(events);
            const scanned = new Map(rollUp(held).map(({ businessDay, counts }) => [businessDay, counts]));
            for (const day of days) expect((await store.usage(day, day)).get('A-01')).toEqual(scanned.get(day));
          }),
        ),
        { numRuns: 30 },
      ));
  });
};
