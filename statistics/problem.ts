import * as v from 'valibot';
import type { UsageCursor } from '../terminal/hub-contract.ts';

const problems = {
  malformed: { status: 400, title: 'The request is not of the expected form' },
  targetWrong: { status: 400, title: 'This is no address of the hub' },
  signatureWrong: { status: 401, title: 'The signature is missing, or not by the key the hub knows' },
  signInNeeded: { status: 401, title: 'Sign in, or bring a token' },
  signInWrong: { status: 401, title: 'Name and password do not fit' },
  tokenWrong: { status: 401, title: 'This token is unknown, expired or revoked' },
  terminalUnknown: { status: 403, title: 'This terminal is not in the hub’s register' },
  terminalRevoked: { status: 403, title: 'This terminal’s key was revoked' },
  hubUnknown: { status: 403, title: 'No such hub tells this one what it has' },
  unitForeign: { status: 403, title: 'A hub may speak for its own units only' },
  codeWrong: { status: 403, title: 'This is not the code that was made for this terminal' },
  codeUsed: { status: 403, title: 'This code was used; ask for a new one' },
  codeExpired: { status: 403, title: 'This code has expired; ask for a new one' },
  notPermitted: { status: 403, title: 'This is not yours to do' },
  foreignOrigin: { status: 403, title: 'A page of another site may not ask for this' },
  notFound: { status: 404, title: 'There is nothing at this address' },
  methodWrong: { status: 405, title: 'This address does not take that method' },
  notAcceptable: { status: 406, title: 'The hub has this in other forms only' },
  tooSlow: { status: 408, title: 'The request took too long to arrive' },
  gap: { status: 409, title: 'Events before this batch are missing' },
  fork: { status: 409, title: 'The hub has other events under these numbers' },
  conflict: { status: 409, title: 'This contradicts what the hub has already' },
  tooLarge: { status: 413, title: 'The request is too large' },
  targetTooLong: { status: 414, title: 'The address is too long' },
  tooMany: { status: 429, title: 'Too many requests; wait before the next' },
  headersTooLarge: { status: 431, title: 'The headers are too large' },
  failed: { status: 500, title: 'The hub could not do this now' },
  identityProvider: { status: 502, title: 'The identity provider did not answer as expected' },
} as const;

export type ProblemCode = keyof typeof problems;

/** Where something is wrong, `events.3.amount`, and what. An empty path is the whole. */
export interface Mistake {
  readonly path: string;
  readonly message: string;
}

/** A refusal as RFC 9457 has it, with a `code` to switch on. */
export interface Problem {
  readonly status: (typeof problems)[ProblemCode]['status'];
  readonly code: ProblemCode;
  readonly title: string;
  readonly detail?: string;
  /** With `gap`: the cursor the hub waits to be followed; null when it has nothing of the terminal. */
  readonly expected?: UsageCursor | null;
  /** With `malformed`: the mistakes, the first twenty at most. */
  readonly errors?: readonly Mistake[];
}

export const problem = (code: ProblemCode, more: Pick<Problem, 'detail' | 'expected' | 'errors'> = {}): Problem => ({
  code,
  ...problems[code],
  ...more,
});

export const mistakeText = ({ path, message }: Mistake): string => (path ? `${path}: ${message}` : message);

const mostMistakes = 20;

export const malformed = (mistakes: readonly Mistake[]): Problem => {
  const [first] = mistakes;
  return problem('malformed', {
    ...(first && { detail: mistakeText(first) }),
    errors: mistakes.slice(0, mostMistakes),
  });
};

/** A problem document. `headers` are added, such as the `retry-after` of a 429. */
export const problemResponse = (it: Problem, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(JSON.stringify(it), {
    status: it.status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  });

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** Checks a value against a schema and then, once it has the shape, against what a shape cannot say. */
export const check = <S extends v.GenericSchema>(
  schema: S,
  value: unknown,
  further: (value: v.InferOutput<S>) => readonly Mistake[],
): Checked<v.InferOutput<S>> => {
  const read = v.safeParse(schema, value);
  const mistakes = read.success
    ? further(read.output)
    : read.issues.map((issue) => ({ path: v.getDotPath(issue) ?? '', message: issue.message }));
  return read.success && mistakes.length === 0 ? { ok: true, value: read.output } : { ok: false, mistakes };
};
