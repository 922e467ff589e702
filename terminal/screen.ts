/**
 * What the terminal shows and what a finger may answer. The page draws a `Shown` and sends back taps; it knows nothing
 * else of the terminal. Everything here is masked, flat and serialisable.
 */
import type { DeviceKind } from '../device-drivers/contract/device-event.ts';
import type { Fault } from '../device-drivers/contract/fault.ts';
import type { ErrandName, ErrandStep, ErrandTile } from './screen/errands.ts';
import type { Mode, Modes } from './screen/modes.ts';
import type {
  Appointment,
  Choice,
  ClinicHours,
  DepartmentChoice,
  DoctorChoice,
  Language,
  LocalText,
  Masked,
  MoneyWord,
  Page,
  PeriodChoice,
  RecordChoice,
  ReportLine,
  Row,
  Split,
  TechnicianDevice,
} from './screen/parts.ts';
import type { Again, Done, Option, Thing, Trouble, Way, Work } from './screen/words.ts';

export type Screen =
  /** After a start: devices are drained, unfinished orders asked about. */
  | { readonly name: 'starting' }
  /** Nobody is here. */
  | {
      readonly name: 'attract';
      readonly errands: readonly ErrandTile[];
      /** When the clinic is open; absent until the hospital has told. */
      readonly hours?: ClinicHours;
      /** What the hospital has to say to everybody; may be empty. */
      readonly announcements: readonly LocalText[];
    }
  /** A technician closed the terminal. */
  | { readonly name: 'outOfService' }
  | { readonly name: 'menu'; readonly errands: readonly ErrandTile[]; readonly page: Page }
  /** Show who you are in any of these ways; `typedId` and `booking` are tapped (`choose`), the others are shown to the machine. */
  | {
      readonly name: 'presentCredential';
      readonly whose: 'patient' | 'guardian';
      readonly ways: readonly Way[];
      readonly again?: Again;
    }
  /** A card was found, and is being read; `way` says where it lies. */
  | { readonly name: 'readingCard'; readonly way: Extract<Way, 'idCard' | 'hospitalCard' | 'socialSecurityCard'> }
  /** A number pad; the page keeps the digits until they are entered (`enter`). */
  | {
      readonly name: 'enterNumber';
      readonly what: 'idNumber' | 'bookingCode' | 'phone' | 'pin' | 'oneTimeCode' | 'cards' | 'sheets';
      readonly again?: Again;
    }
  | {
      readonly name: 'chooseOne';
      readonly what: 'record';
      readonly patient?: Masked;
      readonly choices: readonly RecordChoice[];
      readonly page: Page;
    }
  | {
      readonly name: 'chooseOne';
      readonly what: 'day' | 'booking' | 'transaction' | 'records' | 'span' | 'slip' | 'cardKind';
      /** Absent before it is known who is here. */
      readonly patient?: Masked;
      readonly choices: readonly Choice[];
      readonly page: Page;
    }
  /** Tiles that are tapped on and off; `confirm` goes on with the chosen ones. */
  | {
      readonly name: 'chooseSome';
      readonly what: 'bills' | 'refundItems' | 'reports';
      readonly patient: Masked;
      readonly choices: readonly Choice[];
      readonly chosen: readonly string[];
      /** Of the chosen: fen of bills and items, pages of reports. */
      readonly sum: number;
      readonly page: Page;
    }
  | {
      readonly name: 'chooseDepartment';
      readonly patient: Masked;
      readonly day: string;
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
  | { readonly name: 'confirmAppointment'; readonly appointment: Appointment; readonly split: Split }
  /** A summary to read and answer. */
  | {
      readonly name: 'review';
      readonly what: 'booking' | 'cancellation' | 'bills' | 'refund' | 'card' | 'newRecord' | 'transaction';
      readonly rows: readonly Row[];
      readonly items?: readonly { readonly title: LocalText; readonly amount: number }[];
      readonly split?: Split;
      readonly options: readonly Option[];
    }
  /** The initials that a long list has, to jump to one (`choose` with the letter); `back` to the list. */
  | { readonly name: 'chooseInitial'; readonly letters: readonly string[] }
  /** Prices, to be read page by page. */
  | {
      readonly name: 'prices';
      readonly list: 'services' | 'drugs';
      readonly prices: readonly { readonly title: LocalText; readonly unit: LocalText; readonly price: number }[];
      readonly page: Page;
    }
  | {
      readonly name: 'readReport';
      readonly title: LocalText;
      readonly hospital: LocalText;
      readonly day: string;
      readonly lines: readonly ReportLine[];
      readonly conclusion?: LocalText;
      readonly page: Page;
    }
  /** The machine is busy; `work` says with what, in the patient's words. Where nothing was begun yet it can be left (`cancel`). */
  | { readonly name: 'working'; readonly work: Work; readonly canLeave?: true }
  | {
      readonly name: 'pay';
      /** What is paid for. */
      readonly rows: readonly Row[];
      readonly split: Split;
      /** What the QR code carries. */
      readonly code: string;
      readonly orderNumber: string;
      /** HH:MM until which it is kept for the patient. */
      readonly heldUntil: string;
      /** The payer's own code can be held before the scanner instead. */
      readonly scan: boolean;
      readonly again?: Again;
      /** The platform says that the payer is typing a password. */
      readonly payerBusy: boolean;
    }
  | { readonly name: 'confirming'; readonly amount: number }
  /** The new card sticks out of the slot and is to be taken. */
  | { readonly name: 'takeCard' }
  | {
      readonly name: 'printing';
      readonly what: 'slip' | 'reports';
      readonly rows: readonly Row[];
      readonly queueNumber?: string;
      /** Reports: how many pages are out. */
      readonly pages?: { readonly out: number; readonly of: number };
    }
  | {
      readonly name: 'farewell';
      readonly done: Done;
      readonly rows: readonly Row[];
      readonly queueNumber?: string;
      readonly bookingCode?: string;
      /** Where to go now, one line each. */
      readonly next: readonly LocalText[];
      /** What the QR of the electronic invoice carries. */
      readonly invoice?: string;
      readonly orderNumber?: string;
      /** Whether the slip is in the outlet, or kept for printing later and why; absent where there is none. */
      readonly slip?: { readonly printed: true } | { readonly printed: false; readonly fault: Fault };
      readonly take: readonly Thing[];
    }
  | {
      readonly name: 'trouble';
      readonly trouble: Trouble;
      readonly money: MoneyWord;
      /** What to show at the window: the order's number, or the terminal's and the visit's where there is no order. */
      readonly reference?: string;
      /** Reports: pages that are out, of so many. */
      readonly pages?: { readonly out: number; readonly of: number };
      readonly take: readonly Thing[];
    }
  /**
   * For technicians: every device, its state and counters. `choose` a device's action by its id, or `service` to close the
   * terminal and open it again; `cancel` leaves.
   */
  | {
      readonly name: 'technician';
      readonly devices: readonly TechnicianDevice[];
      readonly inService: boolean;
      readonly rows: readonly Row[];
      /** What came of the last self-test or refill. */
      readonly outcome?: { readonly device: DeviceKind; readonly ok: boolean; readonly fault?: Fault };
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
  readonly modes: Modes;
  /** Seconds until this screen ends by itself; absent where it does not. */
  readonly secondsLeft?: number;
  /** The patient has been silent: the visit ends in so many seconds unless one asks for more time. */
  readonly warning?: { readonly secondsLeft: number };
  /** The errand going on, its steps, and which of them this screen belongs to, from 0. */
  readonly progress?: { readonly errand: ErrandName; readonly steps: readonly ErrandStep[]; readonly at: number };
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
  /** A tile of a list, by its id; an option of a summary; a way to say who one is; a technician's action. */
  | { readonly kind: 'choose'; readonly id: string }
  /** What was typed on the number pad: digits, and X in an ID number. */
  | { readonly kind: 'enter'; readonly text: string }
  | { readonly kind: 'nextPage' }
  | { readonly kind: 'previousPage' }
  /** Asks for the initials of a long list. */
  | { readonly kind: 'initials' }
  | { readonly kind: 'back' }
  /** Ends the visit (or, at the payment, gives the payment up). */
  | { readonly kind: 'cancel' }
  | { readonly kind: 'confirm' }
  | { readonly kind: 'moreTime' }
  | { readonly kind: 'finish' }
  /** A hidden, long press: somebody who services the terminal. */
  | { readonly kind: 'technician' }
  | { readonly kind: 'language'; readonly language: Language }
  | { readonly kind: 'mode'; readonly mode: Mode; readonly on: boolean };

/** One message from the page: a tap, and the revision of the screen it was made on. */
export interface Tapped {
  readonly tap: Tap;
  readonly revision: number;
}
