/** What the bench's page asks of its server. */
import * as v from 'valibot';

const Terminal = v.pipe(v.string(), v.regex(/^T-\d{3}$/));

export const BenchRequest = v.variant('kind', [
  /** Something to be done in the world: a `RehearsalCommand`, at this terminal where it is one's. */
  v.strictObject({ kind: v.literal('do'), terminal: v.optional(Terminal), command: v.looseObject({ do: v.string() }) }),
  v.strictObject({ kind: v.literal('pace'), pace: v.pipe(v.number(), v.minValue(0), v.maxValue(100)) }),
  v.strictObject({ kind: v.literal('runTo'), to: v.picklist(['mondayMorning', 'beforeMidnight']) }),
  v.strictObject({ kind: v.literal('runFor'), minutes: v.pipe(v.number(), v.minValue(0), v.maxValue(60 * 24 * 7)) }),
  /** A world of its own from its beginning; with a scenario, that one's, and it runs in it. */
  v.strictObject({ kind: v.literal('begin'), scenario: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/))) }),
  v.strictObject({ kind: v.literal('record'), on: v.boolean() }),
  /** Whether the hospital's desk is looked at: it is told only while it is. */
  v.strictObject({ kind: v.literal('desk'), open: v.boolean() }),
  v.strictObject({ kind: v.literal('restartPage'), terminal: Terminal }),
  /** What everything looked like at an instant, UTC milliseconds. */
  v.strictObject({ kind: v.literal('moment'), terminal: Terminal, at: v.number() }),
]);
export type BenchRequest = v.InferOutput<typeof BenchRequest>;

/** Asks the bench's server for something. */
export type Ask = (request: BenchRequest) => void;
