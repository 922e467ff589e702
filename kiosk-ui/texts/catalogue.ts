import type {
  ErrandClosed,
  ErrandName,
  MoneyWord,
  RegistrationStep,
  Screen,
  ScreenName,
  Trouble,
} from '../../terminal/screen.ts';

/** The one big sentence of a screen. `\n` ends a line; a line is at most 16 characters in Chinese, 38 in English. */
export type Sentence = string;

export interface TroubleWords {
  readonly happened: Sentence;
  /** What the patient can do now. */
  readonly now: string;
}

export type Work = Extract<Screen, { name: 'working' }>['work'];
type Again = NonNullable<Extract<Screen, { name: 'presentIdCard' }>['again']>;

/** Every word the page says, in one language. A language that lacks one does not compile. */
export interface Catalogue {
  /** For `lang` and for Intl. */
  readonly locale: 'zh-CN' | 'en-GB';
  /** Screens whose sentence never changes. */
  readonly sentences: Record<
    Extract<
      ScreenName,
      | 'starting'
      | 'menu'
      | 'presentIdCard'
      | 'readingIdCard'
      | 'chooseDepartment'
      | 'chooseDoctor'
      | 'choosePeriod'
      | 'confirmAppointment'
      | 'pay'
      | 'confirming'
      | 'printing'
    >,
    Sentence
  >;
  readonly pleaseWait: string;
  readonly selfService: string;
  readonly begin: string;
  readonly availableNow: string;
  readonly nothingOpen: Sentence;
  readonly atTheWindow: string;
  readonly errands: Record<ErrandName, { readonly name: string; readonly about: string }>;
  readonly open: string;
  readonly closed: Record<ErrandClosed, string>;
  readonly steps: Record<RegistrationStep, string>;
  /** For those who hear the page: step 2 of 6. */
  readonly stepOf: (at: number, of: number) => string;
  readonly back: string;
  readonly endVisit: string;
  readonly cancelPayment: string;
  readonly secondsLeft: { readonly before: string; readonly after: string };
  readonly greeting: (patient: string) => string;
  readonly places: { readonly idCard: string; readonly slip: string };
  readonly idCardPlace: string;
  readonly again: Record<Again, string>;
  readonly work: Record<Work, Sentence>;
  readonly previousPage: string;
  readonly nextPage: string;
  readonly pageOf: (at: number, of: number) => string;
  readonly numbersLeft: (left: number) => string;
  readonly full: string;
  readonly morning: string;
  readonly afternoon: string;
  readonly labels: Record<'when' | 'doctor' | 'department' | 'where' | 'patient' | 'price' | 'order' | 'queue', string>;
  readonly free: string;
  readonly checkThenPay: string;
  readonly checkThenRegister: string;
  readonly goToPay: string;
  readonly register: string;
  readonly payWith: string;
  readonly paySteps: readonly [string, string, string];
  readonly toPay: string;
  readonly payerBusy: Sentence;
  readonly payerBusyHint: string;
  readonly paid: (amount: string) => string;
  readonly stayHere: string;
  readonly registered: Sentence;
  readonly takeThese: (things: 2 | 3) => string;
  readonly takeIdCard: string;
  readonly takeIdCardFrom: string;
  readonly takeSlip: string;
  readonly takeSlipFrom: string;
  readonly slipComes: string;
  readonly slipLater: string;
  readonly slipLaterHow: string;
  readonly goThere: string;
  readonly finish: string;
  readonly reference: string;
  readonly yourMoney: string;
  readonly whatNow: string;
  readonly money: { readonly [M in MoneyWord['money']]: (amount: string) => string };
  readonly trouble: Record<Trouble, TroubleWords>;
  readonly stillThere: string;
  readonly stillThereHint: string;
  readonly moreTime: string;
  readonly oneMoment: string;
  readonly oneMomentHint: string;
}
