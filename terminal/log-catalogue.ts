/** What each kind of log line means and asks for. `docs/log-events.md` is made of it; a kind without a row does not compile. */
import type { LogEvent } from './log-event.ts';

export type LogLevel = 'info' | 'warn' | 'error';

/** A row of the catalogue. */
export interface LogKind<Field extends string = string> {
  readonly level: LogLevel;
  readonly meaning: string;
  /** What somebody has to do about it; absent where nobody has. */
  readonly remedy?: string;
  /** What the line carries beside its kind. A field that is not here reaches no log. */
  readonly fields: Readonly<Record<Field, string>>;
}

/** The keys of each member, not only those that all members have. */
type Keys<Event> = Event extends unknown ? keyof Event : never;

type FieldsOf<Kind extends LogEvent['event']> = Exclude<Keys<Extract<LogEvent, { readonly event: Kind }>>, 'event'>;
type Catalogue = { readonly [Kind in LogEvent['event']]: LogKind<FieldsOf<Kind>> };

export const logCatalogue = {
  'program.listening': {
    level: 'info',
    meaning: 'The page and its socket are served; what went before belongs to the start.',
    fields: { port: 'the port on loopback' },
  },
  'program.stopping': {
    level: 'info',
    meaning: 'The program was asked to end, and does. What is unfinished stays in the journal for the next start.',
    fields: { signal: 'by which signal' },
  },
  'program.crashed': {
    level: 'error',
    meaning: 'A bug ended the program. systemd starts it again, and open orders are taken up from the journal.',
    remedy: 'Send the line to whoever maintains the program. If it comes back at every start, roll the release back.',
    fields: {
      error: 'the kind of error, never its message, which may carry anything',
      where: 'the places in the program that it came from',
    },
  },
  'watchdog.silent': {
    level: 'error',
    meaning:
      'The terminal does not answer itself, or systemd could not be told that it lives; unless that passes, systemd starts it again.',
    remedy:
      'Look at the disk the journal is on: free space, and its own log (dmesg). Where the service manager could not be told: does systemd-notify run, and is memory left?',
    fields: { why: 'what did not answer, or that systemd could not be told' },
  },
  'terminal.started': {
    level: 'info',
    meaning: 'The journal was followed from its first record and is whole; a new epoch begins.',
    fields: { sequence: 'how many records there were' },
  },
  'terminal.open': {
    level: 'info',
    meaning: 'Devices are drained, open orders are settled or go on behind the screen: patients are welcome.',
    fields: {},
  },
  'journal.failed': {
    level: 'error',
    meaning: 'The journal is broken or cannot be written. The terminal moves no money and says so on its screen.',
    remedy:
      'Free the disk or replace it, then restart. A broken chain: keep the file as evidence, and call whoever maintains the program.',
    fields: { cause: 'what the disk or the chain said' },
  },
  'journal.dropped': {
    level: 'info',
    meaning: 'What is older than the configured days is gone from the journal: settled, and known to the hub.',
    fields: { upTo: 'the last record that is gone', orders: 'how many orders went with them' },
  },
  'journal.kept': {
    level: 'warn',
    meaning:
      'What is older than the configured days could not be taken out of the journal, and is tried tomorrow again.',
    remedy: 'Look at the disk the journal is on: free space, and its own log (dmesg).',
    fields: { why: 'what the disk said' },
  },
  'tap.dropped': {
    level: 'info',
    meaning: 'A touch was not taken. Now and then that is a double tap; all the time, it is a faulty touch screen.',
    fields: { why: 'olderScreen: made on a screen that had gone; notOffered: no such button there; malformed: no tap' },
  },
  'screen.refused': {
    level: 'warn',
    meaning: 'Something other than the page of this start asked for the page or its socket.',
    remedy: 'Once after a restart it is an old page. Otherwise find out what runs on this machine that should not.',
    fields: { why: 'host, origin, token or path was wrong, or the message malformed' },
  },
  'order.state': {
    level: 'info',
    meaning: 'An order moved. The journal holds the whole story; this is its outline.',
    fields: { order: "the order's number", state: 'where it is now' },
  },
  'hospital.unknown': {
    level: 'warn',
    meaning: 'The hospital did not answer, or with something that says nothing. What was asked is asked about again.',
    remedy: 'A few are weather. If they do not end: the network to the hospital, then its service.',
    fields: { verb: 'what was asked for', why: 'how the answer failed' },
  },
  'hospital.refused': {
    level: 'info',
    meaning: 'The hospital said no, with its reason.',
    fields: { verb: 'what was asked for', code: "the contract's word for the reason" },
  },
  'notice.refused': {
    level: 'warn',
    meaning: 'A notice of the hospital was not believed, and changed nothing.',
    remedy: "signature: compare noticeKey with the hospital's key. Otherwise tell the hospital's IT.",
    fields: { why: 'its signature is wrong, it is malformed, or for another terminal' },
  },
  'usage.sent': {
    level: 'info',
    meaning: 'The hub has taken usage events.',
    fields: { events: 'how many' },
  },
  'usage.kept': {
    level: 'warn',
    meaning: 'The hub did not take usage events. They stay in the journal and are offered again.',
    remedy: 'no answer: the network to the hub. no key, or a code: enrol the terminal (docs/deployment.md).',
    fields: { why: 'no key, no answer, or by which code the hub refused' },
  },
  'device.online': {
    level: 'info',
    meaning: 'A device answers.',
    fields: { device: 'its kind', address: 'where' },
  },
  'device.fault': {
    level: 'warn',
    meaning: 'A device failed, or is not there. The driver tries again by itself.',
    remedy: 'docs/devices.md says for each fault what to try first.',
    fields: {
      device: 'its kind',
      fault: 'what is wrong, a word of the closed list',
      cause: 'the words of the operating system, if any',
    },
  },
  'device.noise': {
    level: 'info',
    meaning: 'Bytes came that belong to no message: a bad cable, a wrong speed, a plug pulled.',
    fields: { device: 'its kind', bytes: 'how many' },
  },
  'device.retry': {
    level: 'info',
    meaning: 'A device did not answer a command, which was sent again.',
    fields: { device: 'its kind', attempt: 'which try it was' },
  },
} as const satisfies Catalogue;

/** What of an event may be written: the fields its kind has in the catalogue, and no others. */
export function loggedFields(event: LogEvent): Record<string, string | number> {
  const kind: LogKind = logCatalogue[event.event];
  const known = new Set(Object.keys(kind.fields));
  return Object.fromEntries(Object.entries(event).filter(([field]) => known.has(field)));
}
