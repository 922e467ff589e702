/** What is wrong with a configuration, in one line a mistake: the key, the value given, and what was expected. */
import * as v from 'valibot';
import { nearest } from './nearest-word.ts';

export interface Mistake {
  /** The keys that lead there, from the top. */
  readonly path: readonly string[];
  /** Whether the key itself is wrong, what it holds, or that it is not there. */
  readonly at: 'key' | 'value' | 'missing';
  readonly line: string;
}

type Schema = v.GenericSchema & {
  readonly wrapped?: Schema;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly options?: readonly unknown[];
};

const within = (schema: Schema): Schema => (schema.wrapped ? within(schema.wrapped) : schema);

/** The schema of what stands at a path; nothing where none is known. */
const schemaAt = (schema: Schema, path: readonly string[]): Schema | undefined =>
  path.reduce<Schema | undefined>((outer, key) => outer && within(outer).entries?.[key], schema);

/** The metadata of a schema whose value is a secret: it is in no message. */
export const secret = { secret: true };

const isSecret = (schema: Schema | undefined): boolean =>
  schema !== undefined && v.getMetadata(within(schema)).secret === true;

/** Whether there is a secret somewhere below: what was to stand there may have been put one level too high. */
const hasSecretBelow = (schema: Schema | undefined): boolean =>
  schema !== undefined &&
  Object.values(within(schema).entries ?? {}).some((inner) => isSecret(inner) || hasSecretBelow(inner));

export function mistakesIn(schema: v.GenericSchema, issues: readonly v.BaseIssue<unknown>[]): Mistake[] {
  return issues.map((issue) => {
    const path = (issue.path ?? []).map(({ key }) => String(key));
    const { at, words } = wordsOf(schema, issue, path);
    return { path, at, line: `${path.join('.') || 'the file'}: ${words}` };
  });
}

function wordsOf(schema: Schema, issue: v.BaseIssue<unknown>, path: readonly string[]): Told {
  const here = schemaAt(schema, path);
  const isKeyWrong = issue.type === 'strict_object' && issue.path?.at(-1)?.origin === 'key';
  if (isKeyWrong && issue.expected === 'never') return { at: 'key', words: unknownKey(schema, path) };
  if (isKeyWrong) return { at: 'missing', words: missing(here) };
  const given = givenAt(here, issue.input);
  return { at: 'value', words: `${given} cannot be used; ${expected(issue, here)}` };
}

function givenAt(here: Schema | undefined, input: unknown): string {
  if (isSecret(here)) return 'what is given (a secret, not shown)';
  return hasSecretBelow(here) ? 'what is given (it may hold a secret, not shown)' : shown(input);
}

interface Told {
  readonly at: Mistake['at'];
  readonly words: string;
}

function unknownKey(schema: Schema, path: readonly string[]): string {
  const around = schemaAt(schema, path.slice(0, -1));
  const known = Object.keys((around && within(around).entries) ?? {});
  const meant = nearest(path.at(-1) ?? '', known);
  return `no such key; ${meant === undefined ? `known here are ${known.join(', ')}` : `did you mean ${meant}?`}`;
}

function missing(here: Schema | undefined): string {
  const about = here && v.getDescription(within(here));
  return `is missing${about === undefined ? '' : `; it says: ${about}`}`;
}

function expected(issue: v.BaseIssue<unknown>, here: Schema | undefined): string {
  if (issue.type === 'strict_object') return `keys with their values are expected${keysOf(here)}`;
  const meant =
    issue.type === 'picklist' && nearest(String(issue.input), ((here && within(here).options) ?? []).map(String));
  if (meant) return `${issue.message}; did you mean ${meant}?`;
  const isBare = issue.type === 'string' && typeof issue.input === 'number';
  return isBare ? `${issue.message}; put it in quotes` : issue.message;
}

function keysOf(schema: Schema | undefined): string {
  const keys = Object.keys((schema && within(schema).entries) ?? {});
  return keys.length === 0 ? '' : `: ${keys.join(', ')}`;
}

const longestShown = 60;

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a group of keys';
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length <= longestShown ? text : `${text.slice(0, longestShown)}…`;
}
