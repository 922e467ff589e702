/** The parts screens are put together from: lists, rows, prices. Masked, flat and serialisable. */
import type { DeviceKind } from '../../device-drivers/contract/device-event.ts';
import type { Fault } from '../../device-drivers/contract/fault.ts';
import type { Label, Word } from './words.ts';

export type Language = 'zh' | 'en';

/** A text that comes from the hospital in both languages (a department's name, a place). */
export interface LocalText {
  readonly zh: string;
  readonly en: string;
}

/** Which page of a long list is showing; pages count from 1. */
export interface Page {
  readonly at: number;
  readonly of: number;
  /** Its items can be found by their pinyin initial (`initials`); `letter` when only those of one are shown. */
  readonly byInitial?: { readonly letter?: string };
}

/** The hours of the clinic today, and whether it is open now. Times are HH:MM in the hospital's zone. */
export interface ClinicHours {
  readonly today: readonly { readonly from: string; readonly to: string }[];
  readonly open: boolean;
  /** When it opens next, where it is closed now and the hospital's week says so. `day` is YYYY-MM-DD, so many days ahead. */
  readonly next?: { readonly day: string; readonly ahead: number; readonly from: string };
}

export interface DepartmentChoice {
  readonly id: string;
  readonly name: LocalText;
  readonly place: LocalText;
  /** Numbers left on that day over all its doctors. */
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

/** As much of a name or a number as all may see: 张*三. A text becomes it by `terminal/identity/mask.ts`. */
export type Masked = `${string}*${string}`;

export type Value =
  | { readonly text: LocalText }
  /** The same in every language: a masked name, a number. */
  | { readonly plain: string }
  | { readonly fen: number }
  /** YYYY-MM-DD, and HH:MM where there are times. */
  | { readonly day: string; readonly from?: string; readonly to?: string }
  | { readonly count: number }
  /** Pages of paper. */
  | { readonly sheets: number }
  | { readonly word: Word };

/** What says who somebody is. */
type PersonalLabel = Extract<Label, 'patient' | 'idNumber' | 'phone'>;

export type Row =
  | { readonly label: Exclude<Label, PersonalLabel>; readonly value: Value }
  | { readonly label: PersonalLabel; readonly value: { readonly plain: Masked } };

/** One tile of a list. */
export interface Choice {
  readonly id: string;
  readonly title: Value;
  /** Smaller words under the title, at most three. */
  readonly details: readonly Value[];
  /** Fen. */
  readonly amount?: number;
  /** Its state, where it has one worth a word. */
  readonly mark?: Word;
  /** Whether it can be tapped; one that cannot says why by its mark. */
  readonly open: boolean;
  /** It can be read on the screen: a small button beside it sends `choose` with `read:` and its id. */
  readonly readable?: true;
}

/** One of several records, by whose it is. */
export interface RecordChoice extends Choice {
  readonly title: { readonly plain: Masked };
}

/** A price and who bears it, in fen. `insured` is everything but the patient's own part; the two sum to the total. */
export interface Split {
  readonly total: number;
  readonly insured: number;
  readonly self: number;
}

/** What is being registered for: who, where, when, how much. */
export interface Appointment {
  readonly patient: Masked;
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

/** What became of the patient's money. Amounts in fen. */
export type MoneyWord =
  /** Nothing was taken. */
  | { readonly money: 'untouched' }
  /** Paid, and what was paid for is the patient's. */
  | { readonly money: 'kept'; readonly amount: number }
  /** Paid, and given back to the payer's account. */
  | { readonly money: 'refunded'; readonly amount: number }
  /** Paid; the refund is under way and needs nothing from the patient. */
  | { readonly money: 'refunding'; readonly amount: number }
  /** Whether it was paid or confirmed is not known yet; the terminal goes on asking by itself. */
  | { readonly money: 'settling'; readonly amount: number }
  /** It could not be given back by itself: the window does it, by the number shown. */
  | { readonly money: 'window'; readonly amount: number };

export interface ReportLine {
  readonly name: LocalText;
  readonly value: string;
  readonly unit: string;
  readonly range: string;
  readonly mark: 'normal' | 'high' | 'low';
}

/** Actions by their taps: `test:KIND`, `cards:KIND` and `sheets:KIND` to enter a refill, `bin:KIND` when a bin was emptied. */
export interface TechnicianDevice {
  readonly device: DeviceKind;
  readonly state: Word;
  readonly fault?: Fault;
  readonly rows: readonly Row[];
  readonly actions: readonly ('test' | 'cards' | 'sheets' | 'bin')[];
}
