import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hubEvents, logEventTable } from '../../statistics/log-events.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/hub-operations.md'), 'utf8');

test('the documentation lists every event the hub logs, with its level and what stands beside it', () => {
  const listed = /<!-- log events -->\n\n([\s\S]*)\n\n<!-- end of log events -->/.exec(page)?.[1];
  expect(listed).toBe(logEventTable());
});

test('what could not be done is an error, what was refused a warning', () => {
  const named = (level: string) =>
    Object.entries(hubEvents).flatMap(([event, it]) => (it.level === level ? [event] : []));
  expect(named('error')).toEqual(['hub.failed']);
  expect(named('warn').every((event) => /refused|limited|silent/.test(event))).toBe(true);
});

test('every metric the documentation names is one of the hub’s', () => {
  const files = ['counted-log.ts', 'hub-metrics.ts'].map((file) =>
    readFileSync(join(import.meta.dirname, '../../statistics/metrics', file), 'utf8'),
  );
  const known = new Set(files.flatMap((text) => [...text.matchAll(/'(hub_[a-z_]+)'/g)].map(([, name]) => name)));
  const named = new Set([...page.matchAll(/`(hub_[a-z_]+?)(_total)?[`{]/g)].map(([, name]) => name));
  expect([...named].sort()).toEqual([...known].sort());
});
