/**
 * Setup commands and their answers as data (Newland "NLS-HR42 / NLS-HR52 User Manual", chapter on programming commands):
 * `~ SOH 0000`, storage, TAG SUBTAG data, more of the same tag after commas, other tags after semicolons, `; ETX`.
 * An answer repeats the command with STX for `~`, and a status byte before each comma and semicolon.
 */

const storages = { permanent: 0x40, temporary: 0x23 } as const;
const statuses = { done: 0x06, outOfRange: 0x15, unknown: 0x05 } as const;

export type Storage = keyof typeof storages;
export type EntryStatus = keyof typeof statuses;

export interface Setting<Entry = string> {
  /** Three characters: `C11` is Code 11. */
  readonly tag: string;
  /** Subtag and value, `ENA1`; `ENA*` asks for the value there is, `*` alone for all of the tag. */
  readonly entries: readonly Entry[];
}

/** `permanent` settings survive a loss of power, and wear the memory out. */
export interface SetupCommand {
  readonly storage: Storage;
  readonly settings: readonly Setting[];
}

export interface SetupAnswer {
  readonly storage: Storage;
  readonly settings: readonly Setting<{ readonly text: string; readonly status: EntryStatus }>[];
}

/** How an engine is told to look for a code and to leave off. */
export interface TriggerBytes {
  readonly start: Uint8Array;
  readonly stop: Uint8Array;
}

/** SOH T EOT and SOH P EOT, the engines' own. */
export const engineTrigger: TriggerBytes = {
  start: Uint8Array.of(0x01, 0x54, 0x04),
  stop: Uint8Array.of(0x01, 0x50, 0x04),
};
/** T and P alone, of engines that know no setup commands (ZKTeco ZKB200 manual). */
export const bareTrigger: TriggerBytes = { start: Uint8Array.of(0x54), stop: Uint8Array.of(0x50) };

const commandStart = 0x7e;
export const answerStart = 0x02;
export const SOH = 0x01;
export const ETX = 0x03;
const prefix = '0000';

/** Throws when a tag or an entry cannot stand in a command. */
export function encodeSetup({ storage, settings }: SetupCommand): Uint8Array {
  const text = settings.map(({ tag, entries }) => tag + entries.join(',')).join(';');
  const decoded = settingsOf(text);
  if (JSON.stringify(decoded) !== JSON.stringify(settings)) throw new RangeError(`not a setting: ${text}`);
  return wrap(commandStart, storage, `${text};`);
}

/** The command in a whole frame, or undefined when it is none. */
export function decodeSetup(frame: Uint8Array): SetupCommand | undefined {
  const parts = unwrap(frame, commandStart);
  const settings = parts && settingsOf(parts.text);
  return parts && settings && { storage: parts.storage, settings };
}

export function encodeAnswer({ storage, settings }: SetupAnswer): Uint8Array {
  const answered = ({ text, status }: { text: string; status: EntryStatus }) =>
    text + String.fromCharCode(statuses[status]);
  const text = settings.map(({ tag, entries }) => tag + entries.map(answered).join(',')).join(';');
  return wrap(answerStart, storage, `${text};`);
}

export function decodeAnswer(frame: Uint8Array): SetupAnswer | undefined {
  const parts = unwrap(frame, answerStart);
  if (!parts) return undefined;
  const settings: { tag: string; entries: { text: string; status: EntryStatus }[] }[] = [];
  for (const group of parts.text.split(';')) {
    const entries = group.slice(3).split(',').map(entryOf);
    const good = entries.flatMap((entry) => entry ?? []);
    if (!isTag(group.slice(0, 3)) || good.length < entries.length) return undefined;
    settings.push({ tag: group.slice(0, 3), entries: good });
  }
  return { storage: parts.storage, settings };
}

function entryOf(answered: string): { text: string; status: EntryStatus } | undefined {
  const status = statusNames.find((name) => statuses[name] === answered.charCodeAt(answered.length - 1));
  const text = answered.slice(0, -1);
  return status && isEntry(text) ? { text, status } : undefined;
}

function settingsOf(text: string): Setting[] | undefined {
  const settings = text.split(';').map((group) => ({ tag: group.slice(0, 3), entries: group.slice(3).split(',') }));
  return settings.every(({ tag, entries }) => isTag(tag) && entries.every(isEntry)) ? settings : undefined;
}

const statusNames = Object.keys(statuses) as readonly EntryStatus[];
const isTag = (text: string) => /^[A-Za-z0-9]{3}$/.test(text);
/** Printable, without the two signs that separate. */
const isEntry = (text: string) => /^[ -+\--:<-~]+$/.test(text);

function wrap(start: number, storage: Storage, text: string): Uint8Array {
  const ascii = Array.from(prefix + String.fromCharCode(storages[storage]) + text, (letter) => letter.charCodeAt(0));
  return Uint8Array.of(start, SOH, ...ascii, ETX);
}

function unwrap(frame: Uint8Array, start: number): { storage: Storage; text: string } | undefined {
  const text = Array.from(frame, (byte) => String.fromCharCode(byte)).join('');
  const head = String.fromCharCode(start, SOH) + prefix;
  const storage = (['permanent', 'temporary'] as const).find((it) => storages[it] === frame[head.length]);
  const tail = `;${String.fromCharCode(ETX)}`;
  if (!storage || !text.startsWith(head) || !text.endsWith(tail)) return undefined;
  return { storage, text: text.slice(head.length + 1, -tail.length) };
}
