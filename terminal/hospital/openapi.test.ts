import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { verbs } from './contract.ts';
import { type OpenApi, type Operation, openApi } from './openapi.ts';
import { openApiFile, openApiText } from './openapi-file.ts';
import { refusalStatus } from './refusal.ts';
import type { Verb } from './verb.ts';

const document: OpenApi = openApi();
const operations: [path: string, method: string, operation: Operation][] = Object.entries(document.paths).flatMap(
  ([path, methods]) => Object.entries(methods).map(([method, it]): [string, string, Operation] => [path, method, it]),
);

/** Every value under a key named `$ref`, anywhere. */
function references(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, it]) => (key === '$ref' ? [String(it)] : references(it)));
}

const resolve = (reference: string): unknown =>
  reference
    .slice(2)
    .split('/')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);

test('the published document is the contract’s', () => {
  const file = new URL(`../../${openApiFile}`, import.meta.url);
  const published = readFileSync(file, 'utf8');
  expect(published === openApiText(), `${openApiFile} is out of date: run "npm run openapi" and commit the file`).toBe(
    true,
  );
});

test('the same contract gives the same document', () => {
  expect(openApiText()).toBe(openApiText());
});

test('every verb is an operation, under its own name, path and method', () => {
  expect(operations.map(([path, method, it]) => [it.operationId, method.toUpperCase(), path]).sort()).toEqual(
    Object.entries<Verb>(verbs)
      .map(([name, verb]) => [name, verb.method, verb.path])
      .sort(),
  );
});

test('every reference leads somewhere', () => {
  const all = references(document);
  expect(all.length).toBeGreaterThan(100);
  for (const reference of all) {
    expect(reference).toMatch(/^#\/components\//);
    expect(resolve(reference), reference).toBeTypeOf('object');
  }
});

test('every schema is used, and named as a component may be', () => {
  const used = new Set(references(document));
  for (const name of Object.keys(document.components.schemas)) {
    expect(name).toMatch(/^[A-Za-z0-9._-]+$/);
    expect(used, name).toContain(`#/components/schemas/${name}`);
  }
});

test('every name in a path is declared, and no other is', () => {
  for (const [path, , { operationId, parameters = [] }] of operations) {
    const inPath = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => name);
    const declared = parameters.filter((it) => it.in === 'path').map(({ name }) => name);
    expect(declared, operationId).toEqual(inPath);
  }
});

test('a GET has no body, and a body no name that travels elsewhere', () => {
  for (const [, method, { operationId, parameters = [], requestBody }] of operations) {
    if (method === 'get') expect(requestBody, operationId).toBeUndefined();
    const inBody = Object.keys(requestBody?.content['application/json']?.schema.properties ?? {});
    for (const { name } of parameters) expect(inBody, operationId).not.toContain(name);
  }
});

test('what may be left out is not required', () => {
  const body = document.paths['/locks/{lockId}']?.put?.requestBody?.content['application/json']?.schema;
  expect(Object.keys(body?.properties ?? {})).toEqual(['terminal', 'recordId', 'subject', 'insurance']);
  expect(body?.required).toEqual(['terminal', 'recordId', 'subject']);
  expect(document.components.schemas.Notice?.required).toEqual(['sequence', 'terminal', 'at', 'kind']);
  for (const [path, , { parameters = [] }] of operations) {
    for (const parameter of parameters) expect(parameter.required, `${path} ${parameter.name}`).toBe(true);
  }
});

/** Every schema with kinds, anywhere: where it stands, and its kinds. */
function variantsIn(value: unknown, at: string): [at: string, variant: Record<string, unknown>][] {
  if (typeof value !== 'object' || value === null) return [];
  const here: [string, Record<string, unknown>][] = 'oneOf' in value ? [[at, { ...value }]] : [];
  return [...here, ...Object.entries(value).flatMap(([key, it]) => variantsIn(it, `${at}/${key}`))];
}

test('what has kinds is one of its kinds, told apart by its discriminator', () => {
  const variants = variantsIn(document, '#');
  expect(variants.map(([at]) => at)).toEqual(
    ['Credential', 'Result', 'Subject'].map((name) => `#/components/schemas/${name}`),
  );
  for (const [at, { oneOf, discriminator }] of variants) {
    const { propertyName, mapping } = discriminator as { propertyName: string; mapping: Record<string, string> };
    expect(oneOf, at).toEqual(Object.values(mapping).map(($ref) => ({ $ref })));
    for (const [kind, $ref] of Object.entries(mapping)) {
      expect(resolve($ref)).toMatchObject({ type: 'object', properties: { [propertyName]: { const: kind } } });
      expect((resolve($ref) as { required: string[] }).required).toContain(propertyName);
    }
  }
  const body = document.paths['/locks/{lockId}']?.put?.requestBody?.content['application/json']?.schema;
  expect(body?.properties?.subject).toEqual({ $ref: '#/components/schemas/Subject' });
});

test('every refusal is listed under its status', () => {
  for (const [, , { operationId, responses }] of operations) {
    const codes: readonly string[] = (verbs as Record<string, Verb>)[operationId]?.refusals ?? [];
    const listed = Object.entries(responses).flatMap(([status, response]) => {
      if (!['404', '409', '422'].includes(status) || '$ref' in response) return [];
      const schema = response.content?.['application/problem+json']?.schema;
      const code = schema?.properties?.code;
      return typeof code === 'object' ? (code.enum ?? []).map((it) => [String(it), Number(status)]) : [];
    });
    expect(listed.sort(), operationId).toEqual(codes.map((code) => [code, refusalStatus(code)]).sort());
  }
});

test('every answer and every refusal carries the server’s time', () => {
  for (const [, , { operationId, responses }] of operations) {
    for (const [status, response] of Object.entries(responses)) {
      if ('$ref' in response) continue;
      expect(response.headers?.['Server-Time'], `${operationId} ${status}`).toEqual({
        $ref: '#/components/headers/ServerTime',
      });
    }
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(['200', '400', 'default']));
  }
});
