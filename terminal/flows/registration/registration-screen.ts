import type { SnapshotFrom } from 'xstate';
import type { Doctor, Slot } from '../../hospital/contract/schedule.ts';
import type { Choice, DoctorChoice, PeriodChoice } from '../../screen/parts.ts';
import type { WholeScreen } from '../../visit/pages.ts';
import { dayAfter } from '../../zone.ts';
import { identifyScreen } from '../identify/identify-screen.ts';
import { type PayingAt, settlementScreen } from '../settlement/settlement-screen.ts';
import { known } from '../supplied.ts';
import { working } from '../working.ts';
import type { registrationMachine } from './registration-machine.ts';
import { appointmentOf, daysOf, type RegistrationContext } from './registration-setup.ts';

type Snapshot = SnapshotFrom<typeof registrationMachine>;

export function registrationScreen(snapshot: Snapshot, at: PayingAt): WholeScreen {
  const { context } = snapshot;
  switch (snapshot.value) {
    case 'identifying':
      return identifyScreen(snapshot.children.identify?.getSnapshot());
    case 'choosingDay': {
      const choices = daysOf(context).map((day) => dayChoice(day, context));
      return { name: 'chooseOne', what: 'day', patient: known(context.patient).masked, choices };
    }
    case 'choosingDepartment': {
      const departments = context.departments.map(({ id, name, place, left }) => ({ id, name, place, left }));
      return { name: 'chooseDepartment', patient: known(context.patient).masked, day: context.day, departments };
    }
    case 'choosingDoctor':
      return { name: 'chooseDoctor', department: departmentOf(context), doctors: context.doctors.map(doctorChoice) };
    case 'choosingPeriod': {
      if (!context.doctor) break;
      return {
        name: 'choosePeriod',
        department: departmentOf(context),
        doctor: doctorChoice(context.doctor),
        place: context.doctor.place,
        day: context.day,
        periods: context.doctor.slots.map(periodChoice),
      };
    }
    case 'asking':
      return working('asking', snapshot);
    case 'reviewing':
      return { name: 'confirmAppointment', appointment: appointmentOf(context), split: context.split };
    case 'settling':
      return settlementScreen(snapshot.children.settlement?.getSnapshot(), at);
    default:
      break;
  }
  return working('loadingSchedule', snapshot);
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
