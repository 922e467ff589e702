/** Folds the machines' state into the one value the page draws. Pure. */
import type { SnapshotFrom } from 'xstate';
import type { Ending } from '../flows/ending.ts';
import type { identifyMachine } from '../flows/identify-machine.ts';
import { pageOf, pageSizes } from '../flows/paging.ts';
import type { registrationMachine } from '../flows/registration-machine.ts';
import { appointmentOf, type RegistrationContext } from '../flows/registration-setup.ts';
import type { Doctor, Slot } from '../hospital/contract.ts';
import type { DoctorChoice, PeriodChoice, RegistrationStep, Screen, ScreenName } from '../screen.ts';
import type { VisitSnapshot } from './visit-machine.ts';

type RegistrationSnapshot = SnapshotFrom<typeof registrationMachine>;
type Work = Extract<Screen, { name: 'working' }>['work'];
type IdentifySnapshot = SnapshotFrom<typeof identifyMachine>;

export function screenOf(snapshot: VisitSnapshot): Screen {
  const { services, ending } = snapshot.context;
  if (snapshot.matches('starting')) return { name: 'starting' };
  if (snapshot.matches('attract')) return { name: 'attract', errands: services.errands };
  if (snapshot.matches({ present: { doing: 'menu' } })) return { name: 'menu', errands: services.errands };
  if (snapshot.matches({ present: { doing: 'errand' } })) {
    const errand = snapshot.children.errand?.getSnapshot();
    return errand ? registrationScreen(errand) : { name: 'working', work: 'loadingSchedule' };
  }
  if (snapshot.matches({ present: { doing: 'farewell' } })) return lastScreen(ending, services.cardOnReader);
  return { name: 'trouble', trouble: 'terminalFault', money: { money: 'untouched' }, cardOnReader: false };
}

function registrationScreen(snapshot: RegistrationSnapshot): Screen {
  const { context } = snapshot;
  const { value } = snapshot;
  if (typeof value === 'object') return orderScreen(value.ordering, context);
  switch (value) {
    case 'identifying':
      return identifyScreen(snapshot.children.identify?.getSnapshot());
    case 'choosingDepartment': {
      const { items, page } = pageOf(context.departments, context.page, pageSizes.departments);
      return { name: 'chooseDepartment', patient: context.patient?.masked ?? '', departments: items, page };
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
    case 'reviewing':
      return { name: 'confirmAppointment', appointment: appointmentOf(context) };
    case 'checkingPrinter':
      return { name: 'working', work: 'checkingPrinter' };
    case 'loadingDepartments':
    case 'loadingDoctors':
    case 'done':
      break;
  }
  return { name: 'working', work: 'loadingSchedule' };
}

function orderScreen(phase: string, context: RegistrationContext): Screen {
  const { order } = context;
  switch (phase) {
    case 'paying':
      return {
        name: 'pay',
        amount: order?.price ?? 0,
        code: order?.code ?? '',
        appointment: appointmentOf(context),
        orderNumber: order?.order ?? '',
        payerBusy: context.payerBusy,
      };
    case 'confirming':
      return { name: 'confirming', amount: order?.price ?? 0 };
    case 'fulfilled':
      return { name: 'printing', appointment: appointmentOf(context), queueNumber: order?.ticket?.queueNumber ?? '' };
    case 'opening':
      return { name: 'working', work: order?.lock === 'held' ? 'creatingOrder' : 'lockingSlot' };
    default:
      return { name: 'working', work: 'cancellingOrder' };
  }
}

function identifyScreen(snapshot: IdentifySnapshot | undefined): Screen {
  if (snapshot?.matches({ presenting: 'reading' })) return { name: 'readingIdCard' };
  if (snapshot?.matches('finding')) return { name: 'working', work: 'findingRecord' };
  const again = snapshot?.context.again;
  return again ? { name: 'presentIdCard', again } : { name: 'presentIdCard' };
}

function lastScreen(ending: Ending, cardOnReader: boolean): Screen {
  if (ending.kind === 'registered') {
    const { kind: _, ...what } = ending;
    return { name: 'farewell', ...what, cardOnReader };
  }
  if (ending.kind === 'trouble') {
    const { kind: _, ...what } = ending;
    return { name: 'trouble', ...what, cardOnReader };
  }
  return { name: 'working', work: 'loadingSchedule' };
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

const steps: Partial<Record<ScreenName | Work, RegistrationStep>> = {
  findingRecord: 'identify',
  loadingSchedule: 'department',
  checkingPrinter: 'pay',
  lockingSlot: 'pay',
  creatingOrder: 'pay',
  cancellingOrder: 'pay',
  presentIdCard: 'identify',
  readingIdCard: 'identify',
  chooseDepartment: 'department',
  chooseDoctor: 'doctor',
  choosePeriod: 'period',
  confirmAppointment: 'period',
  pay: 'pay',
  confirming: 'pay',
  printing: 'slip',
  farewell: 'slip',
};

/** Where in the registration a screen stands; absent where it stands in none. */
export const stepOf = (screen: Screen): RegistrationStep | undefined =>
  steps[screen.name === 'working' ? screen.work : screen.name];
