import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UsageBatch } from '../../terminal/hub-contract.ts';
import type { UsageEvent } from '../../terminal/usage-event.ts';
import { check } from '../problem.ts';
import { anyEvents, oneOfEach, registration } from './invented-usage.ts';
import { readUsageBatch } from './usage-body.ts';

const batch = (events: readonly unknown[], more: object = {}) => ({
  terminal: 'A-01',
  epoch: 'e1',
  previous: null,
  events,
  ...more,
});
const cursor = (sequence: number) => ({ epoch: 'e1', sequence, hash: 'ab'.repeat(32) });
const good = registration(1);

test('a batch of every kind is read as it is', () => {
  expect(readUsageBatch(batch(oneOfEach))).toEqual({ ok: true, value: batch(oneOfEach) });
});

const many = Array.from({ length: 501 }, (_, at) => registration(at + 1));
test.each<[string, unknown, string]>([
  ['nothing', undefined, ''],
  ['a text', 'batch', ''],
  ['a list', [], 'terminal'],
  ['no terminal', batch([good], { terminal: undefined }), 'terminal'],
  ['a terminal of another alphabet', batch([good], { terminal: '终端一' }), 'terminal'],
  ['an epoch with a bar', batch([good], { epoch: 'e|1' }), 'epoch'],
  ['no previous', batch([good], { previous: undefined }), 'previous'],
  ['a previous without a hash', batch([good], { previous: { epoch: 'e1', sequence: 0, hash: '' } }), 'previous.hash'],
  ['events that are no list', batch([], { events: { length: 1 } }), 'events'],
  ['no events', batch([]), 'events'],
  ['too many events', batch(many), 'events'],
  ['an event that is null', batch([null]), 'events.0'],
  ['a broken amount', batch([good, registration(2, 25.5)]), 'events.1.amount'],
  ['a negative amount', batch([registration(1, -1)]), 'events.0.amount'],
  ['an amount beyond everything', batch([registration(1, 10_000_000_001)]), 'events.0.amount'],
  ['pages beyond everything', batch([{ ...good, kind: 'pagesPrinted', pages: 10_001 }]), 'events.0.pages'],
  ['an hour that is none', batch([{ ...good, hour: 24 }]), 'events.0.hour'],
  ['no hour', batch([{ ...good, hour: undefined }]), 'events.0.hour'],
  ['no word where one is due', batch([{ ...good, kind: 'bookingCollected', amount: 1 }]), 'events.0.paidHere'],
  ['an unknown kind', batch([{ ...good, kind: 'coffee' }]), 'events.0.kind'],
  ['a kind every object has', batch([{ ...good, kind: 'constructor' }]), 'events.0.kind'],
  ['a day that is none', batch([registration(1, 100, '2026-02-30')]), 'events.0.businessDay'],
  ['a sequence that does not grow', batch([registration(2), registration(2)]), 'events.1.sequence'],
  ['a sequence not after what it follows', batch([registration(5)], { previous: cursor(5) }), 'events.0.sequence'],
])('malformed: %s', (_, body, path) => {
  const read = readUsageBatch(body);
  expect(read.ok ? 'read' : read.mistakes[0]?.path).toBe(path);
});

test('a field the event does not have is left out', () => {
  const read = readUsageBatch(batch([{ ...good, patient: 'Zhang San' }]));
  expect(read).toEqual({ ok: true, value: batch([good]) });
});

/** Events of which one has one field replaced by something else, or one too many. */
const anySpoiled = fc
  .record({
    events: anyEvents,
    at: fc.nat(39),
    name: fc.constantFrom('sequence', 'at', 'businessDay', 'hour', 'kind', 'flow', 'amount', 'device', 'open', 'pages'),
    value: fc.oneof(
      fc.constantFrom(undefined, null, '', 0, -1, 1.5, true, '2026-11-21', 'started', 'card', 'idCardReader', 1e300),
      fc.integer(),
      fc.string(),
    ),
  })
  .map(({ events, at, name, value }) =>
    events.map((event, index) => (index === at % events.length ? { ...event, [name]: value } : event)),
  );

test('the quick look and the schema are of one mind', () =>
  fc.assert(
    fc.property(fc.oneof(anyEvents, anySpoiled), (events: readonly unknown[]) => {
      const body = JSON.parse(JSON.stringify(batch(events)));
      const read = readUsageBatch(body);
      const inOrder = (them: readonly UsageEvent[]) =>
        them.every(({ sequence }, at) => sequence > (them[at - 1]?.sequence ?? 0));
      const bySchema = check(UsageBatch, body, () => []);
      if (read.ok) expect(read).toEqual(bySchema);
      // What the schema does not say: order, real days, and how much is too much.
      else if (bySchema.ok) {
        expect(
          !inOrder(bySchema.value.events) ||
            read.mistakes.some(({ message }) => message.includes('expected at most') || message.includes('no day')),
        ).toBe(true);
      }
    }),
    { numRuns: 400 },
  ));
