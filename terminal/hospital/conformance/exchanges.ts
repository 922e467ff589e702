/** Asks a hospital as a terminal does, and keeps of every answer what was wrong with it. */
import * as v from 'valibot';
import type { Clock } from '../../../device-drivers/contract/clock.ts';
import { createHospital } from '../client.ts';
import { Problem } from '../contract/words.ts';
import { type VerbName, type Verbs, verbs } from '../contract.ts';
import type { Network, NetworkReply } from '../network.ts';
import { type InputOf, type ReplyOf, serverTimeHeader, type Verb } from '../verb.ts';

/** What a hospital said, as far as it can be understood. */
export type Said<T = unknown> =
  | { readonly kind: 'granted'; readonly value: T }
  | { readonly kind: 'refused'; readonly code: string }
  /** No answer, or one that cannot be used; `why` carries nothing the hospital or a patient said. */
  | { readonly kind: 'useless'; readonly why: string };

/** What can be wrong with any answer, whatever was asked. */
export type Fault = 'answer' | 'shape' | 'sums' | 'serverTime' | 'refusal' | 'otherId';

export interface Exchange {
  readonly verb: VerbName;
  /** The path and the query. */
  readonly address: string;
  /** Such as `200`, `409 conflict`, `no answer in 8 s`. */
  readonly came: string;
  readonly faults: readonly { readonly fault: Fault; readonly what: string }[];
  /** UTC milliseconds: by the hospital's clock, where it told the time, and by this machine's. */
  readonly serverTime: number | undefined;
  readonly at: number;
}

export interface Exchanges {
  ask<N extends VerbName>(name: N, input: InputOf<Verbs[N]>): Promise<Said<ReplyOf<Verbs[N]>>>;
  /** Sends what no terminal would send; undefined when nothing came back. */
  send(method: 'GET' | 'POST' | 'PUT', path: string, body?: string): Promise<NetworkReply | undefined>;
  all(): readonly Exchange[];
}

interface Options {
  readonly network: Network;
  readonly baseUrl: string;
  readonly clock: Clock;
}

export function createExchanges({ network, baseUrl, clock }: Options): Exchanges {
  const base = baseUrl.replace(/\/+$/, '');
  const exchanges: Exchange[] = [];
  const line: { address: string; reply: NetworkReply | undefined } = { address: '', reply: undefined };
  const heard = () => ({ ...line });
  const hospital = createHospital({
    baseUrl: base,
    clock,
    async network(request) {
      line.address = request.url.slice(base.length);
      const reply = await network(request);
      line.reply = reply;
      return reply;
    },
  });

  return {
    async ask<N extends VerbName>(name: N, input: InputOf<Verbs[N]>) {
      line.reply = undefined;
      const outcome = await hospital.call(name, input);
      const { address, reply } = heard();
      const faults: { fault: Fault; what: string }[] = [];
      const find = (fault: Fault, what: string) => void faults.push({ fault, what });
      const why = !outcome.ok && outcome.failure === 'unknown' ? outcome.why : '';
      const said = reply ? readSaid(verbs[name], { ...input }, reply, find) : noAnswer(why, find);
      const header = Date.parse(reply?.headers[serverTimeHeader] ?? '');
      const serverTime = Number.isNaN(header) ? undefined : header;
      exchanges.push({ verb: name, address, came: cameOf(said), faults, serverTime, at: clock.now() });
      return said as Said<ReplyOf<Verbs[N]>>;
    },
    async send(method, path, body) {
      const headers = body === undefined ? {} : { 'content-type': 'application/json' };
      const stop = new AbortController();
      const cancel = clock.after(8000, () => stop.abort());
      try {
        const request = { method, url: base + path, headers, signal: stop.signal };
        return await network(body === undefined ? request : { ...request, body });
      } catch {
        return undefined;
      } finally {
        cancel();
      }
    },
    all: () => exchanges,
  };
}

/** What came, in a word or two. */
export function cameOf(said: Said): string {
  if (said.kind === 'granted') return '200';
  return said.kind === 'refused' ? `refused: ${said.code}` : said.why;
}

type Find = (fault: Fault, what: string) => void;

function noAnswer(why: string, find: Find): Said {
  find('answer', why);
  return { kind: 'useless', why };
}

/** With milliseconds, in UTC. */
const serverTimeForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

function readSaid(verb: Verb, input: Readonly<Record<string, unknown>>, reply: NetworkReply, find: Find): Said {
  const { status } = reply;
  if (status !== 200 && (status < 400 || status >= 500)) return noAnswer(`status ${status}`, find);
  const header = reply.headers[serverTimeHeader];
  if (header === undefined) find('serverTime', `no header ${serverTimeHeader}`);
  else if (!serverTimeForm.test(header) || Number.isNaN(Date.parse(header)))
    find('serverTime', `${serverTimeHeader} is not ISO 8601 in UTC with milliseconds`);
  return status === 200 ? readGranted(verb, input, reply, find) : readRefused(verb, reply, find);
}

function readGranted(verb: Verb, input: Readonly<Record<string, unknown>>, reply: NetworkReply, find: Find): Said {
  const json = parseJson(reply.body);
  const parsed = v.safeParse(verb.reply, json);
  if (!parsed.success && parsed.issues.some(({ type }) => type !== 'check')) {
    const places = parsed.issues.map((issue) => v.getDotPath(issue) ?? 'the whole').slice(0, 3);
    find('shape', json === undefined ? 'not JSON' : `not as the contract has it: ${places.join(', ')}`);
    return { kind: 'useless', why: 'not the shape the contract gives' };
  }
  if (!parsed.success) {
    find('sums', `${v.getDotPath(parsed.issues[0]) ?? 'the amount'}: the parts do not sum to the total`);
  }
  const value = (parsed.success ? parsed.output : json) as Readonly<Record<string, unknown>>;
  const isOther = ([name, asked]: [string, unknown]) =>
    typeof asked === 'string' && typeof value[name] === 'string' && value[name] !== asked;
  for (const [name] of Object.entries(input).filter(isOther)) find('otherId', `another ${name} than the one asked`);
  return { kind: 'granted', value };
}

function readRefused(verb: Verb, { status, body, headers }: NetworkReply, find: Find): Said {
  const problem = v.safeParse(Problem, parseJson(body));
  if (!problem.success) {
    find('refusal', `status ${status} without a problem document`);
    return { kind: 'useless', why: `status ${status}` };
  }
  const { code } = problem.output;
  if (!verb.refusals.includes(code)) find('refusal', `status ${status} with a code that is none of the verb’s`);
  else if (code === 'conflict' && status !== 409) find('refusal', `${code} with status ${status}`);
  else if (!headers['content-type']?.startsWith('application/problem+json'))
    find('refusal', `${code} as another media type than application/problem+json`);
  return verb.refusals.includes(code) ? { kind: 'refused', code } : { kind: 'useless', why: `status ${status}` };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
