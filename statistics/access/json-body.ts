import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type * as v from 'valibot';
import { type Checked, check, type Mistake, problem, problemResponse } from '../problem.ts';
import type { HubContext } from './door.ts';
import type { HubEnv } from './hub-env.ts';

/** A body may have so many bytes: as its header says, which the server holds it to, or as they are counted. */
export const atMost = (bytes: number): MiddlewareHandler<HubEnv> => {
  const tooLarge = () => problemResponse(problem('tooLarge', { detail: `expected at most ${bytes} bytes` }));
  const counted = bodyLimit({ maxSize: bytes, onError: tooLarge });
  return async (c, next) => {
    const said = c.req.header('content-length');
    if (said === undefined || c.req.header('transfer-encoding') !== undefined) return counted(c, next);
    return Number(said) <= bytes ? next() : tooLarge();
  };
};

/** What a person types is short. */
export const mostTyped = 16 * 1024;

/** Reads a body as JSON of a shape, and of what the shape cannot say. */
export const readJson = async <S extends v.GenericSchema>(
  c: HubContext,
  schema: S,
  further: (value: v.InferOutput<S>) => readonly Mistake[] = () => [],
): Promise<Checked<v.InferOutput<S>>> => {
  const text = await c.req.text();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, mistakes: [{ path: '', message: 'the body is not JSON' }] };
  }
  return check(schema, value, further);
};
