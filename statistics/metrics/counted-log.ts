import { Counter, type OpenMetricsContentType, type Registry } from 'prom-client';
import type { HubEvent, HubLog } from '../ports.ts';

/** Counts what the hub logs: one catalogue of events, and the figures follow from it. */
export const countedLog = (registry: Registry<OpenMetricsContentType>): HubLog => {
  const registers = [registry];
  const counter = <const Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Counter<Label>({ name, help, labelNames: [...labelNames], registers });

  const batches = counter('hub_batches_taken', 'Batches of usage that were taken');
  const events = counter('hub_usage_events', 'Usage events brought, new ones and those the hub had', ['seen']);
  const refused = counter('hub_refused', 'What terminals and hubs brought and was refused, by why', ['what', 'code']);
  const enrolled = counter('hub_terminals_enrolled', 'Keys bound to terminals');
  const changes = counter('hub_register_changes', 'Changes by administrators', ['change']);
  const rows = counter('hub_roll_up_rows', 'Rows of roll-ups between hubs', ['way']);
  const parentFailures = counter('hub_parent_failures', 'Times the hub above could not be told');
  const opened = counter('hub_access_opened', 'Sign-ins, by door', ['by']);
  const turnedAway = counter('hub_access_refused', 'People and pages turned away, by why', ['why']);
  const limited = counter('hub_access_limited', 'Times somebody began to ask too much, by limit', ['limit']);
  const forgotten = counter('hub_forgotten', 'What was deleted by the policy', ['what']);
  const failures = counter('hub_failures', 'Requests and sweeps that failed');
  // There from the start, so that the first one is a change.
  for (const seen of ['fresh', 'repeated']) events.inc({ seen }, 0);

  const counts: { readonly [It in HubEvent['event']]: (event: Extract<HubEvent, { event: It }>) => void } = {
    'usage.taken': ({ fresh, repeated }) => {
      batches.inc();
      events.inc({ seen: 'fresh' }, fresh);
      events.inc({ seen: 'repeated' }, repeated);
    },
    'usage.refused': ({ code }) => refused.inc({ what: 'usage', code }),
    'heartbeat.refused': ({ code }) => refused.inc({ what: 'heartbeat', code }),
    'enrolment.refused': ({ code }) => refused.inc({ what: 'enrolment', code }),
    'rollUps.refused': ({ code }) => refused.inc({ what: 'rollUps', code }),
    'terminal.enrolled': () => enrolled.inc(),
    'register.changed': ({ change }) => changes.inc({ change }),
    'rollUps.taken': (event) => rows.inc({ way: 'taken' }, event.rows),
    'parent.told': (event) => rows.inc({ way: 'told' }, event.rows),
    'parent.silent': () => parentFailures.inc(),
    'access.opened': ({ by }) => opened.inc({ by }),
    'access.refused': ({ why }) => turnedAway.inc({ why }),
    'access.limited': ({ limit }) => limited.inc({ limit }),
    'hub.forgot': (event) => {
      for (const what of ['events', 'alarms', 'exports', 'accounts'] as const) forgotten.inc({ what }, event[what]);
    },
    'hub.failed': () => failures.inc(),
  };
  return (event) => (counts[event.event] as (it: HubEvent) => void)(event);
};
