/**
 * Recorded screens, at least one of every name, for the gallery and its tests. Hospital, people and prices are
 * invented.
 */
import type { Language, ScreenName, Shown, Surround, Tap } from '../terminal/screen.ts';
import {
  allOpen,
  appointment,
  code,
  departments,
  doctor,
  doctors,
  fewOpen,
  free,
  manyPeriods,
  noneOpen,
  orderNumber,
  periods,
  queueNumber,
  surround,
  text,
} from './fixture-clinic.ts';
import type { Of } from './view.ts';

const back: Tap = { kind: 'back' };
const cancel: Tap = { kind: 'cancel' };
const confirm: Tap = { kind: 'confirm' };
const finish: Tap = { kind: 'finish' };
const choose = (id: string): Tap => ({ kind: 'choose', id });
const open = (list: readonly { readonly id: string; readonly left: number }[]) =>
  list.filter(({ left }) => left > 0).map(({ id }) => choose(id));

interface Scene<Name extends ScreenName> {
  readonly screen: Of<Name>;
  readonly around?: Partial<Surround>;
  /** What the buttons send, in the order of reading; the language button is on every screen and not named. */
  readonly taps: readonly Tap[];
}
type Scenes<Name extends ScreenName> = Readonly<Record<string, Scene<Name>>>;

const recorded = {
  starting: { starting: { screen: { name: 'starting' }, taps: [] } },
  attract: {
    attract: { screen: { name: 'attract', errands: fewOpen }, taps: [{ kind: 'begin' }] },
    'attract-all': {
      screen: { name: 'attract', errands: allOpen },
      around: { hospital: text('示例医科大学第一附属医院', 'First Affiliated Hospital of Sample Medical University') },
      taps: [{ kind: 'begin' }],
    },
    'attract-none': { screen: { name: 'attract', errands: noneOpen }, taps: [] },
  },
  menu: {
    menu: {
      screen: { name: 'menu', errands: fewOpen },
      around: { secondsLeft: 58 },
      taps: [{ kind: 'errand', errand: 'registration' }, back, cancel],
    },
    'menu-all': {
      screen: { name: 'menu', errands: allOpen },
      around: { secondsLeft: 58 },
      taps: [...allOpen.map(({ errand }): Tap => ({ kind: 'errand', errand })), back, cancel],
    },
    'still-there': {
      screen: { name: 'menu', errands: fewOpen },
      around: { warning: { secondsLeft: 12 } },
      taps: [{ kind: 'moreTime' }, cancel],
    },
  },
  presentIdCard: {
    presentIdCard: {
      screen: { name: 'presentIdCard' },
      around: { step: 0, secondsLeft: 58 },
      taps: [back, cancel],
    },
    'presentIdCard-again': {
      screen: { name: 'presentIdCard', again: 'cardUnreadable' },
      around: { step: 0, secondsLeft: 44 },
      taps: [back, cancel],
    },
    'presentIdCard-removed': {
      screen: { name: 'presentIdCard', again: 'cardRemoved' },
      around: { step: 0, secondsLeft: 44 },
      taps: [back, cancel],
    },
  },
  readingIdCard: { readingIdCard: { screen: { name: 'readingIdCard' }, around: { step: 0 }, taps: [cancel] } },
  chooseDepartment: {
    chooseDepartment: {
      screen: { name: 'chooseDepartment', patient: '张*三', departments, page: { at: 1, of: 3 } },
      around: { step: 1, secondsLeft: 58 },
      taps: [...open(departments), { kind: 'nextPage' }, back, cancel],
    },
    'chooseDepartment-last': {
      screen: {
        name: 'chooseDepartment',
        patient: '张*三',
        departments: departments.slice(0, 3),
        page: { at: 3, of: 3 },
      },
      around: { step: 1, secondsLeft: 58 },
      taps: [...open(departments.slice(0, 3)), { kind: 'previousPage' }, back, cancel],
    },
  },
  chooseDoctor: {
    chooseDoctor: {
      screen: { name: 'chooseDoctor', department: appointment.department, doctors, page: { at: 1, of: 2 } },
      around: { step: 2, secondsLeft: 58 },
      taps: [...open(doctors), { kind: 'nextPage' }, back, cancel],
    },
  },
  choosePeriod: {
    choosePeriod: {
      screen: {
        name: 'choosePeriod',
        department: appointment.department,
        doctor,
        place: appointment.place,
        day: appointment.day,
        periods,
        page: { at: 1, of: 1 },
      },
      around: { step: 3, secondsLeft: 58 },
      taps: [...open(periods), back, cancel],
    },
    'choosePeriod-many': {
      screen: {
        name: 'choosePeriod',
        department: appointment.department,
        doctor,
        place: appointment.place,
        day: appointment.day,
        periods: manyPeriods,
        page: { at: 2, of: 3 },
      },
      around: { step: 3, secondsLeft: 58 },
      taps: [...open(manyPeriods), { kind: 'previousPage' }, { kind: 'nextPage' }, back, cancel],
    },
  },
  confirmAppointment: {
    confirmAppointment: {
      screen: { name: 'confirmAppointment', appointment },
      around: { step: 3, secondsLeft: 58 },
      taps: [confirm, back, cancel],
    },
    'confirmAppointment-free': {
      screen: { name: 'confirmAppointment', appointment: free },
      around: { step: 3, secondsLeft: 58 },
      taps: [confirm, back, cancel],
    },
  },
  working: {
    working: { screen: { name: 'working', work: 'lockingSlot' }, around: { step: 4 }, taps: [] },
    'working-first': { screen: { name: 'working', work: 'findingRecord' }, taps: [] },
  },
  pay: {
    pay: {
      screen: { name: 'pay', amount: 2500, code, appointment, orderNumber, payerBusy: false },
      around: { step: 4, secondsLeft: 118 },
      taps: [cancel],
    },
    'pay-busy': {
      screen: { name: 'pay', amount: 2500, code, appointment, orderNumber, payerBusy: true },
      around: { step: 4, secondsLeft: 71 },
      taps: [cancel],
    },
  },
  confirming: {
    confirming: { screen: { name: 'confirming', amount: 2500 }, around: { step: 4 }, taps: [] },
  },
  printing: {
    printing: { screen: { name: 'printing', appointment, queueNumber }, around: { step: 5 }, taps: [] },
  },
  farewell: {
    farewell: {
      screen: { name: 'farewell', appointment, queueNumber, orderNumber, slip: { printed: true }, cardOnReader: true },
      around: { step: 5, secondsLeft: 30 },
      taps: [finish],
    },
    'farewell-no-slip': {
      screen: {
        name: 'farewell',
        appointment,
        queueNumber,
        orderNumber,
        slip: { printed: false, fault: 'paperJammed' },
        cardOnReader: false,
      },
      around: { step: 5, secondsLeft: 30 },
      taps: [finish],
    },
  },
  trouble: {
    trouble: {
      screen: {
        name: 'trouble',
        trouble: 'slotTaken',
        money: { money: 'refunding', amount: 2500 },
        reference: orderNumber,
        cardOnReader: true,
      },
      around: { secondsLeft: 30 },
      taps: [finish],
    },
    'trouble-settling': {
      screen: {
        name: 'trouble',
        trouble: 'lateConfirmation',
        money: { money: 'settling', amount: 2500 },
        reference: orderNumber,
        cardOnReader: true,
      },
      around: { secondsLeft: 30 },
      taps: [finish],
    },
    'trouble-plain': {
      screen: { name: 'trouble', trouble: 'patientUnknown', money: { money: 'untouched' }, cardOnReader: true },
      around: { secondsLeft: 30 },
      taps: [finish],
    },
  },
} satisfies { readonly [Name in ScreenName]: Scenes<Name> };

export interface RecordedScene {
  readonly title: string;
  readonly shownIn: (language: Language) => Omit<Shown, 'revision'>;
  readonly taps: readonly Tap[];
}

export const scenes: readonly RecordedScene[] = Object.values<Scenes<ScreenName>>(recorded).flatMap((ofName) =>
  Object.entries(ofName).map(([title, { screen, around, taps }]) => ({
    title,
    taps,
    shownIn: (language) => ({ screen, surround: { ...surround, ...around, language } }),
  })),
);
