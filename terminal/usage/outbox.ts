import * as v from 'valibot';
import { type Clock, sleep } from '../../device-drivers/contract/clock.ts';
import type { Network, NetworkReply } from '../hospital/network.ts';
import { hubPaths, UsageGap, UsageReceipt } from '../hub-contract.ts';
import type { JournalStore } from '../journal/store.ts';
import type { Log } from '../log-event.ts';
import type { Chance, Signer } from '../ports.ts';
import { type NextBatch, nextBatch } from './batch.ts';
import { jsonOf, tellHub } from './hub-line.ts';
import { createNap } from './nap.ts';
import { isIn, usageAfter } from './reading.ts';
import { refusalIn } from './refusal.ts';

export interface OutboxPorts {
  readonly store: JournalStore;
  readonly network: Network;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly signer: Signer;
  readonly log: Log;
}

export interface OutboxConfig {
  readonly terminal: string;
  readonly zone: string;
  readonly hubUrl: string;
}

const idlePause = 60_000;
const shortestBound = 2_000;
const longestBound = 300_000;

export interface Outbox {
  /** There is something new: an idle outbox looks at once. One that waits after a failure goes on waiting. */
  nudge(): void;
  /** Why the hub refused the last batch, by its code; absent when it did not. */
  readonly refused: string | undefined;
  /** Events the hub has not acknowledged. */
  waiting(): number;
  /** UTC milliseconds of the last acknowledgement in this start. */
  readonly sentAt: number | undefined;
}

/**
 * Brings usage to the hub, each event once: the cursor moves only after the hub's answer, and the hub drops what it has.
 * A refused batch is kept, and offered again. Runs until `signal` aborts. Pauses after failures are drawn evenly from
 * nothing to a bound that doubles (full jitter), so that a thousand terminals do not come back in one moment.
 */
export function startOutbox(ports: OutboxPorts, config: OutboxConfig, signal: AbortSignal): Outbox {
  const { store, clock, chance, log } = ports;
  const { terminal, zone, hubUrl } = config;
  const nap = createNap(clock, signal);
  const count = createCount(store, zone);
  let refused: string | undefined;
  let sentAt: number | undefined;

  /** Moves the cursor by the hub's answer; `why` when the batch was not taken. */
  function take(reply: NetworkReply | undefined, { reached }: NextBatch): { isMoved: boolean; why?: string } {
    if (!reply) return { isMoved: false, why: 'no answer' };
    const receipt = v.safeParse(UsageReceipt, jsonOf(reply));
    if (reply.status === 200 && receipt.success && receipt.output.upTo >= reached.sequence) {
      refused = undefined;
      sentAt = clock.now();
      store.setUploaded(reached);
      return { isMoved: true };
    }
    const gap = v.safeParse(UsageGap, jsonOf(reply));
    if (reply.status === 409 && gap.success) {
      const { expected } = gap.output;
      refused = undefined;
      // What this journal does not have cannot be followed: then everything is sent again.
      store.setUploaded(expected && isIn(store, expected) ? expected : null);
      return { isMoved: true, why: `the hub asks for everything after ${expected?.sequence ?? 0}` };
    }
    const code = refusalIn(reply);
    if (code !== undefined) refused = code;
    return { isMoved: false, why: code ?? `status ${reply.status}` };
  }

  async function run(): Promise<void> {
    let failures = 0;
    let next: NextBatch | undefined;
    while (!signal.aborted) {
      // A batch that was not taken is offered again as it was.
      next ??= nextBatch(store, terminal, zone);
      if (!next) {
        await nap.take(idlePause);
        continue;
      }
      const { batch } = next;
      const reply = await tellHub({ ...ports, hubUrl }, hubPaths.usage, batch, signal);
      if (signal.aborted) return;
      const { isMoved, why } = take(reply, next);
      if (isMoved) next = undefined;
      if (why === undefined) {
        failures = 0;
        log({ event: 'usage.sent', events: batch.events.length });
        continue;
      }
      log({ event: 'usage.kept', why });
      const bound = Math.min(longestBound, shortestBound * 2 ** Math.min(failures, 8));
      failures += 1;
      const [byte = 0] = chance.bytes(1);
      await sleep(clock, (bound * (byte + 1)) / 256, signal);
    }
  }

  void run();
  return {
    nudge: nap.wake,
    get refused() {
      return refused;
    },
    waiting: count,
    get sentAt() {
      return sentAt;
    },
  };
}

/** Counts what waits, looking at each record once while the cursor stands still. */
function createCount(store: JournalStore, zone: string): () => number {
  let from: number | undefined;
  let counted = 0;
  let waiting = 0;
  return () => {
    const cursor = store.uploaded();
    const sequence = cursor?.sequence ?? 0;
    if (from !== sequence) {
      from = sequence;
      counted = sequence;
      waiting = 0;
    }
    for (const _ of usageAfter(store, { epoch: cursor?.epoch ?? '', sequence: counted }, zone)) waiting += 1;
    counted = store.last()?.sequence ?? 0;
    return waiting;
  };
}
