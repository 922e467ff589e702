import { expect, test } from 'vitest';
import type { ReceiptPrinterStatus } from '../contract/receipt-printer.ts';
import { faultStatus, statusOf } from './reported-status.ts';
import { type PrinterCondition, readyCondition } from './status.ts';

const offline: PrinterCondition = { ...readyCondition, online: false };

test.each<[string, PrinterCondition, ReceiptPrinterStatus]>([
  ['ready', readyCondition, { device: 'online', paper: 'full' }],
  ['low', { ...readyCondition, paper: 'low' }, { device: 'online', paper: 'low' }],
  ['paper end', { ...offline, paper: 'out' }, { device: 'offline', fault: 'paperOut' }],
  ['cover open', { ...offline, cover: 'open' }, { device: 'userError', fault: 'coverOpen' }],
  ['cutter', { ...offline, cutterError: true }, { device: 'hardwareError', fault: 'cutterJammed' }],
  ['paper path', { ...offline, mechanicalError: true }, { device: 'hardwareError', fault: 'paperJammed' }],
  ['broken', { ...offline, unrecoverableError: true }, { device: 'hardwareError', fault: 'hardwareError' }],
  ['hot', { ...offline, passingError: true }, { device: 'deviceBusy', fault: 'headOverheated' }],
  ['offline for no named reason', offline, { device: 'offline', fault: 'offline' }],
])('%s', (_, condition, status) => {
  expect(statusOf(condition)).toEqual(status);
});

test('the gravest comes first, and an open cover before the paper it hides', () => {
  const worst: PrinterCondition = {
    ...offline,
    cover: 'open',
    paper: 'out',
    cutterError: true,
    passingError: true,
    unrecoverableError: true,
  };
  expect(statusOf(worst)).toMatchObject({ fault: 'hardwareError' });
  expect(statusOf({ ...worst, unrecoverableError: false })).toMatchObject({ fault: 'cutterJammed' });
  expect(statusOf({ ...offline, cover: 'open', paper: 'out', passingError: true })).toMatchObject({
    fault: 'coverOpen',
  });
});

test('what befalls the link', () => {
  expect(faultStatus('noDevice')).toEqual({ device: 'noDevice', fault: 'noDevice' });
  expect(faultStatus('timeOut')).toEqual({ device: 'offline', fault: 'timeOut' });
  expect(faultStatus('protocolError')).toEqual({ device: 'offline', fault: 'protocolError' });
});
