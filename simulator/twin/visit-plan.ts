/** What somebody comes for, when, and what it must come to. */
export interface PlannedVisit {
  /** UTC milliseconds. */
  readonly at: number;
  readonly errand: 'registration' | 'payment' | 'card' | 'report';
  /** Fen that a registration costs, or a bill. */
  readonly fen: number;
  /** Reports that are printed. */
  readonly reports: number;
}

/** What a terminal has to come to in the month. */
export interface Budget {
  readonly registrations: number;
  /** Fen. */
  readonly registrationAmount: number;
  readonly payments: number;
  /** Fen. */
  readonly paymentAmount: number;
  readonly cards: number;
  readonly reports: number;
}

/** A terminal of the twin, with all that its month is made from. */
export interface PlannedTerminal {
  readonly terminal: string;
  readonly unit: string;
  readonly hospital: { readonly zh: string; readonly en: string };
  readonly place: { readonly zh: string; readonly en: string };
  readonly ward: string;
  readonly budget: Budget;
  /** The number of its first visitor: everybody of the city comes once. */
  readonly firstPerson: number;
}
