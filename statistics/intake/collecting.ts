import { signedText, type UsageBatch, type UsageReceipt } from '../../terminal/hub-contract.ts';
import type { HubPorts } from '../ports.ts';
import { malformed, type Problem, problem } from '../problem.ts';
import type { Decision, Intake, IntakeStore, Standing } from '../store/hub-store.ts';
import { type Following, followingOf } from './following.ts';
import type { Seals } from './seals.ts';
import { readUsageBatch } from './usage-body.ts';

/** A request of a terminal: the path it was sent to, its body as it came, and the header that signs both. */
export interface Arrival {
  readonly path: string;
  readonly body: string;
  readonly signature: string | undefined;
}

/** What became of a batch: the receipt the terminal may move its cursor to, or why nothing was taken. */
export type Received =
  | { readonly ok: true; readonly receipt: UsageReceipt }
  | { readonly ok: false; readonly problem: Problem };

/** What came of verifying an arrival before its terminal's standing was looked at. */
interface Verified {
  readonly publicKey: string;
  readonly isSigned: boolean;
}

export type CollectingPorts = Pick<HubPorts, 'clock' | 'seals' | 'log'> & { readonly store: IntakeStore };

/** A clock so far ahead of the hub's is wrong, and its days would fill months to come. In milliseconds. */
const furthestAhead = 24 * 3_600_000;

const notJson = malformed([{ path: '', message: 'the body is not JSON' }]);

/**
 * Takes signed batches of usage, each event exactly once: what the hub has already is dropped, a batch that would leave a
 * gap is refused with the cursor the hub waits for, one that contradicts what the hub has is refused with an alarm. Settles
 * as soon as the store does, and before it whoever verifies elsewhere; rejects only when the store failed.
 */
export const collector = ({ clock, store, seals, log }: CollectingPorts) => {
  const refuse = (it: Problem, terminal?: string): Received => {
    log({ event: 'usage.refused', code: it.code, ...(terminal !== undefined && { terminal }) });
    return { ok: false, problem: it };
  };

  /** The keys terminals were last heard with: what they send next is verified while others are being taken. */
  const keys = new Map<string, string>();

  const verifiedBefore = async (
    verifying: NonNullable<Seals['verifying']>,
    terminal: string,
    { path, body, signature }: Arrival,
  ): Promise<Verified | undefined> => {
    const publicKey = keys.get(terminal);
    if (publicKey === undefined || signature === undefined) return undefined;
    return { publicKey, isSigned: await verifying(publicKey, signedText(path, body), signature) };
  };

  /** Why this terminal is not listened to; nothing when it is. What was verified with another key than its own says nothing. */
  const deaf = (standing: Standing, { path, body, signature }: Arrival, verified?: Verified): Problem | undefined => {
    const { publicKey, revoked } = standing;
    if (publicKey === undefined) return problem('terminalUnknown');
    if (revoked) return problem('terminalRevoked');
    const isSigned =
      publicKey === verified?.publicKey
        ? verified.isSigned
        : signature !== undefined && seals.verify(publicKey, signedText(path, body), signature);
    return isSigned ? undefined : problem('signatureWrong');
  };

  const intakeOf = ({ mark, fresh, restored }: Extract<Following, { is: 'next' }>): Intake => {
    const heardAt = clock.now();
    const ahead = fresh.filter(({ at }) => at > heardAt + furthestAhead);
    return {
      mark,
      events: fresh,
      quarantined: new Set(ahead.map(({ sequence }) => sequence)),
      heardAt,
      alarms: [
        ...(restored === undefined ? [] : [{ kind: 'restored' as const, detail: restored, at: heardAt }]),
        ...(ahead.length === 0 ? [] : [{ kind: 'clockAhead' as const, detail: '', at: heardAt }]),
      ],
    };
  };

  const decide = (
    standing: Standing,
    arrival: Arrival,
    batch: UsageBatch,
    verified?: Verified,
  ): Decision<Problem | Following> => {
    const why = deaf(standing, arrival, verified);
    if (why) return { answer: why };
    if (standing.publicKey !== undefined) keys.set(batch.terminal, standing.publicKey);
    const following = followingOf(batch, standing, seals.sha256);
    if (following.is === 'next') return { answer: following, intake: intakeOf(following) };
    if (following.is === 'fork') return { answer: following, alarms: [{ kind: 'fork', detail: '', at: clock.now() }] };
    return { answer: following };
  };

  const refusalOf = (it: Extract<Following, { is: 'gap' | 'fork' }>): Problem => {
    if (it.is === 'fork') return problem('fork');
    const place = it.expected ? `event ${it.expected.sequence} of epoch ${it.expected.epoch}` : 'nothing';
    return problem('gap', { detail: `the hub has ${place} and waits for what follows it`, expected: it.expected });
  };

  /** `parsed` is the body read as JSON, where the caller has done that. */
  return async (arrival: Arrival, parsed = parsedJson(arrival.body)): Promise<Received> => {
    if (parsed === undefined) return refuse(notJson);
    const read = readUsageBatch(parsed);
    if (!read.ok) return refuse(malformed(read.mistakes));
    const batch = read.value;
    const { terminal, epoch, previous, events } = batch;

    const asked = previous === null || previous.epoch === epoch ? [epoch] : [epoch, previous.epoch];
    const verified = seals.verifying && (await verifiedBefore(seals.verifying, terminal, arrival));
    const answer = await store.take(terminal, asked, (standing) => decide(standing, arrival, batch, verified));
    // What a stranger calls itself is not logged.
    if ('status' in answer) return refuse(answer, answer.code === 'terminalUnknown' ? undefined : terminal);
    if (answer.is === 'gap' || answer.is === 'fork') return refuse(refusalOf(answer), terminal);
    const upTo = events.at(-1)?.sequence ?? 0;
    const fresh = answer.is === 'next' ? answer.fresh.length : 0;
    log({ event: 'usage.taken', terminal, fresh, repeated: events.length - fresh, upTo });
    return { ok: true, receipt: { upTo } };
  };
};

/** Undefined, which no JSON is, for a text that is none. */
export const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
