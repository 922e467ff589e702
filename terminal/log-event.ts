import type { DeviceEvent } from '../device-drivers/contract/device-event.ts';

/**
 * The catalogue of what a terminal logs. Kinds, counts, order numbers: never what a message carried, never a person.
 * `log-catalogue.ts` says of each what it means; what has no field there reaches no log.
 */
export type LogEvent =
  | DeviceEvent
  | { readonly event: 'terminal.started'; readonly sequence: number }
  | { readonly event: 'terminal.open' }
  | { readonly event: 'program.listening'; readonly port: number }
  | { readonly event: 'program.stopping'; readonly signal: string }
  | { readonly event: 'program.crashed'; readonly error: string; readonly where: string }
  | { readonly event: 'watchdog.silent'; readonly why: string }
  | { readonly event: 'journal.failed'; readonly cause: string }
  | { readonly event: 'journal.dropped'; readonly upTo: number; readonly orders: number }
  | { readonly event: 'journal.kept'; readonly why: string }
  | { readonly event: 'tap.dropped'; readonly why: 'olderScreen' | 'malformed' | 'notOffered' }
  | { readonly event: 'screen.refused'; readonly why: 'host' | 'origin' | 'token' | 'path' | 'malformed' }
  | { readonly event: 'order.state'; readonly order: string; readonly state: string }
  | { readonly event: 'hospital.unknown'; readonly verb: string; readonly why: string }
  | { readonly event: 'hospital.refused'; readonly verb: string; readonly code: string }
  | { readonly event: 'notice.refused'; readonly why: 'signature' | 'malformed' | 'otherTerminal' }
  | { readonly event: 'usage.sent'; readonly events: number }
  | { readonly event: 'usage.kept'; readonly why: string };

export type Log = (event: LogEvent) => void;
