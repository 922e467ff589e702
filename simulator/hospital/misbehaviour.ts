import { type Clock, sleep } from '../../device-drivers/contract/clock.ts';
import type { VerbName } from '../../terminal/hospital/contract.ts';
import type { NetworkReply } from '../../terminal/hospital/network.ts';
import type { Arrival, Front } from './arrival.ts';

/**
 * What can go wrong on the line, told by two things: when the request acts at the hospital, and what the terminal gets
 * to see of it.
 */
export const misbehaviours = {
  /** Acts at once, the answer takes its time. */
  slow: { acts: 'once', answers: 'late' },
  /** Never arrives, and nobody says so. */
  silent: { acts: 'never', answers: 'never' },
  /** Acts, and nobody says so. */
  mute: { acts: 'once', answers: 'never' },
  /** Arrives and acts when the terminal has long stopped waiting. */
  straggler: { acts: 'late', answers: 'never' },
  /** The connection breaks before the request arrives. */
  lostRequest: { acts: 'never', answers: 'break' },
  /** The connection breaks after the request has acted. */
  lostReply: { acts: 'once', answers: 'break' },
  /** HTTP 500, nothing done. */
  serverError: { acts: 'never', answers: 'serverError' },
  /** HTTP 500 although it was done. */
  errorAfterActing: { acts: 'once', answers: 'serverError' },
  /** Somebody else answers: a proxy's log-in page, with status 200. */
  proxyPage: { acts: 'never', answers: 'proxyPage' },
  /** Acts, and answers with a fen too much for what the insurance fund bears: the parts do not sum. */
  miscounted: { acts: 'once', answers: 'miscounted' },
  /** The same request arrives twice. */
  duplicate: { acts: 'twice', answers: 'plainly' },
  /** Answered as usual; the same request arrives once more, long after. */
  lateDuplicate: { acts: 'onceAndLate', answers: 'plainly' },
} as const satisfies Record<string, Misbehaviour>;

export type MisbehaviourName = keyof typeof misbehaviours;

interface Misbehaviour {
  readonly acts: 'never' | 'once' | 'twice' | 'late' | 'onceAndLate';
  readonly answers: 'plainly' | 'late' | 'never' | 'break' | 'serverError' | 'proxyPage' | 'miscounted';
}

/** A verb of the contract, or any request at all. */
export type Target = VerbName | 'any';

export interface OrderedMisbehaviour {
  readonly target: Target;
  readonly name: MisbehaviourName;
  /** Milliseconds of whatever is late in it. */
  readonly delay: number;
  readonly until: 'once' | 'cleared';
}

export interface MisbehavingFront {
  readonly front: Front;
  /** Spoils the next request of a kind. `delay` in milliseconds: 20,000 unless told. */
  failNext(target: Target, name: MisbehaviourName, delay?: number): void;
  failUntilCleared(target: Target, name: MisbehaviourName, delay?: number): void;
  /** Ends what was ordered for a target, or everything. */
  clear(target?: Target): void;
  /** What is ordered, the newest first: the first that fits a request is the one that spoils it. */
  ordered(): readonly OrderedMisbehaviour[];
}

export function createMisbehaviour(clock: Clock): MisbehavingFront {
  let orders: readonly OrderedMisbehaviour[] = [];

  const add =
    (until: OrderedMisbehaviour['until']) =>
    (target: Target, name: MisbehaviourName, delay = 20_000) => {
      orders = [{ target, name, delay, until }, ...orders];
    };

  function take({ verb }: Arrival): OrderedMisbehaviour | undefined {
    const order = orders.find(({ target }) => target === 'any' || target === verb);
    if (order?.until === 'once') orders = orders.filter((it) => it !== order);
    return order;
  }

  async function front(arrival: Arrival, proceed: () => NetworkReply): Promise<NetworkReply> {
    const order = take(arrival);
    if (!order) return proceed();
    const { acts, answers } = misbehaviours[order.name];
    const reply = acts === 'never' || acts === 'late' ? undefined : proceed();
    if (acts === 'twice') proceed();
    if (acts === 'late' || acts === 'onceAndLate') clock.after(order.delay, proceed);
    if (answers === 'never') return hangUp(arrival.signal);
    if (answers === 'serverError') return serverError;
    if (answers === 'proxyPage') return proxyPage;
    if (answers === 'late') await sleep(clock, order.delay, arrival.signal);
    if (answers === 'break' || !reply) throw new Error('the connection broke');
    return answers === 'miscounted' ? miscounted(reply) : reply;
  }

  return {
    front,
    failNext: add('once'),
    failUntilCleared: add('cleared'),
    clear(target) {
      orders = target === undefined ? [] : orders.filter((order) => order.target !== target);
    },
    ordered: () => orders,
  };
}

/** Waits until whoever asked gives up. */
function hangUp(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => reject(new Error('given up'));
    if (signal.aborted) return end();
    signal.addEventListener('abort', end, { once: true });
  });
}

const miscounted = ({ body, ...reply }: NetworkReply): NetworkReply => ({
  ...reply,
  body: body.replaceAll(/"fund":(\d+)/g, (_, fund: string) => `"fund":${Number(fund) + 1}`),
});

const serverError: NetworkReply = {
  status: 500,
  headers: { 'content-type': 'text/plain' },
  body: 'Internal Server Error',
};

const proxyPage: NetworkReply = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!doctype html><title>Log in</title><p>Please log in to use this network.</p>',
};
