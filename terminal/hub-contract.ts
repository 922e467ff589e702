/**
 * What a terminal and the hub say to each other: usage in signed, chained batches, heartbeats, and the enrolment that
 * binds a terminal's key to the place where it stands. Every request of a terminal carries the header `kiosk-signature`.
 */
import * as v from 'valibot';
import { deviceKinds } from '../device-drivers/contract/device-event.ts';
import { Count, UsageEvent } from './usage-event.ts';

/** As a terminal names itself. */
export const TerminalId = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9-]{1,32}$/, 'expected 1 to 32 letters, digits or hyphens'),
);
/** A start of the terminal: a random name that no other start has. Empty in what was written before epochs had names. */
export const Epoch = v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{0,32}$/));
const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** How far a terminal's events were sent: the last of them, its epoch, and the chain's hash after it. */
export const UsageCursor = v.object({ epoch: Epoch, sequence: Count, hash: Hash });
export type UsageCursor = v.InferOutput<typeof UsageCursor>;

export const mostEventsInBatch = 500;

/**
 * Events of one epoch, every one after `previous` and none left out. `previous` is of the same epoch, or is the last one
 * that was sent of an earlier epoch, or null at the very first batch of a terminal.
 */
export const UsageBatch = v.object({
  terminal: TerminalId,
  epoch: Epoch,
  previous: v.nullable(UsageCursor),
  events: v.pipe(v.array(UsageEvent), v.minLength(1), v.maxLength(mostEventsInBatch)),
});
export type UsageBatch = v.InferOutput<typeof UsageBatch>;

/** The hub has every event of the batch, whether from this one or from before. */
export const UsageReceipt = v.object({ upTo: Count });
export type UsageReceipt = v.InferOutput<typeof UsageReceipt>;

/** With the refusal `gap` (409): the cursor the hub waits to be followed; null when it has nothing of the terminal. */
export const UsageGap = v.object({ code: v.literal('gap'), expected: v.nullable(UsageCursor) });

/** A device's state in one word, as the technician's screen says it. */
export const deviceStates = ['starting', 'online', 'offline', 'empty', 'low', 'full'] as const;
export type DeviceState = (typeof deviceStates)[number];

/** How a terminal is right now. What happened is told by its events; a heartbeat that is lost is not missed. */
export const Heartbeat = v.object({
  terminal: TerminalId,
  epoch: Epoch,
  /** UTC milliseconds, the terminal's clock; a heartbeat no later than one before it is dropped. */
  at: Count,
  /** The program's version. */
  version: v.pipe(v.string(), v.maxLength(40)),
  /** Open to patients, as far as technicians are concerned. */
  inService: v.boolean(),
  devices: v.array(
    v.object({
      device: v.picklist(deviceKinds),
      state: v.picklist(deviceStates),
      fault: v.exactOptional(v.pipe(v.string(), v.regex(/^[a-zA-Z]{1,40}$/))),
    }),
  ),
  /** Cards and sheets that are left, as counted and reckoned; absent until somebody has counted. */
  supplies: v.object({ cards: v.exactOptional(Count), sheets: v.exactOptional(Count), bin: Count }),
  /** Why the hub refused the last batch, by the refusal's code; absent when it did not. */
  refused: v.exactOptional(v.pipe(v.string(), v.regex(/^[a-zA-Z]{1,40}$/))),
});
export type Heartbeat = v.InferOutput<typeof Heartbeat>;

/** Binds a key to the terminal a one-time code was made for. Signed with the key it brings, which proves that it is held. */
export const Enrolment = v.object({
  code: v.pipe(v.string(), v.regex(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/, 'expected a code such as 7K2M-PQ4D-9XHB')),
  terminal: TerminalId,
  /** Ed25519, 64 hexadecimal digits. */
  publicKey: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});
export type Enrolment = v.InferOutput<typeof Enrolment>;

const LocalName = v.object({ zh: v.string(), en: v.string() });
/** Where the hub has the terminal. */
export const EnrolmentReceipt = v.object({
  terminal: TerminalId,
  unit: LocalName,
  ward: v.string(),
  place: LocalName,
});
export type EnrolmentReceipt = v.InferOutput<typeof EnrolmentReceipt>;

export const signatureHeader = 'kiosk-signature';

/** What is signed of a request, in UTF-8: its path, so that no message passes for another kind of message, and its body. */
export const signedText = (path: string, body: string): string => `${path}\n${body}`;

export const hubPaths = {
  usage: '/v1/usage',
  heartbeats: '/v1/heartbeats',
  enrolments: '/v1/enrolments',
} as const;
