import * as v from 'valibot';
import type { Clock } from '../../device-drivers/contract/clock.ts';
import { Problem } from './contract/words.ts';
import { type VerbName, type Verbs, verbs } from './contract.ts';
import type { Network, NetworkReply } from './network.ts';
import { type InputOf, pathNames, type RefusalOf, type ReplyOf, serverTimeHeader, type Verb } from './verb.ts';

/**
 * What came of a call. `refused` is an answer and final; `unknown` says that nothing is known: the request may or may
 * not have arrived and acted. `why` is for logs: a short phrase that carries nothing the hospital or the patient said.
 */
export type Reply<T, Code extends string> =
  /** `serverTime` in UTC milliseconds, by the hospital's clock. */
  | { readonly ok: true; readonly value: T; readonly serverTime: number }
  | { readonly ok: false; readonly failure: 'refused'; readonly code: Code }
  | Unknown;

type Unknown = { readonly ok: false; readonly failure: 'unknown'; readonly why: string };

export interface Hospital {
  /**
   * Asks the hospital one thing, once. Never rejects for what the network or the hospital did; an input that the
   * contract does not allow is a bug of the caller and throws. `signal` stops the waiting, not what was asked for.
   */
  call<N extends VerbName>(
    name: N,
    input: InputOf<Verbs[N]>,
    signal?: AbortSignal,
  ): Promise<Reply<ReplyOf<Verbs[N]>, RefusalOf<Verbs[N]>>>;
}

export interface HospitalOptions {
  readonly network: Network;
  /** Where the contract's paths begin: `https://his.example/api/v1`. */
  readonly baseUrl: string;
  readonly clock: Clock;
  /** Milliseconds to wait for an answer; 8,000 unless told. */
  readonly timeout?: number;
}

type Input = Readonly<Record<string, unknown>>;

export function createHospital({ network, baseUrl, clock, timeout = 8000 }: HospitalOptions): Hospital {
  const base = baseUrl.replace(/\/+$/, '');

  /** The network's reply, or why there is none. */
  function exchange(verb: Verb, input: Input, signal: AbortSignal | undefined): Promise<NetworkReply | string> {
    if (signal?.aborted) return Promise.resolve('called off');
    return new Promise((resolve) => {
      const stop = new AbortController();
      const settle = (outcome: NetworkReply | string) => {
        cancel();
        signal?.removeEventListener('abort', callOff);
        resolve(outcome);
      };
      const giveUp = (why: string) => {
        settle(why);
        stop.abort();
      };
      const callOff = () => giveUp('called off');
      const cancel = clock.after(timeout, () => giveUp(`no answer in ${timeout / 1000} s`));
      signal?.addEventListener('abort', callOff);
      const send = async () => network({ ...requestOf(verb, base, input), signal: stop.signal });
      send().then(settle, (error: unknown) => settle(`no connection${causeOf(error)}`));
    });
  }

  return {
    async call<N extends VerbName>(name: N, input: InputOf<Verbs[N]>, signal?: AbortSignal) {
      const verb: Verb = verbs[name];
      const checked = v.parse(verb.input, input) as Input;
      const reply = await exchange(verb, checked, signal);
      const read = typeof reply === 'string' ? unknown(reply) : readReply(verb, checked, reply);
      return read as Reply<ReplyOf<Verbs[N]>, RefusalOf<Verbs[N]>>;
    },
  };
}

const unknown = (why: string): Unknown => ({ ok: false, failure: 'unknown', why });

function requestOf(verb: Verb, base: string, input: Input) {
  const inPath = pathNames(verb.path);
  const path = verb.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(input[name])));
  const rest = Object.entries(input).filter(([name]) => !inPath.includes(name));
  const headers = { accept: 'application/json' };
  if (verb.method === 'GET') {
    const query = new URLSearchParams(rest.map(([name, value]): [string, string] => [name, String(value)])).toString();
    return { method: verb.method, url: base + path + (query && `?${query}`), headers };
  }
  if (rest.length === 0) return { method: verb.method, url: base + path, headers };
  return {
    method: verb.method,
    url: base + path,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(Object.fromEntries(rest)),
  };
}

function readReply(verb: Verb, input: Input, reply: NetworkReply): Reply<unknown, string> {
  if (reply.status >= 400 && reply.status < 500) return readRefusal(verb, reply);
  if (reply.status !== 200) return unknown(`status ${reply.status}`);
  const header = reply.headers[serverTimeHeader];
  if (header === undefined) return unknown('no server time: not the hospital speaking');
  const serverTime = Date.parse(header);
  if (Number.isNaN(serverTime)) return unknown('server time is not a time');
  const json = parseJson(reply.body);
  if (json === undefined) return unknown('not JSON');
  const parsed = v.safeParse(verb.reply, json);
  if (!parsed.success) return unknown('not the shape the contract gives');
  if (!answersFor(verb, input, parsed.output)) return unknown('an answer about another id');
  return { ok: true, value: parsed.output, serverTime };
}

function readRefusal(verb: Verb, reply: NetworkReply): Reply<unknown, string> {
  const problem = v.safeParse(Problem, parseJson(reply.body));
  if (!problem.success || !verb.refusals.includes(problem.output.code)) return unknown(`status ${reply.status}`);
  return { ok: false, failure: 'refused', code: problem.output.code };
}

/** A cache or a mixed-up gateway may hand out somebody else's answer: an id asked for must be the id answered. */
function answersFor(verb: Verb, input: Input, value: unknown): boolean {
  const answered = value as Input;
  return pathNames(verb.path).every((name) => !(name in answered) || answered[name] === input[name]);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The system's error code (`ECONNREFUSED`) where there is one; an error's own words may carry anything. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' && /^[A-Z_]{1,40}$/.test(code) ? `: ${code}` : '';
}
