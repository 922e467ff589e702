import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { logCatalogue, loggedFields } from './log-catalogue.ts';
import type { LogEvent } from './log-event.ts';
import { logPageFile, logPageText } from './log-page.ts';
import { systemLog } from './system.ts';
import { version } from './version.ts';

/** What the types forbid, and a careless cast lets through. */
const careless = { event: 'tap.dropped', why: 'malformed', typed: 'an invented name' } as LogEvent;

test('a field that the catalogue does not have is not logged', () => {
  expect(loggedFields(careless)).toEqual({ why: 'malformed' });
});

test('a line is its kind, its level, when, which terminal and version, and the fields of the catalogue', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-log-'));
  const file = join(folder, 'log');
  const log = systemLog({ terminal: 'T-1', file });
  log(careless);
  log({ event: 'device.fault', device: 'receiptPrinter', fault: 'paperOut' });
  log({ event: 'journal.failed', cause: 'disk full' });
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  rmSync(folder, { recursive: true });
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { level: 'info', time: expect.any(String), terminal: 'T-1', version, event: 'tap.dropped', why: 'malformed' },
    {
      level: 'warn',
      time: expect.any(String),
      terminal: 'T-1',
      version,
      event: 'device.fault',
      device: 'receiptPrinter',
      fault: 'paperOut',
    },
    { level: 'error', time: expect.any(String), terminal: 'T-1', version, event: 'journal.failed', cause: 'disk full' },
  ]);
  expect(new Date(JSON.parse(lines[0] ?? '').time).toISOString()).toBe(JSON.parse(lines[0] ?? '').time);
});

test('whatever is worth a warning says what to do about it', () => {
  const silent = Object.entries(logCatalogue).filter(([, it]) => it.level !== 'info' && !('remedy' in it));
  expect(silent.map(([event]) => event)).toEqual([]);
});

test('the published page is that of the catalogue', () => {
  expect(readFileSync(new URL(`../${logPageFile}`, import.meta.url), 'utf8')).toBe(logPageText());
});
