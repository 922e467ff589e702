/** Why there is no answer, as far as it matters to whoever waits for it. */
export type Trouble =
  /** The hub did not answer at all. */
  | 'unreachable'
  | 'signedOut'
  | 'forbidden'
  | 'notFound'
  | 'tooMany'
  /** What was sent is not as it has to be; `detail` says what. */
  | 'refused'
  /** The hub answered that it failed, or something that is no answer. */
  | 'failed';

export interface NoAnswer {
  readonly ok: false;
  readonly trouble: Trouble;
  /** The hub's own code and words. */
  readonly code?: string;
  readonly detail?: string;
}
export type Answer<T> = { readonly ok: true; readonly value: T } | NoAnswer;

const troubleOf = (status: number): Trouble => {
  if (status === 401) return 'signedOut';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'notFound';
  if (status === 429) return 'tooMany';
  return status < 500 ? 'refused' : 'failed';
};

/** Reads a response; a refusal brings what its problem document says. */
export const answerOf = async <T>(response: Response): Promise<Answer<T>> => {
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) {
    if (response.status === 204) return { ok: true, value: undefined as T };
    return body === undefined ? { ok: false, trouble: 'failed' } : { ok: true, value: body as T };
  }
  const { code, detail, title } = (body ?? {}) as { code?: unknown; detail?: unknown; title?: unknown };
  const words = typeof detail === 'string' ? detail : title;
  return {
    ok: false,
    trouble: troubleOf(response.status),
    ...(typeof code === 'string' && { code }),
    ...(typeof words === 'string' && { detail: words }),
  };
};
