import { type DeviceKind, deviceKinds } from '../../device-drivers/contract/device-event.ts';
import type { Heartbeat } from '../hub-contract.ts';
import type { Ports } from '../ports.ts';
import type { Books } from '../technician/books.ts';
import { type DeviceStatuses, stateOf } from '../technician/device-state.ts';
import { version } from '../version.ts';
import { dayOf, timeOf } from '../zone.ts';
import { type Condition, startHeartbeat } from './heartbeat.ts';
import { type Outbox, type OutboxConfig, startOutbox } from './outbox.ts';

/** How the reporting goes, for technicians. */
export interface ReportingFacts {
  /** Events the hub does not have yet. */
  readonly waiting: number;
  /** When it took the last ones of this start: YYYY-MM-DD and HH:MM in the terminal's zone. */
  readonly sent?: { readonly day: string; readonly from: string };
  /** The code by which the hub refuses what waits. */
  readonly refused?: string;
}

export interface Reporting {
  /** There is new usage. */
  nudge(): void;
  /** Devices, supplies or the service may have changed. */
  look(): void;
  facts(): ReportingFacts;
  readonly outbox: Outbox;
}

/** Everything the hub is told of this terminal. Without a key there is nobody to say it as: nothing is sent, and told so. */
export function startReporting(
  ports: Ports,
  config: OutboxConfig,
  books: () => Books,
  statuses: () => DeviceStatuses,
  signal: AbortSignal,
): Reporting | undefined {
  const { clock, chance, network, log, signer, journal: store } = ports;
  if (!signer) {
    log({ event: 'usage.kept', why: 'no key' });
    return undefined;
  }
  const outbox = startOutbox({ store, network, clock, chance, signer, log }, config, signal);
  const condition = () => conditionOf(config.terminal, books(), statuses(), outbox.refused);
  const line = { network, clock, chance, signer, hubUrl: config.hubUrl };
  const { look } = startHeartbeat(line, condition, signal);
  return { nudge: outbox.nudge, look, facts: () => factsOf(outbox, config.zone), outbox };
}

function factsOf(outbox: Outbox, zone: string): ReportingFacts {
  const { refused, sentAt } = outbox;
  return {
    waiting: outbox.waiting(),
    ...(sentAt !== undefined && { sent: { day: dayOf(sentAt, zone), from: timeOf(sentAt, zone) } }),
    ...(refused !== undefined && { refused }),
  };
}

function conditionOf(
  terminal: string,
  { epoch, inService, supplies: { cards, sheets, bin } }: Books,
  statuses: DeviceStatuses,
  refused: string | undefined,
): Condition {
  const supplies = { ...(cards && { cards: cards.left }), ...(sheets && { sheets: sheets.left }), bin };
  const devices = deviceKinds.flatMap((kind) => deviceIn(kind, statuses));
  return { terminal, epoch, version, inService, devices, supplies, ...(refused !== undefined && { refused }) };
}

function deviceIn(device: DeviceKind, statuses: DeviceStatuses): Heartbeat['devices'] {
  const state = stateOf(device, statuses);
  return state ? [{ device, ...state }] : [];
}
