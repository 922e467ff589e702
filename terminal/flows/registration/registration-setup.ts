import { assign, fromPromise, setup } from 'xstate';
import { selfPaid } from '../../hospital/amount.ts';
import type { Department, Doctor, Slot } from '../../hospital/contract/schedule.ts';
import type { Appointment, Row, Split } from '../../screen/parts.ts';
import { dayAfter } from '../../zone.ts';
import { type Ending, left } from '../ending.ts';
import type { ErrandInput, JournalFailed } from '../errand-input.ts';
import { identifyMachine } from '../identify/identify-machine.ts';
import type { Loaded } from '../loaded.ts';
import type { KnownPatient } from '../patient.ts';
import { appointmentRows } from '../settlement/handed.ts';
import type { OrderRequest } from '../settlement/order-request.ts';
import { settlementMachine } from '../settlement/settlement-machine.ts';
import { known, supplied } from '../supplied.ts';
import type { TapEvent } from '../tap-event.ts';
import { splitOf, type Trial } from '../trial.ts';

export interface RegistrationContext extends ErrandInput {
  readonly patient: KnownPatient | undefined;
  /** YYYY-MM-DD: the day that is registered for. */
  readonly day: string;
  readonly departments: readonly Department[];
  readonly department: Department | undefined;
  readonly doctors: readonly Doctor[];
  readonly doctor: Doctor | undefined;
  readonly slot: Slot | undefined;
  readonly split: Split;
  readonly ending: Ending;
}

/** The days that can be registered for, in order: today unless the hospital's policy is against it, and those ahead. */
export function daysOf({ today, policy }: ErrandInput): readonly string[] {
  const { sameDay, daysAhead } = policy.registration;
  const days = Array.from({ length: daysAhead + 1 }, (_, ahead) => dayAfter(today, ahead));
  return sameDay === 'off' ? days.slice(1) : days;
}

/** What the patient chose, for the summary, the payment and the slip. */
export function appointmentOf(context: RegistrationContext): Appointment {
  const doctor = known(context.doctor);
  const slot = known(context.slot);
  return {
    patient: known(context.patient).masked,
    department: known(context.department).name,
    doctor: doctor.name,
    place: doctor.place,
    day: context.day,
    from: slot.from,
    to: slot.to,
    price: slot.price,
  };
}

export const slotsOf = (context: RegistrationContext) => context.doctor?.slots ?? [];

export function orderOf(context: RegistrationContext): OrderRequest {
  const patient = known(context.patient);
  const rows: Row[] = [
    { label: 'patient', value: { plain: patient.masked } },
    ...appointmentRows(appointmentOf(context)),
  ];
  return {
    patient,
    purpose: { kind: 'slot', slotId: known(context.slot).id },
    split: context.split,
    rows: [...rows, { label: 'price', value: { fen: context.split.total } }],
  };
}

/** What the chart of the registration is made of: its types, the actors it names, its guards and waits. */
export const registrationSetup = setup({
  types: {
    context: {} as RegistrationContext,
    events: {} as TapEvent | JournalFailed,
    input: {} as ErrandInput,
    output: {} as Ending,
    tags: {} as 'patient',
    children: {} as { identify: 'identify'; settlement: 'settlement' },
  },
  actors: {
    identify: identifyMachine,
    settlement: settlementMachine,
    loadDepartments: fromPromise<Loaded<{ departments: readonly Department[] }>, { day: string }>(supplied),
    loadDoctors: fromPromise<Loaded<{ doctors: readonly Doctor[] }>, { day: string; departmentId: string }>(supplied),
    trial: fromPromise<Loaded<{ split: Split }>, Trial>(supplied),
  },
  guards: {
    hasOneDay: ({ context }) => daysOf(context).length === 1,
    isDay: ({ context, event }) => event.type === 'tap.choose' && daysOf(context).includes(event.id),
    isDepartment: ({ context, event }) =>
      event.type === 'tap.choose' && context.departments.some(({ id }) => id === event.id),
    isDoctor: ({ context, event }) => event.type === 'tap.choose' && context.doctors.some(({ id }) => id === event.id),
    isFreeSlot: ({ context, event }) =>
      event.type === 'tap.choose' && slotsOf(context).some(({ id, left }) => id === event.id && left > 0),
  },
  actions: {
    keepPatient: assign((_, patient: KnownPatient) => ({ patient })),
    keepSplit: assign((_, split: Split) => ({ split })),
    end: assign((_, ending: Ending) => ({ ending })),
  },
});

export const beginning = (input: ErrandInput): RegistrationContext => ({
  ...input,
  patient: undefined,
  day: daysOf(input)[0] ?? input.today,
  departments: [],
  department: undefined,
  doctors: [],
  doctor: undefined,
  slot: undefined,
  split: splitOf(selfPaid(0)),
  ending: left,
});
