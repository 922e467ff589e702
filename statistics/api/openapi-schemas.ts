import { type ConversionConfig, type JsonSchema, toJsonSchema, toJsonSchemaDefs } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import * as contract from '../../terminal/hub-contract.ts';
import { UsageEvent } from '../../terminal/usage-event.ts';
import { Scope } from '../access/reader.ts';
import * as access from '../access/shapes.ts';
import { Placement, RegisteredUnit } from '../register/register.ts';
import { NewTerminal, UnitSaid } from '../register/routes.ts';
import { Problem } from './problem-schema.ts';
import * as shapes from './shapes.ts';

type Schemas = Readonly<Record<string, v.GenericSchema>>;

const isSchema = (it: unknown): it is v.GenericSchema =>
  typeof it === 'object' && it !== null && 'kind' in it && it.kind === 'schema';

const exported = (module: object): [string, v.GenericSchema][] =>
  Object.entries<unknown>({ ...module }).filter((entry): entry is [string, v.GenericSchema] => isSchema(entry[1]));

/** What has a name in the code has it in the document. Sorted: a bundler hands exports over in an order of its own. */
export const namedSchemas: Schemas = Object.fromEntries(
  [
    ...exported(contract),
    ...exported(shapes),
    ...exported(access),
    ...Object.entries({ NewTerminal, Placement, Problem, RegisteredUnit, Scope, UnitSaid, UsageEvent }),
  ].sort(([a], [b]) => (a < b ? -1 : 1)),
);

export const nameOf = (schema: v.GenericSchema): string | undefined =>
  Object.entries(namedSchemas).find(([, it]) => it === schema)?.[0];

/** Checks that no JSON Schema can say, and what trims before it checks: their words stand in the descriptions. */
const options: ConversionConfig = {
  target: 'draft-2020-12',
  typeMode: 'input',
  ignoreActions: ['check', 'transform', 'trim'],
  errorMode: 'throw',
};

export const jsonSchemas = (): Record<string, JsonSchema> =>
  toJsonSchemaDefs(
    { ...namedSchemas },
    { ...options, overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}` },
  );

/** What is typed into a query. */
export const jsonSchemaOf = (schema: v.GenericSchema): JsonSchema => {
  const { $schema: _, ...rest } = toJsonSchema(schema, options);
  return rest;
};
