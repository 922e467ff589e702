import { type ErrandName, type ErrandStep, errandSteps } from '../screen/errands.ts';
import type { WholeScreen } from './pages.ts';

/** Which step of an errand a screen belongs to; nothing where it belongs to none. */
function stepOf(screen: WholeScreen): ErrandStep | undefined {
  switch (screen.name) {
    case 'presentCredential':
    case 'readingCard':
      return 'identify';
    case 'enterNumber':
      return screen.what === 'phone' ? 'details' : 'identify';
    case 'chooseDepartment':
      return 'department';
    case 'chooseDoctor':
      return 'doctor';
    case 'choosePeriod':
    case 'confirmAppointment':
      return 'period';
    case 'chooseOne':
      if (screen.what === 'record') return 'identify';
      return screen.what === 'day' ? 'department' : 'choose';
    case 'chooseSome':
      return screen.what === 'refundItems' ? 'review' : 'choose';
    case 'review':
      if (screen.what === 'newRecord' || screen.what === 'card') return 'details';
      return screen.what === 'refund' || screen.what === 'transaction' ? 'review' : 'choose';
    case 'prices':
    case 'readReport':
      return 'choose';
    case 'pay':
    case 'confirming':
      return 'pay';
    case 'takeCard':
      return 'card';
    case 'printing':
      return screen.what === 'reports' ? 'print' : 'slip';
    case 'farewell':
      return 'slip';
    case 'working':
      return workSteps[screen.work];
    default:
      return undefined;
  }
}

const workSteps: Partial<Record<Extract<WholeScreen, { name: 'working' }>['work'], ErrandStep>> = {
  findingRecord: 'identify',
  creatingRecord: 'details',
  loadingSchedule: 'department',
  loadingRecords: 'choose',
  loadingReport: 'choose',
  asking: 'period',
  checkingPrinter: 'pay',
  lockingSlot: 'pay',
  creatingOrder: 'pay',
  charging: 'pay',
  cancellingOrder: 'pay',
  cancellingBooking: 'slip',
  refunding: 'slip',
  takingCard: 'card',
  writingCard: 'card',
  bindingCard: 'card',
  capturingCard: 'card',
};

export interface Progress {
  readonly errand: ErrandName;
  readonly steps: readonly ErrandStep[];
  readonly at: number;
}

/** All steps of all errands in the one order that each of them keeps. */
const order: readonly ErrandStep[] = [
  'identify',
  'details',
  'department',
  'doctor',
  'period',
  'choose',
  'review',
  'pay',
  'card',
  'print',
  'slip',
];

/** Where in its errand a screen stands: where the errand has no such step it is the next one it has, or the last. */
export function progressOf(screen: WholeScreen, errand: ErrandName | undefined): Progress | undefined {
  const step = stepOf(screen);
  if (!errand || !step) return undefined;
  const steps: readonly ErrandStep[] = errandSteps[errand];
  const next = steps.findIndex((it) => order.indexOf(it) >= order.indexOf(step));
  return { errand, steps, at: next < 0 ? steps.length - 1 : next };
}
