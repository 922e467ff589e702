import * as v from 'valibot';
import type { Problem } from '../../terminal/hospital/contract/words.ts';
import type { NetworkReply } from '../../terminal/hospital/network.ts';
import { refusalStatus } from '../../terminal/hospital/refusal.ts';
import { serverTimeHeader, type Verb } from '../../terminal/hospital/verb.ts';
import type { HospitalModel } from './model.ts';
import type { Answer as ModelAnswer } from './once.ts';
import { matchRoute } from './route.ts';

/** A request as it arrives: `url` is the contract's path with its query, without the prefix the hospital serves it under. */
export interface HospitalRequest {
  readonly method: string;
  readonly url: string;
  readonly body?: string;
}

/** The whole hospital as one function: it acts at once, and never throws for what a request says. */
export type Answer = (request: HospitalRequest) => NetworkReply;

export function createAnswer(model: HospitalModel): Answer {
  const reply = (status: number, type: string, body: unknown): NetworkReply => ({
    status,
    headers: {
      'content-type': type,
      'cache-control': 'no-store',
      [serverTimeHeader]: new Date(model.now()).toISOString(),
    },
    body: JSON.stringify(body),
  });
  const problem = (status: number, it: Problem) => reply(status, 'application/problem+json', it);

  return ({ method, url, body }) => {
    const [path = '', query = ''] = url.split('?', 2);
    const match = matchRoute(method, path);
    if (!match.found) {
      return match.methods.length === 0
        ? problem(404, { code: 'noSuchPath', title: 'The contract has no such path' })
        : problem(405, { code: 'wrongMethod', title: `Asked with ${match.methods.join(' or ')}` });
    }
    const { name, verb } = match;
    const input = readInput(verb, match.path, query, body);
    if (!input.ok)
      return problem(400, { code: 'malformed', title: 'Not a request of the contract', detail: input.why });
    const act = model.verbs[name] as (input: unknown) => ModelAnswer<unknown>;
    const outcome = act(input.value);
    if (outcome.ok) return reply(200, 'application/json', outcome.value);
    return problem(refusalStatus(outcome.code), { code: outcome.code, title: titleOf(outcome.code) });
  };
}

type Input = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: string };

/** Path, query and body folded into the verb's one flat input, and checked. `why` names the place, never the value. */
function readInput(verb: Verb, path: Record<string, string>, query: string, body: string | undefined): Input {
  const rest = verb.method === 'GET' ? Object.fromEntries(new URLSearchParams(query)) : parseObject(body ?? '');
  if (!rest) return { ok: false, why: 'the body is not a JSON object' };
  const parsed = v.safeParse(verb.input, { ...rest, ...path });
  if (parsed.success) return { ok: true, value: parsed.output };
  const places = parsed.issues.map((issue) => v.getDotPath(issue) ?? 'the whole');
  return { ok: false, why: `not as the contract has it: ${[...new Set(places)].join(', ')}` };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  if (text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** `slotTaken` → `Slot taken`. */
function titleOf(code: string): string {
  const words = code.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
