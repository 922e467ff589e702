import type { JsonSchema } from '@valibot/to-json-schema';
import { verbs } from './contract.ts';
import { capital, jsonSchemas, nameOf } from './openapi-schemas.ts';
import { refusalStatus } from './refusal.ts';
import { pathNames, serverTimeHeader, type Verb } from './verb.ts';

/** The parts of OpenAPI 3.1 that this document uses. */
export interface OpenApi {
  readonly openapi: '3.1.1';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly headers: Readonly<Record<string, object>>;
    readonly responses: Readonly<Record<string, Response>>;
  };
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required: true; readonly content: Content };
  readonly responses: Readonly<Record<string, Response | Reference>>;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: JsonSchema;
}

interface Response {
  readonly description: string;
  readonly headers?: Readonly<Record<string, Reference>>;
  readonly content?: Content;
}

interface Reference {
  readonly $ref: string;
}
type Content = Readonly<Record<string, { readonly schema: JsonSchema }>>;

const reference = (kind: string, name: string): Reference => ({ $ref: `#/components/${kind}/${name}` });

const rules = `The plain business verbs a hospital, with the payment platform and the insurance fund behind it, answers for a self-service terminal.

Rules that hold for every verb:

- Ids of writes are made by the terminal before the call. The same id twice has one effect and gives the same answer: what became of it, as it stands now, or the same refusal for ever. The same id with another body is refused with 409 and \`conflict\`.
- Every write has a query by that id: the GET on the same path.
- Giving back comes before taking: a lock released, an order closed, or a settlement undone before the request to make it arrived is found so by that request when it comes late.
- Every reply carries the hospital’s time in the header Server-Time.
- A refusal is a 4xx with a problem document whose \`code\` is one of those listed. Anything else (a time-out, a broken connection, a 5xx, another page) tells the terminal nothing, and it will ask again.
- Money is whole fen (1/100 yuan).
- Names, numbers of people and cards travel in bodies only, never in a path or a query.`;

/** The contract as an OpenAPI 3.1 document: the same contract gives the same document, key for key. */
export function openApi(): OpenApi {
  const operations = Object.entries<Verb>(verbs);
  const replies = operations.filter(([, verb]) => !nameOf(verb.reply));
  const schemas = jsonSchemas({
    ...Object.fromEntries(replies.map(([name, verb]) => [`${capital(name)}Reply`, verb.reply])),
    ...Object.fromEntries(operations.map(([name, verb]) => [`${name} input`, verb.input])),
  });
  const paths: Record<string, Record<string, Operation>> = {};
  for (const [name, verb] of operations) {
    const input = schemas[`${name} input`] ?? {};
    delete schemas[`${name} input`];
    const reply = nameOf(verb.reply) ?? `${capital(name)}Reply`;
    paths[verb.path] = { ...paths[verb.path], [verb.method.toLowerCase()]: operation(name, verb, input, reply) };
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Hospital contract for self-service terminals', version: '1.0.0', description: rules },
    servers: [{ url: '/api/v1', description: 'A terminal is configured with the whole address' }],
    paths,
    components: { schemas, headers, responses },
  };
}

function operation(name: string, verb: Verb, input: JsonSchema, reply: string): Operation {
  const properties = Object.entries(input.properties ?? {}) as [string, JsonSchema][];
  const inPath = pathNames(verb.path);
  const isRequired = (it: string) => input.required?.includes(it) ?? false;
  const outside = properties.filter(([it]) => !inPath.includes(it));
  const parameter = (place: Parameter['in'], [it, schema]: [string, JsonSchema]): Parameter => ({
    name: it,
    in: place,
    required: isRequired(it),
    schema,
  });
  const parameters = [
    ...properties.filter(([it]) => inPath.includes(it)).map((it) => parameter('path', it)),
    ...(verb.method === 'GET' ? outside.map((it) => parameter('query', it)) : []),
  ];
  const body: JsonSchema = {
    type: 'object',
    properties: Object.fromEntries(outside),
    required: outside.map(([it]) => it).filter(isRequired),
  };
  return {
    operationId: name,
    summary: verb.summary,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(verb.method === 'GET' || outside.length === 0
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      '200': {
        description: 'Done, or found',
        headers: { 'Server-Time': reference('headers', 'ServerTime') },
        content: { 'application/json': { schema: reference('schemas', reply) } },
      },
      '400': reference('responses', 'Malformed'),
      ...refusals(verb.refusals),
      default: reference('responses', 'NoAnswer'),
    },
  };
}

function refusals(codes: readonly string[]): Record<string, Response> {
  const statuses = [...new Set(codes.map(refusalStatus))].sort();
  return Object.fromEntries(
    statuses.map((status) => {
      const here = codes.filter((code) => refusalStatus(code) === status);
      const schema: JsonSchema = {
        allOf: [reference('schemas', 'Problem')],
        properties: { code: { enum: here } },
      };
      return [
        String(status),
        {
          description: `Refused: ${here.join(', ')}`,
          headers: { 'Server-Time': reference('headers', 'ServerTime') },
          content: { 'application/problem+json': { schema } },
        },
      ];
    }),
  );
}

const headers = {
  ServerTime: {
    description: `\`${serverTimeHeader}\`: the hospital’s time, ISO 8601 in UTC with milliseconds. A 200 without it is not taken for the hospital’s`,
    required: true,
    schema: { type: 'string', format: 'date-time' },
  },
};

const responses: Record<string, Response> = {
  Malformed: {
    description: 'Not a request of this contract: a bug of the terminal. No refusal',
    content: { 'application/problem+json': { schema: reference('schemas', 'Problem') } },
  },
  NoAnswer: { description: 'Tells the terminal nothing: it will ask again with the same id' },
};
