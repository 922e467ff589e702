import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { UsageEvent } from '../../terminal/usage-event.ts';
import { anyEvents, eightOClock, oneOfEach, registration, visit } from '../intake/invented-usage.ts';
import type { Decision, EpochMark, Intake, IntakeStore, Standing } from './hub-store.ts';

/** A store and how to bring terminals into it. */
export interface StoreUnderTest {
  readonly store: IntakeStore;
  enrol(terminal: string, publicKey: string): Promise<void>;
  revoke(terminal: string): Promise<void>;
}

export type WithStore = (work: (under: StoreUnderTest) => Promise<void>) => Promise<void>;

const key = 'ab'.repeat(32);

/** The store takes a hash as it comes: whether it fits is the collector's to know. */
const hashAfter = (sequence: number): string => sequence.toString(16).padStart(64, '0');

const markAt = (sequence: number, epoch = 'e1', follows: EpochMark['follows'] = null): EpochMark => ({
  epoch,
  sequence,
  hash: hashAfter(sequence),
  follows,
});

export const intakeOf = (events: readonly UsageEvent[], more: Partial<Intake> = {}): Intake => ({
  mark: markAt(events.at(-1)?.sequence ?? 0),
  events,
  quarantined: new Set(),
  heardAt: eightOClock,
  alarms: [],
  ...more,
});

export const take = (store: IntakeStore, terminal: string, events: readonly UsageEvent[], more?: Partial<Intake>) =>
  store.take(terminal, ['e1'], () => ({ answer: 'taken', intake: intakeOf(events, more) }));

const standing = (store: IntakeStore, terminal: string, epochs: readonly string[] = ['e1']) =>
  store.take<Standing>(terminal, epochs, (it) => ({ answer: it }));

/** What every store of what terminals report keeps to, whatever it is made of. */
export const storeContract = (name: string, withStore: WithStore): void => {
  describe(`the contract of an intake store: ${name}`, () => {
    test('knows nothing of a terminal at first', () =>
      withStore(async ({ store }) => {
        expect(await standing(store, 'A-01')).toEqual({ revoked: false, known: new Map(), followed: new Set() });
        expect(await store.epochs('A-01')).toEqual([]);
        expect(await store.events('A-01', 'e1', 0, 10)).toEqual([]);
      }));

    test('a key is known once it is bound, and whether it was revoked', () =>
      withStore(async ({ store, enrol, revoke }) => {
        await enrol('A-01', key);
        expect(await standing(store, 'A-01')).toEqual({
          publicKey: key,
          revoked: false,
          known: new Map(),
          followed: new Set(),
        });
        await revoke('A-01');
        expect(await standing(store, 'A-01')).toMatchObject({ revoked: true });
      }));

    test('an intake is answered, kept whole and moves the mark of its epoch', () =>
      withStore(async ({ store, enrol }) => {
        await enrol('A-01', key);
        expect(await take(store, 'A-01', oneOfEach)).toBe('taken');
        const mark = markAt(oneOfEach.length);
        expect(await standing(store, 'A-01')).toMatchObject({ current: mark, known: new Map([['e1', mark]]) });
        expect(await store.epochs('A-01')).toEqual([mark]);
        expect(await store.events('A-01', 'e1', 0, 100)).toEqual(oneOfEach);
        expect(await store.events('A-01', 'e1', 3, 1)).toEqual([oneOfEach[3]]);
        expect(await store.events('A-01', 'e2', 0, 10)).toEqual([]);
        expect(await standing(store, 'A-01')).toMatchObject({ publicKey: key });
      }));

    test('quarantined events are kept like all others', () =>
      withStore(async ({ store, enrol }) => {
        await enrol('A-01', key);
        await take(store, 'A-01', [registration(1), registration(2)], { quarantined: new Set([2]) });
        expect(await store.events('A-01', 'e1', 0, 10)).toEqual([registration(1), registration(2)]);
      }));

    test('epochs stand apart, in the order in which they were opened, and it is known which is followed', () =>
      withStore(async ({ store, enrol }) => {
        await enrol('A-01', key);
        await take(store, 'A-01', [registration(1)]);
        const second = markAt(3, 'e2', { epoch: 'e1', sequence: 1 });
        await take(store, 'A-01', [registration(2), visit(3)], { mark: second, heardAt: eightOClock + 1 });
        const twin = markAt(2, 'e3', { epoch: 'e1', sequence: 1 });
        await take(store, 'A-01', [visit(2)], { mark: twin, heardAt: eightOClock + 2 });

        expect(await store.epochs('A-01')).toEqual([markAt(1), second, twin]);
        expect(await store.events('A-01', 'e2', 0, 10)).toEqual([registration(2), visit(3)]);
        expect(await store.events('A-01', 'e3', 0, 10)).toEqual([visit(2)]);
        expect(await standing(store, 'A-01', ['e1', 'e2', 'e9'])).toEqual({
          publicKey: key,
          revoked: false,
          current: twin,
          known: new Map([
            ['e1', markAt(1)],
            ['e2', second],
          ]),
          followed: new Set(['e1']),
        });

        await take(store, 'A-01', [visit(4)], { mark: { ...second, sequence: 4, hash: hashAfter(4) } });
        expect(await store.epochs('A-01')).toEqual([markAt(1), { ...second, sequence: 4, hash: hashAfter(4) }, twin]);
        expect((await standing(store, 'A-01')).current?.epoch).toBe('e2');
      }));

    test('a decision without an intake writes nothing', () =>
      withStore(async ({ store, enrol }) => {
        await enrol('A-01', key);
        await take(store, 'A-01', [registration(1)]);
        const looked = await store.take('A-01', ['e1'], ({ known }) => ({ answer: known.get('e1')?.sequence }));
        expect(looked).toBe(1);
        expect(await store.epochs('A-01')).toEqual([markAt(1)]);
        expect(await store.events('A-01', 'e1', 0, 10)).toHaveLength(1);
      }));

    test('terminals are apart, even with the same epochs and sequences', () =>
      withStore(async ({ store, enrol }) => {
        for (const terminal of ['A-01', 'A-02']) await enrol(terminal, key);
        await Promise.all([
          take(store, 'A-01', [registration(1, 100)]),
          take(store, 'A-02', [registration(1, 300), visit(2)]),
        ]);
        expect(await store.events('A-01', 'e1', 0, 10)).toEqual([registration(1, 100)]);
        expect(await store.events('A-02', 'e1', 0, 10)).toEqual([registration(1, 300), visit(2)]);
        expect(await store.epochs('A-01')).toEqual([markAt(1)]);
      }));

    test.each([
      ['an event that is there already', [registration(3), registration(2)]],
      ['an event twice in the intake', [registration(3), registration(3)]],
    ])('%s: the whole intake is refused', (_, events) =>
      withStore(async ({ store, enrol }) => {
        for (const terminal of ['A-01', 'A-02']) await enrol(terminal, key);
        await take(store, 'A-01', [registration(1), registration(2)]);
        // What is brought beside it at the same moment is another terminal's, and taken.
        const [spoiled, beside] = await Promise.allSettled([
          take(store, 'A-01', events),
          take(store, 'A-02', [registration(1)]),
        ]);
        expect([spoiled.status, beside.status]).toEqual(['rejected', 'fulfilled']);
        expect(await store.epochs('A-01')).toEqual([markAt(2)]);
        expect(await store.events('A-01', 'e1', 0, 10)).toEqual([registration(1), registration(2)]);
        expect(await store.events('A-02', 'e1', 0, 10)).toEqual([registration(1)]);
        expect(await take(store, 'A-01', [registration(3)])).toBe('taken');
      }),
    );

    test('a decision that throws leaves nothing behind and the store usable', () =>
      withStore(async ({ store, enrol }) => {
        for (const terminal of ['A-01', 'A-02']) await enrol(terminal, key);
        const broken = (): Decision<string> => {
          throw new Error('planted');
        };
        const [thrown, beside] = await Promise.allSettled([
          store.take('A-01', ['e1'], broken),
          take(store, 'A-02', [registration(1)]),
        ]);
        expect(thrown).toMatchObject({ status: 'rejected', reason: { message: 'planted' } });
        expect(beside.status).toBe('fulfilled');
        expect(await take(store, 'A-01', [registration(1)])).toBe('taken');
      }));

    test('intakes under way at once follow one another: each sees the mark the one before left', () =>
      withStore(async ({ store, enrol }) => {
        await enrol('A-01', key);
        const next = () =>
          store.take('A-01', ['e1'], ({ known }) => {
            const upTo = known.get('e1')?.sequence ?? 0;
            return { answer: upTo, intake: intakeOf([registration(upTo + 1)]) };
          });
        expect(await Promise.all(Array.from({ length: 20 }, next))).toEqual(Array.from({ length: 20 }, (_, at) => at));
        expect(await store.events('A-01', 'e1', 0, 100)).toHaveLength(20);
      }));

    test('whatever the events, they come back as they were, however they were cut into intakes', () =>
      withStore(async ({ store, enrol }) => {
        let runs = 0;
        await fc.assert(
          fc.asyncProperty(anyEvents, fc.integer({ min: 1, max: 7 }), async (events, size) => {
            runs += 1;
            const terminal = `A-${runs}`;
            await enrol(terminal, key);
            for (let at = 0; at < events.length; at += size) await take(store, terminal, events.slice(at, at + size));
            expect(await store.events(terminal, 'e1', 0, 1_000)).toEqual(events);
          }),
          { numRuns: 20 },
        );
      }));

    test('an intake of the most events there can be', () =>
      withStore(async ({ store, enrol }) => {
        await enrol('A-01', key);
        const events = Array.from({ length: 500 }, (_, at) => registration(at + 1));
        await take(store, 'A-01', events);
        expect(await store.events('A-01', 'e1', 0, 1_000)).toEqual(events);
      }));
  });
};
