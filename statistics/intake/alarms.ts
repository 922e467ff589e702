import type { DeviceKind } from '../../device-drivers/contract/device-event.ts';
import type { Heartbeat } from '../../terminal/hub-contract.ts';
import type { AlarmKind, AlarmRow } from '../store/tables.ts';

/** Fewer than these are low. */
export interface AlarmSettings {
  readonly lowCards: number;
  readonly lowSheets: number;
}

/** Something is wrong now. */
export type Trouble = Pick<AlarmRow, 'kind' | 'device' | 'detail'>;

/** What heartbeats open and close. */
export const heartbeatKinds = [
  'deviceDown',
  'supplyLow',
  'supplyOut',
  'binFull',
  'refused',
] as const satisfies readonly AlarmKind[];

const closedByPeople: ReadonlySet<AlarmKind> = new Set(['restored', 'fork', 'clockAhead']);

/** Whether nothing but a person's look at it ends an alarm. */
export const isForPeopleToClose = (kind: AlarmKind): boolean => closedByPeople.has(kind);

const suppliesGone = new Set(['paperOut', 'stackEmpty', 'tonerOut']);
const binsFull = new Set(['retainBinFull', 'outputFull']);

type DeviceWord = Heartbeat['devices'][number];

const troubleOf = ({ device, state, fault = '' }: DeviceWord): Trouble | undefined => {
  if (state === 'empty' || suppliesGone.has(fault)) return { kind: 'supplyOut', device, detail: fault };
  if (state === 'full' || binsFull.has(fault)) return { kind: 'binFull', device, detail: fault };
  if (state === 'low') return { kind: 'supplyLow', device, detail: fault };
  return state === 'offline' ? { kind: 'deviceDown', device, detail: fault } : undefined;
};

/** Counts go wrong when somebody forgets to count: a device that works has something left, whatever they say. */
const shortageOf = ({ device, state }: DeviceWord, { supplies }: Heartbeat, low: AlarmSettings): Trouble[] => {
  const [left, least, detail] =
    device === 'cardDispenser'
      ? [supplies.cards, low.lowCards, 'cards']
      : device === 'reportPrinter'
        ? [supplies.sheets, low.lowSheets, 'sheets']
        : [];
  if (left === undefined || left >= (least ?? 0)) return [];
  return [{ kind: left === 0 && state === 'offline' ? 'supplyOut' : 'supplyLow', device, detail: detail ?? '' }];
};

/** Everything that is wrong by a terminal's own word, each thing once; what is used up is not low as well. */
export const troublesIn = (heartbeat: Heartbeat, settings: AlarmSettings): Trouble[] => {
  const words = new Map(heartbeat.devices.map((word) => [word.device, word]));
  const found = [...words.values()].flatMap((word) => {
    if (word.state === 'starting') return [];
    const told = troubleOf(word);
    const short = shortageOf(word, heartbeat, settings);
    if (!told) return short;
    return told.kind === 'supplyOut' || told.kind === 'supplyLow' ? [told] : [told, ...short];
  });
  const { refused } = heartbeat;
  return refused === undefined ? found : [...found, { kind: 'refused', device: '', detail: refused }];
};

/** Devices that have not said yet how they are: what was wrong with them is neither over nor new. */
const stillStarting = ({ devices }: Heartbeat): ReadonlySet<DeviceKind | ''> =>
  new Set(devices.filter(({ state }) => state === 'starting').map(({ device }) => device));

type Open = Pick<AlarmRow, 'kind' | 'device' | 'detail' | 'openedAt'>;

const isOf = (a: Pick<Trouble, 'kind' | 'device'>) => (b: Pick<Trouble, 'kind' | 'device'>) =>
  a.kind === b.kind && a.device === b.device;

/** What a heartbeat changes of the alarms that are open. */
export const alarmChanges = (open: readonly Open[], heartbeat: Heartbeat, settings: AlarmSettings) => {
  const troubles = troublesIn(heartbeat, settings);
  const starting = stillStarting(heartbeat);
  return {
    opened: troubles.filter((it) => !open.some(isOf(it))),
    closed: open.filter((it) => !troubles.some(isOf(it)) && !starting.has(it.device)),
    /** Open ones of which the reason is another now. */
    reworded: open.flatMap((it) => {
      const now = troubles.find(isOf(it));
      return now && now.detail !== it.detail ? [{ ...it, detail: now.detail }] : [];
    }),
  };
};

/** An alarm's name in addresses, and its parts. No part holds the line between them. */
export const alarmId = ({ terminal, kind, device, openedAt }: Omit<AlarmRow, 'detail' | 'closedAt'>): string =>
  [terminal, kind, device, openedAt].join('_');

export const alarmOfId = (id: string): { terminal: string; kind: string; device: string; openedAt: number } => {
  const [terminal = '', kind = '', device = '', openedAt = ''] = id.split('_');
  return { terminal, kind, device, openedAt: /^\d{1,15}$/.test(openedAt) ? Number(openedAt) : -1 };
};
