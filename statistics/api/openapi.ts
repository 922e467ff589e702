import type { JsonSchema } from '@valibot/to-json-schema';
import { signatureHeader } from '../../terminal/hub-contract.ts';
import { type ProblemCode, problem } from '../problem.ts';
import type { Endpoint, Words } from './endpoint.ts';
import { eachEndpoint } from './endpoints.ts';
import { mediaTypes } from './negotiation.ts';
import { jsonSchemaOf, jsonSchemas, nameOf } from './openapi-schemas.ts';
import { type Asker, type Operation, operations } from './operations.ts';
import { type Parameter, parameters } from './parameters.ts';

type Json = Readonly<Record<string, unknown>>;

/** The parts of OpenAPI 3.1 that this document uses. */
export interface OpenApi {
  readonly openapi: '3.1.1';
  readonly info: Json;
  readonly servers: readonly Json[];
  readonly security: readonly Json[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly headers: Json;
    readonly securitySchemes: Json;
  };
}

const rules = `What hospitals and the city read of their self-service terminals, and what terminals report.

- Days are business days of the hub’s zone, YYYY-MM-DD, both ends of a period included. Times are UTC milliseconds. Amounts are whole fen (1/100 yuan) in JSON, yuan with two decimals in files.
- Whoever may see some units only sees those: what is of others is answered as though it were not there.
- Answers are JSON, or with \`Accept\` (or \`format\` in the query) CSV or XLSX. Pages go on with \`next\`, which is in the header Link too; files have all rows.
- Answers carry an ETag that stays the same for as long as the figures do.
- What is refused is refused with a problem document (RFC 9457) that has a \`code\` to switch on and says what was expected.
- A month that changed after it was closed says so: \`revision\` counts how often.`;

const both = ({ zh, en }: Words): string => `${en}\n\n${zh}`;
const reference = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` });

const security: Readonly<Record<Asker, readonly Json[] | undefined>> = {
  terminal: [{ signature: [] }],
  reader: undefined,
  administrator: undefined,
  anybody: [],
};

/** The refusals of an operation by their status, with the codes there are. */
const refusals = (codes: readonly ProblemCode[]): Json =>
  Object.fromEntries(
    [...Map.groupBy(codes, (code) => problem(code).status)]
      .sort(([a], [b]) => a - b)
      .map(([status, here]) => [
        String(status),
        {
          description: here.map((code) => `\`${code}\`: ${problem(code).title}`).join('. '),
          content: {
            'application/problem+json': {
              schema: { allOf: [reference('schemas', 'Problem')], properties: { code: { enum: here } } },
            },
          },
        },
      ]),
  );

const inPath = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

/** Everybody but a stranger can be asked to wait, and everybody to sign in. */
const ofReaders: readonly ProblemCode[] = ['signInNeeded', 'tokenWrong', 'tooMany'];

const parameterOf = (name: string, where: 'path' | 'query', needed: boolean, it?: Parameter): Json => ({
  name,
  in: where,
  required: needed,
  ...(it && { description: both(it.about) }),
  schema: it ? schemaOf(name, it) : { type: 'string' },
});

/** A number is typed as text in a query, and is a number all the same. */
const schemaOf = (name: string, { schema }: Parameter): JsonSchema =>
  name === 'limit' ? { type: 'integer', minimum: 1, maximum: 1_000 } : jsonSchemaOf(schema);

const reading = <Asked, Answer extends object>(endpoint: Endpoint<Asked, Answer>): [string, string, Json] => {
  const places = inPath(endpoint.path);
  const answer = nameOf(endpoint.answer) ?? '';
  const ofTable = endpoint.tables
    ? {
        [mediaTypes.csv]: { schema: { type: 'string' } },
        [mediaTypes.xlsx]: { schema: { type: 'string', contentMediaType: mediaTypes.xlsx } },
      }
    : {};
  const headers = {
    ETag: reference('headers', 'ETag'),
    ...(endpoint.parameters.includes('cursor') && { Link: reference('headers', 'Link') }),
  };
  return [
    endpoint.path,
    'get',
    {
      operationId: endpoint.id,
      tags: ['reading'],
      summary: endpoint.about.en,
      description: endpoint.about.zh,
      parameters: endpoint.parameters.map((name) =>
        places.includes(name)
          ? parameterOf(name, 'path', true, parameters[name])
          : parameterOf(name, 'query', endpoint.needed.includes(name), parameters[name]),
      ),
      responses: {
        '200': {
          description: 'Found',
          headers,
          content: { [mediaTypes.json]: { schema: reference('schemas', answer) }, ...ofTable },
        },
        '304': { description: 'The same as under the ETag in If-None-Match' },
        ...refusals(['malformed', 'notFound', 'notAcceptable', ...ofReaders]),
      },
    },
  ];
};

const other = (operation: Operation): [string, string, Json] => {
  const { id, method, path, asker, about, body, answer, problems, query = [] } = operation;
  const listed = [
    ...inPath(path).map((name) => parameterOf(name, 'path', true)),
    ...query.map(({ name, about }) => ({ ...parameterOf(name, 'query', false), description: both(about) })),
  ];
  const content = answer?.schema && { [mediaTypes.json]: { schema: reference('schemas', answer.schema) } };
  const refused = asker === 'reader' || asker === 'administrator' ? [...problems, ...ofReaders] : problems;
  return [
    path,
    method,
    {
      operationId: id,
      tags: [asker === 'terminal' ? 'terminals' : asker === 'administrator' ? 'administration' : 'access'],
      summary: about.en,
      description: about.zh,
      ...(security[asker] && { security: security[asker] }),
      ...(listed.length > 0 && { parameters: listed }),
      ...(body && {
        requestBody: { required: true, content: { [mediaTypes.json]: { schema: reference('schemas', body) } } },
      }),
      responses: {
        [answer?.status ?? 204]: { description: 'Done, or found', ...(content && { content }) },
        ...refusals([...new Set(refused)]),
      },
    },
  ];
};

const securitySchemes = {
  token: { type: 'http', scheme: 'bearer', description: 'A token an administrator made' },
  session: { type: 'apiKey', in: 'cookie', name: 'hub', description: 'Whoever signed in; `__Host-hub` over TLS' },
  signature: {
    type: 'apiKey',
    in: 'header',
    name: signatureHeader,
    description: 'Ed25519 in hex over the path, a line feed and the body, by the key the terminal was enrolled with',
  },
};

const headers = {
  ETag: { description: 'Stays the same for as long as the figures do', schema: { type: 'string' } },
  Link: { description: 'The next page, `rel="next"`', schema: { type: 'string' } },
};

/** The interface as an OpenAPI 3.1 document: the same code gives the same document, key for key. */
export const openApi = (): OpenApi => {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [path, method, described] of [...eachEndpoint(reading), ...operations.map(other)]) {
    paths[path] = { ...paths[path], [method]: described };
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Statistics hub of self-service terminals', version: '1.0.0', description: rules },
    servers: [{ url: '/', description: 'The hub itself' }],
    security: [{ token: [] }, { session: [] }],
    paths,
    components: { schemas: jsonSchemas(), headers, securitySchemes },
  };
};
