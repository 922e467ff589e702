import type { DeviceKind } from '../../device-drivers/contract/device-event.ts';
import type { UsageEvent, VisitFlow } from '../../terminal/usage-event.ts';
import type { BucketName } from '../intake/duration-bucket.ts';
import type { Counts, countOfEnding, visitCounts } from '../intake/roll-up.ts';
import type { AccessTokenRow, AccountRow, ExportLogRow, SessionRow } from './reader-tables.ts';

/**
 * The hub's tables as the code names them; in the database the words of a name are joined by underscores. Times in UTC
 * milliseconds, amounts in fen, days YYYY-MM-DD, truth as 0 or 1 (SQLite has no truth values), documents as JSON text.
 * The key of every table that grows with the fleet begins with its shard key: the terminal, or the reporting unit.
 */
export interface Tables {
  /* What terminals report. */
  terminal: TerminalRow;
  epoch: EpochRow;
  usageEvent: EventRow;
  terminalState: TerminalStateRow;
  deviceState: DeviceStateRow;
  alarm: AlarmRow;

  /* Roll-ups, moved in the transaction that takes the events. */
  usageDay: UsageDayRow;
  deviceDay: DeviceDayRow;
  faultDay: FaultDayRow;
  unitHour: UnitHourRow;
  unitFlow: UnitFlowRow;
  unitStep: UnitStepRow;
  monthChange: MonthChangeRow;

  /* The register. */
  unit: UnitRow;
  unitName: UnitNameRow;
  placement: PlacementRow;
  enrolmentCode: EnrolmentCodeRow;
  childHub: ChildHubRow;

  /* Who may read. */
  account: AccountRow;
  accessToken: AccessTokenRow;
  session: SessionRow;
  exportLog: ExportLogRow;

  /* The database itself. */
  restoration: RestorationRow;
  parentRestoration: ParentRestorationRow;
}

/** One terminal: the key it signs with, and how far it was heard. Locked while a batch of it is taken. */
export interface TerminalRow {
  /** Primary key. */
  terminal: string;
  /** Ed25519 in hex; null until it is enrolled. */
  publicKey: string | null;
  enrolledAt: number | null;
  revokedAt: number | null;
  /** The epoch of the last event taken, with its row in `epoch`; null before the first. */
  epoch: string | null;
  /** When the hub last heard anything of it that was signed by it. */
  heardAt: number | null;
}

/** How far an epoch of a terminal was heard. Primary key (terminal, epoch). */
export interface EpochRow {
  terminal: string;
  epoch: string;
  /** Sequence of the last event taken of this epoch, and the chain's hash after it. */
  upTo: number;
  hash: string;
  /** The epoch and sequence it followed; null for a terminal's first. */
  followsEpoch: string | null;
  followsSequence: number | null;
  openedAt: number;
}

/** An event's own fields; those its kind does not have are null. Primary key (terminal, epoch, sequence). */
export interface EventRow {
  terminal: string;
  epoch: string;
  sequence: number;
  at: number;
  businessDay: string;
  hour: number;
  kind: UsageEvent['kind'];
  flow: string | null;
  ending: string | null;
  step: string | null;
  seconds: number | null;
  firstTry: number | null;
  amount: number | null;
  paidHere: number | null;
  reports: number | null;
  pages: number | null;
  device: string | null;
  fault: string | null;
  available: number | null;
  open: number | null;
  /** 1: kept, and counted nowhere, because its time lay more than a day ahead of the hub's. */
  quarantined: number;
}

/** The last heartbeat. Primary key terminal. */
export interface TerminalStateRow {
  terminal: string;
  at: number;
  heardAt: number;
  /** A `Heartbeat` as JSON. */
  heartbeat: string;
}

/** What the events last said of a device. Primary key (terminal, device). */
export interface DeviceStateRow {
  terminal: string;
  device: DeviceKind;
  available: number;
  since: number;
}

export type AlarmKind =
  /** No heartbeat and no events for longer than the hub's patience. */
  | 'silent'
  | 'deviceDown'
  | 'supplyLow'
  | 'supplyOut'
  | 'binFull'
  /** Its journal went back in time: a disk was restored from a backup, or there are two of it. */
  | 'restored'
  /** It said something else under numbers the hub has already. */
  | 'fork'
  | 'clockAhead'
  /** The terminal says that the hub refuses what it sends. */
  | 'refused';

/** Primary key (terminal, kind, device, openedAt); `device` is empty where the alarm is of no device. */
export interface AlarmRow {
  terminal: string;
  kind: AlarmKind;
  device: DeviceKind | '';
  openedAt: number;
  closedAt: number | null;
  /** A fault or a code, in one word; empty where there is none. */
  detail: string;
}

/** Marks of a roll-up's row: `revision` counts its changes, `dirty` is 1 while a parent hub has not been told the last one. */
interface RolledUp {
  revision: number;
  dirty: number;
}

/** Primary key (terminal, businessDay). `unit` is the one the terminal belonged to on that day. */
export type UsageDayRow = { terminal: string; businessDay: string; unit: string } & {
  -readonly [Name in keyof Counts]: number;
} & RolledUp;

/** Primary key (terminal, businessDay, device). */
export interface DeviceDayRow extends RolledUp {
  terminal: string;
  businessDay: string;
  device: DeviceKind;
  unit: string;
  /** Times it stopped being able to do its work. */
  outages: number;
  /** Of outages that are over; the one going on is in `deviceState`. */
  downSeconds: number;
}

/** Primary key (terminal, businessDay, device, fault). */
export interface FaultDayRow extends RolledUp {
  terminal: string;
  businessDay: string;
  device: DeviceKind;
  fault: string;
  unit: string;
  faults: number;
}

/** Primary key (unit, businessDay, hour). */
export type UnitHourRow = { unit: string; businessDay: string; hour: number } & {
  -readonly [Name in keyof Counts]: number;
} & RolledUp;

/**
 * Visits by what they were for, and how many of those that were completed took how long (`intake/duration-bucket.ts`).
 * Endings and buckets are columns and not rows: a month of a city is read while somebody waits. Primary key (unit,
 * businessDay, flow).
 */
export type UnitFlowRow = { unit: string; businessDay: string; flow: VisitFlow } & {
  [Name in (typeof visitCounts)[number]]: number;
} & { [Name in BucketName]: number } & RolledUp;

/** Visits by the screen they ended on, and how. Primary key (unit, businessDay, flow, step). */
export type UnitStepRow = { unit: string; businessDay: string; flow: VisitFlow; step: string } & {
  [Ending in (typeof countOfEnding)[keyof typeof countOfEnding]]: number;
} & RolledUp;

/** A batch changed a month after the month was closed. Primary key (terminal, month, changedAt). Month is YYYY-MM. */
export interface MonthChangeRow {
  terminal: string;
  month: string;
  changedAt: number;
  events: number;
}

/** A reporting unit: a hospital, or a district's group of clinics. Primary key unit. */
export interface UnitRow {
  unit: string;
  grouping: 'hospital' | 'district';
  /** Its place among the rows of its group. */
  rowOrder: number;
  /** The district it stands in, by geography; null where nobody said. */
  district: string | null;
}

/** A name from a day on, until the next one. Primary key (unit, fromDay). */
export interface UnitNameRow {
  unit: string;
  fromDay: string;
  zh: string;
  en: string;
}

/** Where a terminal belongs from a day on, until the next placement of it. Primary key (terminal, fromDay). */
export interface PlacementRow {
  terminal: string;
  fromDay: string;
  /** Null: taken away; it stands nowhere from that day on. */
  unit: string | null;
  ward: string;
  placeZh: string;
  placeEn: string;
}

/** A one-time code. Primary key terminal: a newer one takes the place of the one before. */
export interface EnrolmentCodeRow {
  terminal: string;
  /** SHA-256 of the code. */
  codeHash: string;
  madeAt: number;
  expiresAt: number;
}

/** A hub that pushes its roll-ups here. Primary key hub. */
export interface ChildHubRow {
  hub: string;
  publicKey: string;
  /** The units it speaks for, a JSON list. */
  units: string;
  heardAt: number | null;
  revokedAt: number | null;
}

/** Each time the database was put back from a backup. Primary key restoredAt. */
export interface RestorationRow {
  restoredAt: number;
}

/** A restoration of the hub above that this one heard of, and marked its roll-ups to be told again. */
export interface ParentRestorationRow {
  /** Primary key; by the clock of whoever put that hub back. */
  restoredAt: number;
}
