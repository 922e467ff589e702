/** Ways to spoil a hospital: each takes its answers and gives back others. */
import type { Answer, HospitalRequest } from '../../simulator/hospital/answer.ts';
import { matchRoute } from '../../simulator/hospital/route.ts';
import { type VerbName, type Verbs, verbs } from '../../terminal/hospital/contract.ts';
import type { NetworkReply } from '../../terminal/hospital/network.ts';
import type { ReplyOf, Verb } from '../../terminal/hospital/verb.ts';

export type Spoil = (answer: Answer) => Answer;

export const verbOf = ({ method, url }: HospitalRequest): VerbName | undefined => {
  const match = matchRoute(method, url.split('?', 1)[0] ?? '');
  return match.found ? match.name : undefined;
};

export const refusalsOf = (name: VerbName): readonly string[] => (verbs[name] as Verb).refusals;

export const saying = (reply: NetworkReply, body: unknown): NetworkReply => ({ ...reply, body: JSON.stringify(body) });

/** As if it were granted. */
export const granting = (reply: NetworkReply, body: unknown): NetworkReply => ({
  ...saying(reply, body),
  status: 200,
});

export const refusing = (reply: NetworkReply, code: string): NetworkReply => ({
  ...saying(reply, { code, title: code }),
  status: code === 'conflict' ? 409 : 422,
  headers: { ...reply.headers, 'content-type': 'application/problem+json' },
});

/** Every reply, whatever it says. */
export const everyReply =
  (change: (reply: NetworkReply, request: HospitalRequest) => NetworkReply): Spoil =>
  (answer) =>
  (request) =>
    change(answer(request), request);

/** What a verb grants. */
export const granted = <N extends VerbName>(
  name: N,
  change: (value: ReplyOf<Verbs[N]>, request: HospitalRequest) => unknown,
): Spoil =>
  everyReply((reply, request) =>
    verbOf(request) === name && reply.status === 200
      ? saying(reply, change(JSON.parse(reply.body) as ReplyOf<Verbs[N]>, request))
      : reply,
  );

/** What a verb refuses with a code. */
export const refused =
  (
    name: VerbName,
    code: string,
    instead: (reply: NetworkReply, request: HospitalRequest, answer: Answer) => NetworkReply,
  ): Spoil =>
  (answer) =>
  (request) => {
    const reply = answer(request);
    const isIt = verbOf(request) === name && reply.status >= 400 && JSON.parse(reply.body).code === code;
    return isIt ? instead(reply, request, answer) : reply;
  };

/** A verb that says what it would, and does nothing; `when` tells by the answer to the query on the same path. */
export const idle =
  (name: VerbName, act: string, value: object, when: (query: NetworkReply) => boolean = () => true): Spoil =>
  (answer) =>
  (request) => {
    if (verbOf(request) !== name) return answer(request);
    const query = answer({ method: 'GET', url: request.url.replace(`/${act}`, '') });
    if (!when(query)) return answer(request);
    const id = request.url.split('/')[2] ?? '';
    const [key = ''] = /\{(\w+)\}/.exec(verbs[name].path)?.slice(1) ?? [];
    const headers = { ...query.headers, 'content-type': 'application/json' };
    return { status: 200, headers, body: JSON.stringify({ [key]: id, ...value }) };
  };

/** The body of a request. */
export const bodyOf = ({ body }: HospitalRequest): Record<string, unknown> => JSON.parse(body ?? '{}');
/** The id in a path: `/locks/L1/release` → `L1`. */
export const idIn = ({ url }: HospitalRequest): string => url.split('?')[0]?.split('/')[2] ?? '';
/** How often a thing was asked for, this time included. */
export function counting(): (key: string) => number {
  const counts = new Map<string, number>();
  return (key) => {
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count;
  };
}

export interface Mutant {
  readonly name: string;
  readonly breaks: readonly (string | RegExp)[];
  /** Made anew for each run: some remember. */
  readonly spoil: () => Spoil;
}

export const mutant = (name: string, breaks: Mutant['breaks'], spoil: () => Spoil): Mutant => ({ name, breaks, spoil });

/** As if money were given back. */
export function asRefunded(...[reply, request]: Parameters<Parameters<typeof refused>[2]>) {
  const { orderNumber, amount } = bodyOf(request);
  const refund = { refundNumber: idIn(request), orderNumber, amount, state: 'accepted', invoiceReversed: false };
  return granting(reply, refund);
}

/** A fen more than it was. */
export const dearer = <T extends { total: number; self: number }>(amount: T): T => ({
  ...amount,
  total: amount.total + 1,
  self: amount.self + 1,
});
