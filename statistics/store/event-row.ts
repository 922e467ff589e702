import * as v from 'valibot';
import { UsageEvent } from '../../terminal/usage-event.ts';
import type { EventRow } from './tables.ts';

/** Fields that are true or false in an event, and 1 or 0 in its row. */
const truths = new Set<string>(['firstTry', 'paidHere', 'available', 'open']);

const bit = (value: boolean | undefined): number | null => (value === undefined ? null : value ? 1 : 0);

/** Every field any kind of event has. */
type Fields = Omit<EventRow, 'terminal' | 'epoch' | 'quarantined' | 'firstTry' | 'paidHere' | 'available' | 'open'> & {
  readonly [Truth in 'firstTry' | 'paidHere' | 'available' | 'open']: boolean;
};

/** An event as it is kept. */
export interface StoredEvent {
  readonly terminal: string;
  readonly epoch: string;
  readonly event: UsageEvent;
  readonly isQuarantined: boolean;
}

export const eventColumns = [
  'terminal',
  'epoch',
  'sequence',
  'at',
  'businessDay',
  'hour',
  'kind',
  'flow',
  'ending',
  'step',
  'seconds',
  'firstTry',
  'amount',
  'paidHere',
  'reports',
  'pages',
  'device',
  'fault',
  'available',
  'open',
  'quarantined',
] as const satisfies readonly (keyof EventRow)[];

/** Puts an event's values to others, in the order of `eventColumns`; what it does not have is null. */
export const pushEvent = (values: unknown[], { terminal, epoch, event, isQuarantined }: StoredEvent): void => {
  const fields = event as Partial<Fields> & UsageEvent;
  values.push(
    terminal,
    epoch,
    fields.sequence,
    fields.at,
    fields.businessDay,
    fields.hour,
    fields.kind,
    fields.flow ?? null,
    fields.ending ?? null,
    fields.step ?? null,
    fields.seconds ?? null,
    bit(fields.firstTry),
    fields.amount ?? null,
    bit(fields.paidHere),
    fields.reports ?? null,
    fields.pages ?? null,
    fields.device ?? null,
    fields.fault ?? null,
    bit(fields.available),
    bit(fields.open),
    isQuarantined ? 1 : 0,
  );
};

/** The event a row keeps. */
export const eventOf = ({ terminal: _, epoch: __, quarantined: ___, ...fields }: EventRow): UsageEvent => {
  const own = Object.entries(fields).filter(([, value]) => value !== null);
  return v.parse(UsageEvent, Object.fromEntries(own.map(([name, it]) => [name, truths.has(name) ? it === 1 : it])));
};
