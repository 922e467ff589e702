/** The errands of the menu, and what a patient passes through in each. */

export const errandNames = [
  'registration',
  'collection',
  'payment',
  'report',
  'card',
  'refund',
  'records',
  'reprint',
] as const;
/** `collection` is also giving back and checking in; `records` are past transactions and prices. */
export type ErrandName = (typeof errandNames)[number];

/** Why an errand cannot be done at this terminal now. */
export type ErrandClosed =
  | 'notOffered'
  | 'noReader'
  | 'printerDown'
  | 'paperOut'
  | 'cardDispenserDown'
  | 'noCards'
  | 'cardBinFull'
  | 'reportPrinterDown'
  | 'reportPaperOut'
  | 'hospitalSilent'
  | 'outOfService';

export type ErrandTile =
  | {
      readonly errand: ErrandName;
      readonly open: true;
      /** The hospital registers nobody, or emergencies only, for the same day. */
      readonly note?: 'sameDayOff' | 'emergencyOnly';
    }
  | { readonly errand: ErrandName; readonly open: false; readonly why: ErrandClosed };

export type ErrandStep =
  | 'identify'
  | 'details'
  | 'department'
  | 'doctor'
  | 'period'
  | 'choose'
  | 'review'
  | 'pay'
  | 'card'
  | 'print'
  | 'slip';

/** What a patient passes through in each errand, in order. */
export const errandSteps = {
  registration: ['identify', 'department', 'doctor', 'period', 'pay', 'slip'],
  collection: ['identify', 'choose', 'pay', 'slip'],
  payment: ['identify', 'choose', 'pay', 'slip'],
  report: ['identify', 'choose', 'print'],
  card: ['identify', 'details', 'pay', 'card'],
  refund: ['identify', 'choose', 'review', 'slip'],
  records: ['identify', 'choose', 'review'],
  reprint: ['identify', 'choose', 'slip'],
} as const satisfies Record<ErrandName, readonly ErrandStep[]>;
