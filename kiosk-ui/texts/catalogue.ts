import type { ErrandClosed, ErrandName, ErrandStep, ErrandTile } from '../../terminal/screen/errands.ts';
import type { Mode } from '../../terminal/screen/modes.ts';
import type { MoneyWord, ReportLine } from '../../terminal/screen/parts.ts';
import type { Again, Done, Label, Option, Thing, Trouble, Way, Word, Work } from '../../terminal/screen/words.ts';
import type { Screen, ScreenName } from '../../terminal/screen.ts';
import type { WrongPart } from '../parts/typed-number.ts';

/** The one big sentence of a screen. `\n` ends a line; a line is at most 16 characters in Chinese, 38 in English. */
export type Sentence = string;

export interface TroubleWords {
  readonly happened: Sentence;
  /** What the patient can do now. */
  readonly now: string;
}

type Of<Name extends ScreenName> = Extract<Screen, { name: Name }>;
type Note = NonNullable<Extract<ErrandTile, { open: true }>['note']>;
type Typed = Of<'enterNumber'>['what'];

/** The closed sets of small words. */
export interface SmallWords {
  readonly words: Record<Word, string>;
  readonly labels: Record<Label, string>;
  readonly options: Record<Option, string>;
}

/** What stands on the way through an errand. */
export interface WayWords {
  readonly errands: Record<ErrandName, { readonly name: string; readonly about: string }>;
  readonly closed: Record<ErrandClosed, string>;
  readonly notes: Record<Note, string>;
  readonly steps: Record<ErrandStep, string>;
  /** With the ID card as the only way, and with several. */
  readonly present: Record<Of<'presentCredential'>['whose'], { readonly idCard: Sentence; readonly several: Sentence }>;
  readonly guardianHint: string;
  readonly oneOfThese: string;
  readonly ways: Record<Way, { readonly name: string; readonly how: string }>;
  readonly again: Record<Again, string>;
  readonly enter: Record<Typed, { readonly sentence: Sentence; readonly hint: string }>;
  readonly chooseOne: Record<Of<'chooseOne'>['what'], Sentence>;
  readonly chooseSome: Record<Of<'chooseSome'>['what'], { readonly sentence: Sentence; readonly goOn: string }>;
  readonly review: Record<Of<'review'>['what'], { readonly sentence: Sentence; readonly hint: string }>;
  readonly prices: Record<Of<'prices'>['list'], Sentence>;
  readonly work: Record<Work, Sentence>;
}

/** How an errand ends. */
export interface EndWords {
  readonly done: Record<Done, Sentence>;
  readonly things: Record<Thing, { readonly take: string; readonly from: string }>;
  readonly printing: Record<Of<'printing'>['what'], { readonly sentence: Sentence; readonly from: string }>;
  readonly money: { readonly [M in MoneyWord['money']]: (amount: string) => string };
}

/** Every word the page says, in one language. A language that lacks one does not compile. */
export interface Catalogue extends SmallWords, WayWords, EndWords {
  /** For `lang` and for Intl. */
  readonly locale: 'zh-CN' | 'en-GB';
  /** Screens whose sentence never changes. */
  readonly sentences: Record<
    Extract<
      ScreenName,
      | 'starting'
      | 'outOfService'
      | 'menu'
      | 'readingCard'
      | 'chooseDepartment'
      | 'chooseDoctor'
      | 'choosePeriod'
      | 'chooseInitial'
      | 'confirmAppointment'
      | 'pay'
      | 'confirming'
      | 'takeCard'
      | 'technician'
    >,
    Sentence
  >;
  readonly trouble: Record<Trouble, TroubleWords>;
  readonly pleaseWait: string;
  readonly selfService: string;
  readonly begin: string;
  readonly availableNow: string;
  /** Before the hours of the clinic today; in their place; and beside them. */
  readonly clinicToday: string;
  readonly clinicClosedToday: string;
  readonly clinicOpen: string;
  readonly clinicClosed: string;
  /** When it opens next: `ahead` days from today, on `day` in words. */
  readonly clinicOpens: (ahead: number, day: string, from: string) => string;
  readonly atTheWindow: string;
  readonly open: string;
  /** For those who hear the page: step 2 of 6. */
  readonly stepOf: (at: number, of: number) => string;
  /** For those who hear the page: the buttons by which it is shown and said otherwise. */
  readonly comfort: string;
  readonly modes: Record<Mode, string>;
  /** In the place of the voice's name, while it speaks. */
  readonly mute: string;
  /** For those who hear the page: amounts, spans and seconds as a voice says them. */
  readonly voice: {
    readonly yuan: (amount: number) => string;
    readonly to: string;
    readonly seconds: (left: number) => string;
    /** After the name of a button that is pressed in. */
    readonly chosen: string;
  };
  readonly byInitial: string;
  /** On the chip that clears the letter. */
  readonly onlyInitial: (letter: string) => string;
  readonly showAll: string;
  readonly chooseInitialHint: string;
  readonly back: string;
  readonly endVisit: string;
  readonly cancelPayment: string;
  readonly leaveService: string;
  readonly secondsLeft: { readonly before: string; readonly after: string };
  /** Between two parts of a line. */
  readonly comma: string;
  readonly greeting: (patient: string) => string;
  /** The places of the machine, as they are written beside its picture. */
  readonly places: Record<'idReader' | 'slipOutlet' | 'window' | 'cardSlot' | 'reportOutlet', string>;
  readonly idCardPlace: string;
  readonly codeWindowPlace: string;
  readonly typed: (count: number) => string;
  readonly missing: (count: number) => string;
  readonly nothingTyped: string;
  readonly complete: string;
  /** What cannot be so in a typed number, and what to do. */
  readonly wrongPart: Record<WrongPart, string>;
  readonly clearAll: string;
  readonly deleteLast: string;
  readonly enterIt: string;
  /** For those who hear the page: the buttons that turn its pages. */
  readonly pages: string;
  readonly previousPage: string;
  readonly nextPage: string;
  readonly pageOf: (at: number, of: number) => string;
  readonly numbersLeft: (left: number) => string;
  readonly full: string;
  readonly morning: string;
  readonly afternoon: string;
  readonly chosen: (count: number) => string;
  /** The last line of a long bill, where the rest is summed up. */
  readonly moreItems: (count: number) => string;
  readonly read: string;
  readonly chooseFirst: string;
  readonly sheets: (count: number) => string;
  readonly free: string;
  readonly checkThenPay: string;
  readonly checkThenRegister: string;
  readonly goToPay: string;
  readonly settleForFree: string;
  readonly register: string;
  readonly payWith: string;
  readonly payWithEither: string;
  readonly paySteps: readonly [string, string, string];
  readonly toPay: string;
  readonly heldUntil: (time: string) => string;
  /** What becomes of the money when the seconds are over. */
  readonly payAfter: string;
  readonly payerBusy: Sentence;
  readonly payerBusyHint: string;
  readonly stayHere: string;
  /** After some seconds of waiting. */
  readonly longer: string;
  readonly cardComes: string;
  readonly pagesOut: (out: number, of: number) => string;
  readonly thingsToDo: (count: number) => string;
  readonly slipLater: string;
  readonly slipLaterHow: string;
  readonly goThere: string;
  readonly scanInvoice: string;
  readonly scanInvoiceHow: string;
  readonly finish: string;
  readonly reference: string;
  readonly yourMoney: string;
  readonly whatNow: string;
  readonly yourPages: string;
  readonly table: Record<'item' | 'result' | 'range' | 'unit' | 'price' | 'conclusion', string>;
  readonly marks: Record<ReportLine['mark'], string>;
  readonly stillThere: string;
  readonly stillThereHint: string;
  readonly moreTime: string;
  readonly oneMoment: string;
  readonly oneMomentHint: string;
}
