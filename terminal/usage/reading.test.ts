import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { Entry } from '../journal/entry.ts';
import { UsageEvent } from '../usage-event.ts';
import { usageOf } from './reading.ts';

const at = Date.UTC(2026, 10, 22, 16, 30);
const read = (entry: Entry) => usageOf({ sequence: 5, at, text: JSON.stringify(entry), hash: '' }, 'Asia/Shanghai');
const text = { zh: '内科', en: 'Medicine' };
const ticket = {
  queueNumber: 'A1',
  day: '2026-11-23',
  from: '08:00',
  to: '08:30',
  department: text,
  doctor: text,
  place: text,
};

test.each([
  [
    { kind: 'visit.ended', visit: 'v', ending: 'timedOut', screen: 'pay', seconds: 90 },
    { kind: 'visitEnded', ending: 'timedOut', step: 'pay', seconds: 90 },
  ],
  [
    { kind: 'registration.confirmed', order: 'o', ticket, amount: 2500 },
    { kind: 'registrationConfirmed', amount: 2500 },
  ],
  [
    { kind: 'refund.arrived', order: 'o', amount: 2500 },
    { kind: 'refunded', amount: 2500 },
  ],
  [
    { kind: 'device.fault', device: 'receiptPrinter', fault: 'paperOut' },
    { kind: 'deviceFault', device: 'receiptPrinter', fault: 'paperOut' },
  ],
] satisfies [Entry, object][])('%o is reported as %o', (entry, event) => {
  const usage = read(entry);
  expect(usage).toEqual({ sequence: 5, at, businessDay: '2026-11-23', ...event });
  expect(v.is(UsageEvent, usage)).toBe(true);
});

test.each([
  { kind: 'visit.started', visit: 'v' },
  { kind: 'visit.step', visit: 'v', screen: 'menu' },
  { kind: 'refund.accepted', order: 'o' },
  { kind: 'payment.paid', order: 'o' },
] satisfies Entry[])('%o is not usage', (entry) => {
  expect(read(entry)).toBeUndefined();
});
