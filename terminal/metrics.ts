/** `GET /metrics`: what the terminal counts, as OpenMetrics. Names and words of closed lists, never what was carried. */
import { Counter, collectDefaultMetrics, Gauge, type OpenMetricsContentType, Registry } from 'prom-client';
import type { Condition } from './condition.ts';
import type { Identity } from './health.ts';
import { deviceStates } from './hub-contract.ts';
import { logCatalogue } from './log-catalogue.ts';
import type { LogEvent } from './log-event.ts';

export interface Metrics {
  /** To be told of every event that is logged. */
  count(event: LogEvent): void;
  readonly contentType: string;
  text(): Promise<string>;
}

/** The process's own figures, a count of each kind of event, and gauges read anew from `condition` at every question. */
export function createMetrics(identity: Identity, condition: () => Condition & { readonly screen: boolean }): Metrics {
  const registry = new Registry<OpenMetricsContentType>();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const { terminal, version, release = '' } = identity;
  new Gauge({
    name: 'kiosk_build',
    help: 'Which terminal this is, and which release it runs; always 1',
    labelNames: ['terminal', 'version', 'release'],
    registers,
  }).set({ terminal, version, release }, 1);
  new Gauge({ name: 'kiosk_started_seconds', help: 'When this start began, Unix time', registers }).set(
    identity.since / 1000,
  );

  const events = new Counter({
    name: 'kiosk_log_events_total',
    help: 'Logged events, by their kind (docs/log-events.md)',
    labelNames: ['event'],
    registers,
  });
  for (const event of Object.keys(logCatalogue)) events.inc({ event }, 0);
  const faults = new Counter({
    name: 'kiosk_device_faults_total',
    help: 'Faults of devices',
    labelNames: ['device', 'fault'],
    registers,
  });
  const orders = new Counter({
    name: 'kiosk_order_states_total',
    help: 'Orders that came to a state',
    labelNames: ['state'],
    registers,
  });

  const gauges = conditionGauges(registers);
  return {
    count(event) {
      events.inc({ event: event.event });
      if (event.event === 'device.fault') faults.inc({ device: event.device, fault: event.fault });
      if (event.event === 'order.state') orders.inc({ state: event.state });
    },
    contentType: registry.contentType,
    text() {
      gauges(condition());
      return registry.metrics();
    },
  };
}

/** Gauges that take their values from a condition. */
function conditionGauges(registers: Registry<OpenMetricsContentType>[]) {
  const gauge = <Label extends string = never>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Gauge({ name, help, labelNames, registers });
  const journal = gauge('kiosk_journal_ok', '1 while the journal takes what is written');
  const open = gauge('kiosk_open', '1 while patients are welcome or being served');
  const inService = gauge('kiosk_in_service', '0 while a technician has closed the terminal');
  const openOrders = gauge('kiosk_open_orders', 'Orders that are not settled');
  const keptSlips = gauge('kiosk_kept_slips', 'Slips that could not be printed');
  const screen = gauge('kiosk_screen_connected', '1 while a page has the screen');
  const hospital = gauge('kiosk_hospital_answers', '1 while the hospital answers');
  const answered = gauge(
    'kiosk_hospital_answered_seconds',
    'When the hospital last said what it can do, Unix time; 0 before',
  );
  const waiting = gauge('kiosk_hub_waiting_events', 'Usage events that the hub does not have');
  const sent = gauge('kiosk_hub_sent_seconds', 'When the hub last took usage events, Unix time; 0 before');
  const devices = gauge('kiosk_device_state', '1 for the state a device is in', ['device', 'state']);

  return (condition: Condition & { readonly screen: boolean }) => {
    const { phase, hub } = condition;
    journal.set(Number(condition.journal && phase !== 'broken'));
    open.set(Number(condition.inService && condition.journal && phase !== 'broken' && phase !== 'starting'));
    inService.set(Number(condition.inService));
    openOrders.set(condition.openOrders);
    keptSlips.set(condition.keptSlips);
    screen.set(Number(condition.screen));
    hospital.set(Number(condition.hospital.answers));
    answered.set((condition.hospital.answeredAt ?? 0) / 1000);
    waiting.set(hub?.waiting ?? 0);
    sent.set((hub?.sentAt ?? 0) / 1000);
    for (const { device, state } of condition.devices) {
      for (const it of deviceStates) devices.set({ device, state: it }, Number(it === state));
    }
  };
}
