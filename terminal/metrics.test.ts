import { expect, test } from 'vitest';
import { readOpenMetrics } from '../tests/open-metrics.ts';
import type { Condition } from './condition.ts';
import { logCatalogue } from './log-catalogue.ts';
import { createMetrics } from './metrics.ts';

const identity = { terminal: 'T-1', version: '0.1.0', release: '0.1.0-134', since: 1_700_000_000_000 };
const condition: Condition & { readonly screen: boolean } = {
  phase: 'waiting',
  journal: true,
  inService: true,
  openOrders: 2,
  keptSlips: 1,
  devices: [{ device: 'receiptPrinter', state: 'offline', fault: 'paperOut' }],
  hospital: { answers: false },
  hub: { waiting: 7, sentAt: 1_700_000_040_000 },
  screen: true,
};

async function read(change: Partial<Condition> = {}) {
  const metrics = createMetrics(identity, () => ({ ...condition, ...change }));
  metrics.count({ event: 'device.fault', device: 'receiptPrinter', fault: 'paperOut', cause: 'an invented name' });
  metrics.count({ event: 'device.fault', device: 'receiptPrinter', fault: 'paperOut' });
  metrics.count({ event: 'order.state', order: '20261121-7K3M9Q2XAB', state: 'paid' });
  return { metrics, text: await metrics.text() };
}

test('it is OpenMetrics, to the letter', async () => {
  const { metrics, text } = await read();
  expect(metrics.contentType).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
  expect(readOpenMetrics(text).size).toBeGreaterThan(20);
});

test('what is told of the terminal is what its condition says', async () => {
  const families = readOpenMetrics((await read()).text);
  const sampleOf = (family: string, sample: string) => families.get(family)?.samples.get(sample);
  expect(sampleOf('kiosk_build', 'kiosk_build{terminal="T-1",version="0.1.0",release="0.1.0-134"}')).toBe(1);
  expect(sampleOf('kiosk_open_orders', 'kiosk_open_orders')).toBe(2);
  expect(sampleOf('kiosk_kept_slips', 'kiosk_kept_slips')).toBe(1);
  expect(sampleOf('kiosk_hospital_answers', 'kiosk_hospital_answers')).toBe(0);
  expect(sampleOf('kiosk_hub_waiting_events', 'kiosk_hub_waiting_events')).toBe(7);
  expect(sampleOf('kiosk_screen_connected', 'kiosk_screen_connected')).toBe(1);
  const state = (it: string) =>
    sampleOf('kiosk_device_state', `kiosk_device_state{device="receiptPrinter",state="${it}"}`);
  expect([state('offline'), state('online')]).toEqual([1, 0]);
});

test('a terminal is open while it is in service and its journal takes what is written', async () => {
  const openAt = async (change: Partial<Condition>) =>
    readOpenMetrics((await read(change)).text)
      .get('kiosk_open')
      ?.samples.get('kiosk_open');
  expect(await openAt({})).toBe(1);
  expect(await openAt({ journal: false })).toBe(0);
  expect(await openAt({ inService: false })).toBe(0);
  expect(await openAt({ phase: 'starting' })).toBe(0);
  expect(await openAt({ phase: 'broken' })).toBe(0);
});

test('every kind of event is counted from the first, and nothing of what it carried is told', async () => {
  const { text } = await read();
  const events = readOpenMetrics(text).get('kiosk_log_events')?.samples;
  expect(events?.size).toBe(Object.keys(logCatalogue).length);
  expect(events?.get('kiosk_log_events_total{event="device.fault"}')).toBe(2);
  expect(text).toContain('kiosk_device_faults_total{device="receiptPrinter",fault="paperOut"} 2');
  expect(text).toContain('kiosk_order_states_total{state="paid"} 1');
  expect(text).not.toContain('invented');
  expect(text).not.toContain('20261121');
});
