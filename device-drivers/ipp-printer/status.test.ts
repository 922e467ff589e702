import { describe, expect, test } from 'vitest';
import { faultStatus, statusOf } from './reported-status.ts';
import { baseOf, conditionOf } from './status.ts';

const idle = { state: 'idle', reasons: ['none'], accepting: true } as const;
const well = { paper: 'full', toner: 'full', output: 'ok' };

test.each(['media-jam', 'media-jam-report', 'media-jam-warning', 'media-jam-error'])(
  '%s is a jam, whatever the printer thinks of it and whatever it says it is doing',
  (reason) => {
    expect(baseOf(reason)).toBe('media-jam');
    for (const state of ['idle', 'processing', 'stopped'] as const) {
      expect(conditionOf({ ...idle, state, reasons: [reason] })).toEqual({ ...well, fault: 'paperJammed' });
    }
  },
);

test('a suffix is taken off once and only at the end', () => {
  expect(baseOf('error-report-warning')).toBe('error-report');
  expect(baseOf('warning')).toBe('warning');
});

test.each([
  [['none'], well],
  [[], well],
  [['fuser-under-temp-report'], well],
  [['media-low-report', 'toner-low-warning'], { ...well, paper: 'low', toner: 'low' }],
  [['marker-supply-low-report', 'output-area-almost-full-report'], { ...well, toner: 'low', output: 'almostFull' }],
  [['media-empty-report'], { ...well, fault: 'paperOut' }],
  [['toner-empty-report'], { ...well, fault: 'tonerOut' }],
  [['output-area-full-warning'], { ...well, fault: 'outputFull' }],
  [['door-open-error'], { ...well, fault: 'coverOpen' }],
  [['paused'], { ...well, fault: 'jobRefused' }],
  // The gravest first: a jam is cleared by opening the cover.
  [['media-empty', 'cover-open', 'media-jam'], { ...well, fault: 'paperJammed' }],
  [['media-low', 'cover-open'], { ...well, paper: 'low', fault: 'coverOpen' }],
])('%s', (reasons, condition) => {
  expect(conditionOf({ ...idle, reasons })).toEqual(condition);
});

describe('without a reason', () => {
  test('a printer that has stopped is broken', () => {
    expect(conditionOf({ ...idle, state: 'stopped' })).toEqual({ ...well, fault: 'hardwareError' });
  });
  test('one that takes no jobs refuses them', () => {
    expect(conditionOf({ ...idle, accepting: false })).toEqual({ ...well, fault: 'jobRefused' });
  });
});

test('the words of a device', () => {
  expect(statusOf(conditionOf(idle))).toEqual({ device: 'online', ...well });
  expect(statusOf(conditionOf({ ...idle, reasons: ['media-jam'] }))).toEqual({
    device: 'hardwareError',
    fault: 'paperJammed',
  });
  expect(statusOf(conditionOf({ ...idle, accepting: false }))).toEqual({ device: 'deviceBusy', fault: 'jobRefused' });
  expect(faultStatus('coverOpen').device).toBe('userError');
  expect(faultStatus('paperOut').device).toBe('offline');
  expect(faultStatus('noDevice').device).toBe('noDevice');
});
