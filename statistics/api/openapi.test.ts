import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createHub, usualConfig } from '../hub.ts';
import { nodeSeals } from '../intake/node-seals.ts';
import { databaseIntake } from '../store/intake-store.ts';
import { openDatabase } from '../store/open-database.ts';
import { openApi } from './openapi.ts';
import { openApiFile, openApiText } from './openapi-file.ts';

const document = openApi();

/** Every value under a key named `$ref`, anywhere. */
const references = (value: unknown): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, it]) => (key === '$ref' ? [String(it)] : references(it)));

test('the published document is the interface’s', () => {
  const published = readFileSync(new URL(`../../${openApiFile}`, import.meta.url), 'utf8');
  expect(published === openApiText(), `${openApiFile} is out of date: run "npm run openapi" and commit the file`).toBe(
    true,
  );
});

test('every reference leads somewhere', () => {
  const all = references(document);
  expect(all.length).toBeGreaterThan(100);
  for (const reference of all) {
    const found = reference
      .slice(2)
      .split('/')
      .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
    expect(found, reference).toBeTypeOf('object');
  }
});

test('no two operations have one name', () => {
  const names = Object.values(document.paths).flatMap((methods) => Object.values(methods).map((it) => it.operationId));
  expect(new Set(names).size).toBe(names.length);
});

test('the hub takes every operation, whoever asks', async () => {
  const database = await openDatabase('sqlite::memory:');
  const ports = {
    clock: { now: () => 0 },
    chance: { bytes: (count: number) => new Uint8Array(count) },
    database,
    intake: databaseIntake(database, usualConfig),
    seals: nodeSeals(),
    log: () => {},
  };
  const hub = createHub(ports, { ...usualConfig, limits: 'none' });
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const method of Object.keys(methods)) {
      const url = `http://hub.example${path.replace(/\{\w+\}/g, 'x')}`;
      const { status } = await hub.fetch(new Request(url, { method: method.toUpperCase() }));
      // Refused for what was asked, not because there is nothing there.
      expect([404, 405, 500], `${method} ${path}: ${status}`).not.toContain(status);
    }
  }
  await database.close();
});
