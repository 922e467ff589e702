/** How a terminal is right now, for whoever looks after it: words and counts, nothing of any patient. */
import { type DeviceKind, deviceKinds } from '../device-drivers/contract/device-event.ts';
import type { Fault } from '../device-drivers/contract/fault.ts';
import type { DeviceState } from './hub-contract.ts';
import type { Books } from './technician/books.ts';
import { type DeviceStatuses, stateOf } from './technician/device-state.ts';
import type { Outbox } from './usage/outbox.ts';
import type { VisitSnapshot } from './visit/visit-machine.ts';

/** Whether somebody is here, and whether anybody may come. */
export type Phase = 'starting' | 'waiting' | 'visited' | 'serviced' | 'broken';

export interface DeviceCondition {
  readonly device: DeviceKind;
  readonly state: DeviceState;
  readonly fault?: Fault;
}

export interface Condition {
  readonly phase: Phase;
  /** Whether the journal takes what is written. */
  readonly journal: boolean;
  /** Open to patients, as far as technicians are concerned. */
  readonly inService: boolean;
  readonly openOrders: number;
  /** Slips that could not be printed. */
  readonly keptSlips: number;
  readonly devices: readonly DeviceCondition[];
  /** `answeredAt`: UTC milliseconds of its last answer to the question for its capabilities, in this start. */
  readonly hospital: { readonly answers: boolean; readonly answeredAt?: number };
  /** Absent where usage goes to no hub. */
  readonly hub?: { readonly waiting: number; readonly sentAt?: number; readonly refused?: string };
}

export interface Sources {
  readonly snapshot: VisitSnapshot;
  readonly journal: { readonly broken: string | undefined; readonly books: Books; openOrders(): readonly unknown[] };
  readonly statuses: DeviceStatuses;
  readonly hospital: Condition['hospital'];
  readonly outbox: Pick<Outbox, 'waiting' | 'sentAt' | 'refused'> | undefined;
}

export function conditionOf({ snapshot, journal, statuses, hospital, outbox }: Sources): Condition {
  const { inService, keptSlips } = journal.books;
  return {
    phase: phaseOf(snapshot),
    journal: journal.broken === undefined,
    inService,
    openOrders: journal.openOrders().length,
    keptSlips: keptSlips.size,
    devices: deviceKinds.flatMap((device) => {
      const state = stateOf(device, statuses);
      return state ? [{ device, ...state }] : [];
    }),
    hospital,
    ...(outbox && { hub: hubOf(outbox) }),
  };
}

const hubOf = ({ waiting, sentAt, refused }: NonNullable<Sources['outbox']>): NonNullable<Condition['hub']> => ({
  waiting: waiting(),
  ...(sentAt !== undefined && { sentAt }),
  ...(refused !== undefined && { refused }),
});

function phaseOf(snapshot: VisitSnapshot): Phase {
  if (snapshot.value === 'starting') return 'starting';
  if (snapshot.value === 'attract') return 'waiting';
  if (snapshot.value === 'serviced') return 'serviced';
  return snapshot.value === 'broken' ? 'broken' : 'visited';
}
