import { type JsonSchema, toJsonSchemaDefs } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { Amount, Fen } from './amount.ts';
import * as capabilities from './contract/capabilities.ts';
import * as ledgers from './contract/ledgers.ts';
import * as locks from './contract/locks.ts';
import * as patients from './contract/patients.ts';
import * as payments from './contract/payments.ts';
import * as records from './contract/records.ts';
import * as schedule from './contract/schedule.ts';
import * as words from './contract/words.ts';

type Schema = v.GenericSchema;
type Schemas = Readonly<Record<string, Schema>>;

/** Something of which there are kinds, told apart by the literal under one key. */
interface Variant extends Schema {
  readonly type: 'variant';
  readonly key: string;
  readonly options: readonly (Schema & { readonly entries: Readonly<Record<string, { readonly literal: string }>> })[];
}

const modules = [capabilities, ledgers, locks, patients, payments, records, schedule, words];
const isSchema = (it: unknown): it is Schema =>
  typeof it === 'object' && it !== null && 'kind' in it && it.kind === 'schema';
const isVariant = (schema: Schema): schema is Variant => schema.type === 'variant';

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
export const schemaPath = (name: string) => `#/components/schemas/${name}`;

const exported: Schemas = Object.fromEntries(
  modules
    .flatMap((module) => Object.entries<unknown>({ ...module }))
    .filter((entry): entry is [string, Schema] => isSchema(entry[1])),
);

/** `Subject` → `['slot', 'SlotSubject', …]`, `['booking', 'BookingSubject', …]`, … */
const kindsOf = (name: string, { key, options }: Variant) =>
  options.map((option): [string, string, Schema] => {
    const kind = option.entries[key]?.literal ?? '';
    return [kind, capital(kind) + name, option];
  });

const variants = Object.entries(exported).flatMap(([name, schema]): [string, Variant][] =>
  isVariant(schema) ? [[name, schema]] : [],
);

/**
 * What the contract exports under a name keeps that name in the document, and every kind of a variant gets one of its
 * own. Sorted, because a bundler hands a module's exports over in an order of its own.
 */
export const namedSchemas: Schemas = Object.fromEntries(
  [
    ...Object.entries({ Amount, Fen, ...exported }),
    ...variants.flatMap(([name, variant]) => kindsOf(name, variant).map(([, kindName, it]) => [kindName, it] as const)),
  ].sort(([a], [b]) => (a < b ? -1 : 1)),
);

export const nameOf = (schema: Schema) => Object.entries(namedSchemas).find(([, it]) => it === schema)?.[0];

/** These and the named ones as JSON Schema, by name, each referring to the others. */
export function jsonSchemas(more: Schemas): Record<string, JsonSchema> {
  const schemas: Record<string, JsonSchema> = toJsonSchemaDefs(
    { ...namedSchemas, ...more },
    {
      target: 'draft-2020-12',
      // The one check of the contract, that the parts of an amount sum to its total, stands in its description.
      ignoreActions: ['check'],
      errorMode: 'throw',
      overrideRef: ({ referenceId }) => schemaPath(referenceId),
    },
  );
  for (const [name, variant] of variants) {
    const mapping = Object.fromEntries(kindsOf(name, variant).map(([kind, kindName]) => [kind, schemaPath(kindName)]));
    schemas[name] = Object.assign({ ...schemas[name] }, { discriminator: { propertyName: variant.key, mapping } });
  }
  const { notice } = schemas.SignedNotice?.properties ?? {};
  // Signed text: what it says once it is parsed.
  if (notice)
    Object.assign(notice, { contentMediaType: 'application/json', contentSchema: { $ref: schemaPath('Notice') } });
  return schemas;
}
