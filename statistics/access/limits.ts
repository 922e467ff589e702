import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** So many requests in so many seconds. */
export interface Limit {
  readonly requests: number;
  readonly seconds: number;
}

/** What each process of the hub lets through. */
export interface LimitSettings {
  /** What one terminal reports, from one address: nobody uses up another one's share by taking its name elsewhere. */
  readonly terminal: Limit;
  /** What all terminals behind one address report. */
  readonly address: Limit;
  /** One-time codes tried from one address. */
  readonly enrolment: Limit;
  /** Passwords and sign-in links tried from one address. */
  readonly signIn: Limit;
  /** Passwords tried of one account, from anywhere. */
  readonly account: Limit;
  /** What one reader asks. */
  readonly reader: Limit;
  /** What is asked from one address without a right to. */
  readonly stranger: Limit;
}

/** A terminal sends a batch and a heartbeat a minute and some more when it is used; a page of the dashboard asks ten times. */
export const usualLimits: LimitSettings = {
  terminal: { requests: 120, seconds: 60 },
  address: { requests: 6_000, seconds: 60 },
  enrolment: { requests: 30, seconds: 60 },
  signIn: { requests: 20, seconds: 60 },
  account: { requests: 10, seconds: 900 },
  reader: { requests: 600, seconds: 60 },
  stranger: { requests: 120, seconds: 60 },
};

export type LimitName = keyof LimitSettings;

/** Refused: to be tried again after so many seconds; `first` when the key was not refused before in this while. */
export interface Refusal {
  readonly seconds: number;
  readonly first: boolean;
}

export interface Limits {
  /** Counts one request of a key; what it resolves with when that is one too many. */
  take(limit: LimitName, key: string): Promise<Refusal | undefined>;
  /** Forgets what was counted of a key. */
  forget(limit: LimitName, key: string): Promise<void>;
}

const unlimited: Limits = { take: async () => undefined, forget: async () => {} };

/**
 * Counts in this process. An IPv6 address stands for its network of 64 bits, which one customer has whole; what is
 * refused costs no more than the looking up.
 */
export const limitsOf = (settings: LimitSettings | 'none'): Limits => {
  if (settings === 'none') return unlimited;
  const limiters = new Map(
    Object.entries(settings).map(([name, { requests, seconds }]: [string, Limit]) => [
      name,
      { requests, limiter: new RateLimiterMemory({ points: requests, duration: seconds }) },
    ]),
  );
  return {
    take: async (name, key) => {
      const found = limiters.get(name);
      try {
        await found?.limiter.consume(key);
        return undefined;
      } catch (refused) {
        if (!found || !(refused instanceof RateLimiterRes)) throw refused;
        const { msBeforeNext, consumedPoints } = refused;
        return { seconds: Math.max(1, Math.ceil(msBeforeNext / 1_000)), first: consumedPoints === found.requests + 1 };
      }
    },
    forget: async (name, key) => {
      await limiters.get(name)?.limiter.delete(key);
    },
  };
};

/** What an address is counted as: an IPv4 address itself, of an IPv6 address the first 64 bits. */
export const networkOf = (address: string): string => {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('%')[0]?.split('::') ?? [];
  const groups = (text: string | undefined) => (text ? text.split(':') : []);
  const [before, after] = [groups(head), groups(tail)];
  const filling = tail === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  return [...before, ...filling, ...after]
    .slice(0, 4)
    .map((it) => Number.parseInt(it, 16).toString(16))
    .join(':');
};
