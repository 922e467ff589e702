import type { ClinicDepartment, ClinicDoctor, ClinicPeriod, SameDay } from '../../seeds/clinic.ts';
import type { Department, Doctor, Slot } from '../../terminal/hospital/contract/schedule.ts';
import { dayAfter } from '../../terminal/zone.ts';
import { createLocalTime } from './local-time.ts';
import type { HospitalWorld } from './world.ts';

/** One period of one doctor on one day. */
export interface ScheduledSlot {
  readonly id: string;
  readonly day: string;
  readonly department: ClinicDepartment;
  readonly doctor: ClinicDoctor;
  readonly period: ClinicPeriod;
  /** Fen; what is locked already keeps the price it was locked at. */
  price: number;
  /** Numbers that went to other channels (the window, the phone) after the day began; negative when some came back. */
  soldElsewhere: number;
  /** Ids of the locks that hold or used a number. */
  readonly takenBy: Set<string>;
}

export interface Schedule {
  today(): string;
  /** HH:MM, the hospital's clock. */
  time(): string;
  /** What policy says of registering for today. */
  sameDay(): SameDay;
  /** Whether policy closes this department on this day. */
  isClosed(department: ClinicDepartment, day: string): boolean;
  place(doctorId: string): Place | undefined;
  /** The slot of an id on a day that is open for registration or past; nothing for one that never was. */
  slot(slotId: string): ScheduledSlot | undefined;
  left(slot: ScheduledSlot): number;
  /** A period can be registered for until it ends: at the very minute of its end it is over. */
  isOver(slot: ScheduledSlot): boolean;
  isCancelled(clinic: Pick<ScheduledSlot, 'doctor' | 'day'>): boolean;
  /** The slot of a doctor's period, when there is one. */
  slotAt(doctorId: string, day: string, from: string): ScheduledSlot | undefined;
  departments(day: string): Department[];
  /** The doctors who still have a period on that day; nothing when there is no such department. */
  doctors(departmentId: string, day: string): Doctor[] | undefined;
  /** Every doctor's slots of a day, whatever can still be chosen of them. */
  clinics(day: string): readonly Clinic[];
  setCancelled(doctorId: string, day: string, cancelled: boolean): void;
  /** The slots of every clinic that was ever looked at. */
  touched(): readonly ScheduledSlot[];
}

export interface Place {
  readonly department: ClinicDepartment;
  readonly doctor: ClinicDoctor;
}

export interface Clinic extends Place {
  readonly slots: readonly ScheduledSlot[];
}

/** The id of a doctor's period that begins at a time of day. */
export const slotIdOf = (day: string, doctorId: string, from: string) =>
  `${day.replaceAll('-', '')}-${doctorId}-${from.replace(':', '')}`;

export function createSchedule(world: HospitalWorld, now: () => number): Schedule {
  const localTime = createLocalTime(world.timeZone);
  const clinics = new Map<string, readonly ScheduledSlot[]>();
  const cancelled = new Set<string>();
  const places = new Map<string, Place>(
    world.departments.flatMap((department) =>
      department.doctors.map((doctor): [string, Place] => [doctor.id, { department, doctor }]),
    ),
  );

  const today = () => localTime(now()).day;

  function sameDay(): SameDay {
    const begun = world.policy.sameDay.filter(({ from }) => from <= today());
    return begun.sort((a, b) => (a.from < b.from ? -1 : 1)).at(-1)?.mode ?? 'on';
  }

  function isClosed(department: ClinicDepartment, day: string): boolean {
    if (day !== today()) return false;
    const mode = sameDay();
    return mode === 'off' || (mode === 'emergencyOnly' && !department.emergency);
  }

  const isOffered = (day: string) => day >= today() && day <= dayAfter(today(), world.policy.daysAhead);

  /** A doctor's slots of a day, made when first asked for. */
  function slotsOf({ department, doctor }: Place, day: string): readonly ScheduledSlot[] {
    const key = `${day} ${doctor.id}`;
    const known = clinics.get(key);
    if (known) return known;
    const made = doctor.periods.map((period) => {
      const id = slotIdOf(day, doctor.id, period.from);
      return { id, day, department, doctor, period, price: doctor.price, soldElsewhere: 0, takenBy: new Set<string>() };
    });
    clinics.set(key, made);
    return made;
  }

  function slot(slotId: string): ScheduledSlot | undefined {
    const [, date, doctorId] = /^(\d{8})-(.+)-\d{4}$/.exec(slotId) ?? [];
    const place = places.get(doctorId ?? '');
    if (!date || !place) return undefined;
    const day = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
    const isDay = !Number.isNaN(Date.parse(`${day}T00:00:00Z`));
    if (!isDay || day > dayAfter(today(), world.policy.daysAhead)) return undefined;
    return slotsOf(place, day).find(({ id }) => id === slotId);
  }

  function isOver({ day, period }: ScheduledSlot): boolean {
    const here = localTime(now());
    return day < here.day || (day === here.day && here.time >= period.to);
  }

  const isCancelled = ({ doctor, day }: Pick<ScheduledSlot, 'doctor' | 'day'>) => cancelled.has(`${doctor.id} ${day}`);
  const left = (it: ScheduledSlot) => it.period.capacity - it.soldElsewhere - it.takenBy.size;

  /** The slots of a doctor on a day that can be chosen, the full ones among them. */
  const openSlots = (place: Place, day: string) => slotsOf(place, day).filter((it) => !isOver(it) && !isCancelled(it));

  const shown = (it: ScheduledSlot): Slot => ({
    id: it.id,
    from: it.period.from,
    to: it.period.to,
    left: left(it),
    price: it.price,
  });

  return {
    today,
    time: () => localTime(now()).time,
    sameDay,
    isClosed,
    place: (doctorId) => places.get(doctorId),
    slot,
    slotAt: (doctorId, day, from) => slot(slotIdOf(day, doctorId, from)),
    left,
    isOver,
    isCancelled,
    departments(day) {
      if (!isOffered(day)) return [];
      const offered = world.departments.filter((department) => !isClosed(department, day));
      return offered.map((department) => {
        const open = department.doctors.flatMap((doctor) => openSlots({ department, doctor }, day));
        const { id, name, place, emergency = false } = department;
        return { id, name, place, left: open.reduce((sum, it) => sum + left(it), 0), emergency };
      });
    },
    doctors(departmentId, day) {
      const department = world.departments.find(({ id }) => id === departmentId);
      if (!department) return undefined;
      if (!isOffered(day) || isClosed(department, day)) return [];
      return department.doctors.flatMap((doctor) => {
        const open = openSlots({ department, doctor }, day);
        const { id, name, title, speciality, place } = doctor;
        return open.length === 0 ? [] : [{ id, name, title, speciality, place, slots: open.map(shown) }];
      });
    },
    clinics: (day) => [...places.values()].map((place) => ({ ...place, slots: slotsOf(place, day) })),
    setCancelled(doctorId, day, isCancelledNow) {
      if (!places.has(doctorId)) throw new RangeError(`no doctor ${doctorId}`);
      if (isCancelledNow) cancelled.add(`${doctorId} ${day}`);
      else cancelled.delete(`${doctorId} ${day}`);
    },
    touched: () => [...clinics.values()].flat(),
  };
}
