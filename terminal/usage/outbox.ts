import * as v from 'valibot';
import { type Clock, sleep } from '../../device-drivers/contract/clock.ts';
import type { Network, NetworkReply } from '../hospital/network.ts';
import { recordsAfter } from '../journal/journal.ts';
import type { JournalStore } from '../journal/store.ts';
import type { Log } from '../log-event.ts';
import type { Chance } from '../ports.ts';
import { type UsageBatch, type UsageEvent, UsageReceipt } from '../usage-event.ts';
import { usageOf } from './reading.ts';

export interface OutboxPorts {
  readonly store: JournalStore;
  readonly network: Network;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
}

export interface OutboxConfig {
  readonly terminal: string;
  readonly zone: string;
  readonly hubUrl: string;
}

const mostEvents = 200;
const answerWithin = 10_000;
const idlePause = 60_000;
const longestPause = 300_000;

const Gap = v.object({ expected: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) });

export interface Outbox {
  /** There is something new: an idle outbox looks at once. One that waits after a failure goes on waiting. */
  nudge(): void;
}

/**
 * Brings usage to the hub, each event once: the cursor moves only after the hub's answer, and the hub drops what it has.
 * Runs until `signal` aborts. Pauses after failures are drawn evenly from nothing to a bound that doubles (full jitter),
 * so that a thousand terminals do not come back in one moment.
 */
export function startOutbox(ports: OutboxPorts, config: OutboxConfig, signal: AbortSignal): Outbox {
  let nudged = new AbortController();
  const idle = async () => {
    await sleep(ports.clock, idlePause, AbortSignal.any([signal, nudged.signal]));
    nudged = new AbortController();
  };
  void run(ports, config, signal, idle);
  return { nudge: () => nudged.abort() };
}

async function run(
  ports: OutboxPorts,
  config: OutboxConfig,
  signal: AbortSignal,
  idle: () => Promise<void>,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const batch = nextBatch(ports.store, config);
    if (!batch) {
      await idle();
      continue;
    }
    const why = await send(ports, config, batch, signal);
    if (signal.aborted) return;
    if (why === undefined) {
      failures = 0;
      ports.log({ event: 'usage.sent', events: batch.events.length });
      continue;
    }
    ports.log({ event: 'usage.kept', why });
    const bound = Math.min(longestPause, 2000 * 2 ** Math.min(failures, 8));
    failures += 1;
    const [byte = 0] = ports.chance.bytes(1);
    await sleep(ports.clock, (bound * (byte + 1)) / 256, signal);
  }
}

function nextBatch(store: JournalStore, { terminal, zone }: OutboxConfig): UsageBatch | undefined {
  const after = store.uploaded();
  const events: UsageEvent[] = [];
  for (const record of recordsAfter(store, after)) {
    const event = usageOf(record, zone);
    if (event && events.push(event) === mostEvents) break;
  }
  return events.length > 0 ? { terminal, after, events } : undefined;
}

/** Sends a batch and moves the cursor; the reason when it could not. */
async function send(
  { store, network, clock }: OutboxPorts,
  { hubUrl }: OutboxConfig,
  batch: UsageBatch,
  signal: AbortSignal,
): Promise<string | undefined> {
  const stop = new AbortController();
  const cancel = clock.after(answerWithin, () => stop.abort());
  const end = () => stop.abort();
  signal.addEventListener('abort', end);
  try {
    const reply = await network({
      method: 'POST',
      url: new URL('v1/usage', hubUrl.endsWith('/') ? hubUrl : `${hubUrl}/`).href,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(batch),
      signal: stop.signal,
    });
    return take(store, reply);
  } catch {
    return 'no answer';
  } finally {
    cancel();
    signal.removeEventListener('abort', end);
  }
}

function take(store: JournalStore, reply: NetworkReply): string | undefined {
  const json = parse(reply.body);
  const receipt = v.safeParse(UsageReceipt, json);
  if (reply.status === 200 && receipt.success) {
    store.setUploaded(receipt.output.upTo);
    return undefined;
  }
  const gap = v.safeParse(Gap, json);
  if (reply.status === 409 && gap.success) {
    store.setUploaded(gap.output.expected);
    return `the hub asks for everything after ${gap.output.expected}`;
  }
  return `status ${reply.status}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
