import type { SnapshotFrom } from 'xstate';
import type { Doctor, Slot } from '../../hospital/contract/schedule.ts';
import type { Choice, DoctorChoice, PeriodChoice } from '../../screen/parts.ts';
import type { Screen } from '../../screen.ts';
import { dayAfter } from '../../zone.ts';
import { identifyScreen } from '../identify/identify-screen.ts';
import { pageOf, pageSizes } from '../paging.ts';
import { type PayingAt, settlementScreen } from '../settlement/settlement-screen.ts';
import type { registrationMachine } from './registration-machine.ts';
import { appointmentOf, daysOf, type RegistrationContext } from './registration-setup.ts';

type Snapshot = SnapshotFrom<typeof registrationMachine>;

export function registrationScreen(snapshot: Snapshot, at: PayingAt): Screen {
  const { context } = snapshot;
  switch (snapshot.value) {
    case 'identifying':
      return identifyScreen(snapshot.children.identify?.getSnapshot());
    case 'choosingDay': {
      const { items, page } = pageOf(daysOf(context), context.page, pageSizes.departments);
      const choices = items.map((day) => dayChoice(day, context));
      return { name: 'chooseOne', what: 'day', patient: context.patient?.masked ?? '', choices, page };
    }
    case 'choosingDepartment': {
      const { items, page } = pageOf(context.departments, context.page, pageSizes.departments);
      const departments = items.map(({ id, name, place, left }) => ({ id, name, place, left }));
      return {
        name: 'chooseDepartment',
        patient: context.patient?.masked ?? '',
        day: context.day,
        departments,
        page,
      };
    }
    case 'choosingDoctor': {
      const { items, page } = pageOf(context.doctors, context.page, pageSizes.doctors);
      return { name: 'chooseDoctor', department: departmentOf(context), doctors: items.map(doctorChoice), page };
    }
    case 'choosingPeriod': {
      if (!context.doctor) break;
      const { items, page } = pageOf(context.doctor.slots, context.page, pageSizes.periods);
      return {
        name: 'choosePeriod',
        department: departmentOf(context),
        doctor: doctorChoice(context.doctor),
        place: context.doctor.place,
        day: context.day,
        periods: items.map(periodChoice),
        page,
      };
    }
    case 'asking':
      return { name: 'working', work: 'asking' };
    case 'reviewing':
      return { name: 'confirmAppointment', appointment: appointmentOf(context), split: context.split };
    case 'settling':
      return settlementScreen(snapshot.children.settlement?.getSnapshot(), at);
    default:
      break;
  }
  return { name: 'working', work: 'loadingSchedule' };
}

function dayChoice(day: string, { today, policy }: RegistrationContext): Choice {
  const relative = day === today ? 'today' : day === dayAfter(today, 1) ? 'tomorrow' : undefined;
  const emergencies = day === today && policy.registration.sameDay === 'emergencyOnly';
  return {
    id: day,
    title: { day },
    details: relative === undefined ? [] : [{ word: relative }],
    ...(emergencies && { mark: 'emergencyOnly' as const }),
    open: true,
  };
}

const departmentOf = (context: RegistrationContext) => context.department?.name ?? { zh: '', en: '' };

function doctorChoice({ id, name, title, speciality, slots }: Doctor): DoctorChoice {
  return {
    id,
    name,
    title,
    speciality,
    left: slots.reduce((sum, slot) => sum + slot.left, 0),
    price: Math.min(...slots.map((slot) => slot.price)),
  };
}

const periodChoice = ({ id, from, to, left, price }: Slot): PeriodChoice => ({ id, from, to, left, price });
