import * as v from 'valibot';

const problems = {
  malformed: { status: 400, title: 'The request is not of the expected form' },
  terminalUnknown: { status: 403, title: 'This terminal is not in the hub’s register' },
  notFound: { status: 404, title: 'There is nothing at this address' },
  gap: { status: 409, title: 'Events before this batch are missing' },
  tooLarge: { status: 413, title: 'The batch is too large' },
  failed: { status: 500, title: 'The hub could not do this now' },
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
  /** With `gap`: the `after` the hub waits for. */
  readonly expected?: number;
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

export const problemResponse = (it: Problem): Response =>
  new Response(JSON.stringify(it), {
    status: it.status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
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
