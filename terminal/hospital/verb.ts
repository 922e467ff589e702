import type * as v from 'valibot';

type Schema = v.GenericSchema;

/**
 * One thing a terminal asks of a hospital. `input` is one flat object: names that stand in `path` (`/locks/{lockId}`)
 * travel there, the rest in the query string of a GET or in the JSON body of any other method.
 */
export interface Verb<In extends Schema = Schema, Out extends Schema = Schema, Code extends string = string> {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly summary: string;
  readonly input: In;
  readonly reply: Out;
  /** The refusals a hospital may answer with, as `code` of a problem document; anything else is not an answer. */
  readonly refusals: readonly Code[];
}

export const verb = <In extends Schema, Out extends Schema, const Code extends string>(
  it: Verb<In, Out, Code>,
): Verb<In, Out, Code> => it;

export type InputOf<V extends Verb> = v.InferOutput<V['input']>;
export type ReplyOf<V extends Verb> = v.InferOutput<V['reply']>;
export type RefusalOf<V extends Verb> = V['refusals'][number];

const namesOfPaths = new Map<string, readonly string[]>();

/** The names that stand in a path, in order: `/departments/{departmentId}/doctors` → `['departmentId']`. */
export function pathNames(path: string): readonly string[] {
  const known = namesOfPaths.get(path);
  if (known) return known;
  const names = Array.from(path.matchAll(/\{(\w+)\}/g), (match) => match[1] ?? '');
  namesOfPaths.set(path, names);
  return names;
}

/** The header in which every reply carries the hospital's time, ISO 8601 in UTC with milliseconds. */
export const serverTimeHeader = 'server-time';
