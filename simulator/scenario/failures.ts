/** What goes wrong in the field, by name; the library has a scenario for each. */
export const failures = [
  // Money.
  ...(['refused-after-payment', 'reply-lost', 'insurance-settled-patient-leaves', 'qr-shown-twice'] as const),
  ...(['paid-late', 'userpaying-and-gone', 'price-changed-before-settlement', 'bill-paid-at-window'] as const),
  ...(['refund-repeated', 'refund-partial', 'over-refund', 'refund-bounced', 'parts-do-not-sum'] as const),
  // Numbers and people.
  ...(['sold-between-list-and-lock', 'lock-expired-while-paying', 'clinic-cancelled-after-payment'] as const),
  ...(['too-early', 'too-late', 'midnight', 'booking-code-guessed', 'registered-twice'] as const),
  ...(['child-without-guardian', 'name-differs', 'several-records', 'card-suspended'] as const),
  // Cards.
  ...(['written-not-bound', 'bound-then-jammed', 'card-not-taken', 'bad-card-in-stack'] as const),
  ...(['stack-empty-at-commit', 'card-left-behind', 'counters-wrong-after-refill'] as const),
  // Printing.
  ...(['paper-out-before-money', 'paper-out-after-money', 'jam-at-page-k', 'print-back-lost'] as const),
  ...(['refill-prints-old-pages', 'sheet-left-in-tray', 'quota-across-terminals'] as const),
  'late-answer-shows-other-patients-report',
  // The visit.
  ...(['timeout-at-money-step', 'timeout-at-reading-step', 'next-patient-walks-up', 'double-tap'] as const),
  ...(['scan-one-screen-late', 'over-long-input', 'url-in-qr', 'control-characters'] as const),
  // Machine and net.
  ...(['power-cut-at-every-step', 'torn-last-record', 'disk-full', 'clock-jumps', 'net-flaps'] as const),
  ...(['thirty-second-replies', 'reordered-and-duplicate-replies', 'proxy-page'] as const),
  ...(['maintenance-at-midnight', 'config-changed-in-mid-visit', 'technician-mode-left-on'] as const),
] as const;
export type Failure = (typeof failures)[number];
