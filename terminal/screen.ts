/**
 * What the terminal shows and what a finger may answer. The page draws a `Shown` and sends back taps; it knows nothing
 * else of the terminal. Everything here is masked, flat and serialisable.
 */
import type { Fault } from '../device-drivers/contract/fault.ts';

export type Language = 'zh' | 'en';

/** A text that comes from the hospital in both languages (a department's name, a place). */
export interface LocalText {
  readonly zh: string;
  readonly en: string;
}

export type ErrandName = 'registration' | 'card' | 'collection' | 'payment' | 'report' | 'records';

/** Why an errand cannot be done at this terminal now. */
export type ErrandClosed =
  | 'notOffered'
  | 'idReaderDown'
  | 'printerDown'
  | 'paperOut'
  | 'hospitalSilent'
  | 'outOfService';

export type ErrandTile =
  | { readonly errand: ErrandName; readonly open: true }
  | { readonly errand: ErrandName; readonly open: false; readonly why: ErrandClosed };

export type RegistrationStep = 'identify' | 'department' | 'doctor' | 'period' | 'pay' | 'slip';

export const registrationSteps: readonly RegistrationStep[] = [
  'identify',
  'department',
  'doctor',
  'period',
  'pay',
  'slip',
];

/** Which page of a long list is showing; pages count from 1. */
export interface Page {
  readonly at: number;
  readonly of: number;
}

export interface DepartmentChoice {
  readonly id: string;
  readonly name: LocalText;
  readonly place: LocalText;
  /** Numbers left today over all its doctors. */
  readonly left: number;
}

export interface DoctorChoice {
  readonly id: string;
  readonly name: LocalText;
  readonly title: LocalText;
  readonly speciality: LocalText;
  readonly left: number;
  /** Fen. */
  readonly price: number;
}

export interface PeriodChoice {
  readonly id: string;
  /** HH:MM in the terminal's zone. */
  readonly from: string;
  readonly to: string;
  readonly left: number;
  /** Fen. */
  readonly price: number;
}

/** What is being registered for: who, where, when, how much. */
export interface Appointment {
  /** Masked: 张*三. */
  readonly patient: string;
  readonly department: LocalText;
  readonly doctor: LocalText;
  readonly place: LocalText;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly from: string;
  readonly to: string;
  /** Fen. */
  readonly price: number;
}

/** What an errand ended in when it did not end well: each has its own words, in both languages, in the page. */
export type Trouble =
  | Fault
  | 'patientUnknown'
  | 'patientBlocked'
  | 'nameDiffers'
  | 'slotTaken'
  | 'alreadyRegistered'
  | 'notAllowed'
  | 'hospitalSilent'
  | 'hospitalRefused'
  /** The code was not paid in time; nothing was taken. */
  | 'notPaid'
  /** It was paid after its time was over; the number is gone, the money goes back. */
  | 'paidLate'
  /** The patient gave the payment up, and it had been paid. */
  | 'cancelled'
  | 'priceChanged'
  | 'lateConfirmation'
  | 'terminalFault';

/** What became of the patient's money. Amounts in fen. */
export type MoneyWord =
  /** Nothing was taken. */
  | { readonly money: 'untouched' }
  /** Paid, and given back to the payer's account. */
  | { readonly money: 'refunded'; readonly amount: number }
  /** Paid; the refund is under way and needs nothing from the patient. */
  | { readonly money: 'refunding'; readonly amount: number }
  /** Whether it was paid or confirmed is not known yet; the terminal goes on asking by itself. */
  | { readonly money: 'settling'; readonly amount: number };

export type Screen =
  /** After a start: devices are drained, unfinished orders asked about. */
  | { readonly name: 'starting' }
  /** Nobody is here. */
  | { readonly name: 'attract'; readonly errands: readonly ErrandTile[] }
  | { readonly name: 'menu'; readonly errands: readonly ErrandTile[] }
  | { readonly name: 'presentIdCard'; readonly again?: 'cardRemoved' | 'cardUnreadable' }
  | { readonly name: 'readingIdCard' }
  | {
      readonly name: 'chooseDepartment';
      readonly patient: string;
      readonly departments: readonly DepartmentChoice[];
      readonly page: Page;
    }
  | {
      readonly name: 'chooseDoctor';
      readonly department: LocalText;
      readonly doctors: readonly DoctorChoice[];
      readonly page: Page;
    }
  | {
      readonly name: 'choosePeriod';
      readonly department: LocalText;
      readonly doctor: DoctorChoice;
      readonly place: LocalText;
      /** YYYY-MM-DD. */
      readonly day: string;
      readonly periods: readonly PeriodChoice[];
      readonly page: Page;
    }
  | { readonly name: 'confirmAppointment'; readonly appointment: Appointment }
  /** The machine is busy; `work` says with what, in the patient's words. */
  | {
      readonly name: 'working';
      readonly work:
        | 'findingRecord'
        | 'loadingSchedule'
        | 'checkingPrinter'
        | 'lockingSlot'
        | 'creatingOrder'
        | 'cancellingOrder';
    }
  | {
      readonly name: 'pay';
      /** Fen. */
      readonly amount: number;
      /** What the QR code carries. */
      readonly code: string;
      readonly appointment: Appointment;
      readonly orderNumber: string;
      /** The platform says that the payer is typing a password. */
      readonly payerBusy: boolean;
    }
  | { readonly name: 'confirming'; readonly amount: number }
  | { readonly name: 'printing'; readonly appointment: Appointment; readonly queueNumber: string }
  | {
      readonly name: 'farewell';
      readonly appointment: Appointment;
      readonly queueNumber: string;
      readonly orderNumber: string;
      /** Whether the slip is in the outlet, or kept for printing later and why. */
      readonly slip: { readonly printed: true } | { readonly printed: false; readonly fault: Fault };
      /** The ID card still lies on the reader. */
      readonly cardOnReader: boolean;
    }
  | {
      readonly name: 'trouble';
      readonly trouble: Trouble;
      readonly money: MoneyWord;
      /** What to show at the window; absent when nothing happened that a window could look up. */
      readonly reference?: string;
      readonly cardOnReader: boolean;
    };

export type ScreenName = Screen['name'];

/** What stands around every screen. */
export interface Surround {
  readonly hospital: LocalText;
  /** Where this terminal stands. */
  readonly place: LocalText;
  /** HH:MM in the terminal's zone. */
  readonly time: string;
  readonly language: Language;
  /** Seconds until this screen ends by itself; absent where it does not. */
  readonly secondsLeft?: number;
  /** The patient has been silent: the visit ends in so many seconds unless one asks for more time. */
  readonly warning?: { readonly secondsLeft: number };
  /** Where in the errand this screen is: index into `registrationSteps`. */
  readonly step?: number;
  /** Pixels per inch of the screen, from the configuration; all sizes are in millimetres through it. */
  readonly ppi: number;
}

/** One message to the page. `revision` grows with every change of what can be tapped, not with the ticking seconds. */
export interface Shown {
  readonly revision: number;
  readonly screen: Screen;
  readonly surround: Surround;
}

export type Tap =
  | { readonly kind: 'begin' }
  | { readonly kind: 'errand'; readonly errand: ErrandName }
  /** A tile of a list, by its id. */
  | { readonly kind: 'choose'; readonly id: string }
  | { readonly kind: 'nextPage' }
  | { readonly kind: 'previousPage' }
  | { readonly kind: 'back' }
  /** Ends the visit (or, at the payment, gives the payment up). */
  | { readonly kind: 'cancel' }
  | { readonly kind: 'confirm' }
  | { readonly kind: 'moreTime' }
  | { readonly kind: 'finish' }
  | { readonly kind: 'language'; readonly language: Language };

/** One message from the page: a tap, and the revision of the screen it was made on. */
export interface Tapped {
  readonly tap: Tap;
  readonly revision: number;
}
