/** The closed sets of words a screen is made of. The page has each of them in every language; one without a text does not compile. */
import type { Fault } from '../../device-drivers/contract/fault.ts';

/** A closed set of small words: states, channels, kinds. The page has each in both languages. */
export type Word =
  // channels
  | 'app'
  | 'website'
  | 'phone'
  | 'window'
  | 'terminal'
  | 'familyDoctor'
  | 'oneAccount'
  // bookings
  | 'prepaid'
  | 'unpaid'
  | 'free'
  | 'collectNow'
  | 'tooEarly'
  | 'tooLate'
  | 'wrongDay'
  | 'collected'
  | 'checkedIn'
  | 'seen'
  | 'missed'
  | 'cancelled'
  // bills, transactions, refunds
  | 'beingPaid'
  | 'paid'
  | 'partlyRefunded'
  | 'refunded'
  | 'refunding'
  | 'bounced'
  | 'given'
  | 'open'
  | 'released'
  | 'accepted'
  | 'arrived'
  | 'failed'
  // reports
  | 'ready'
  | 'partlyPrinted'
  | 'notAudited'
  | 'withheld'
  | 'printed'
  | 'quotaUsed'
  | 'elsewhere'
  // things to choose among
  | 'today'
  | 'tomorrow'
  | 'lastWeek'
  | 'lastMonth'
  | 'lastHalfYear'
  | 'serviceList'
  | 'drugList'
  | 'transactions'
  | 'emergencyOnly'
  | 'newCard'
  | 'replaceCard'
  // devices, for technicians
  | 'online'
  | 'starting'
  | 'offline'
  | 'low'
  | 'empty'
  | 'full';

export type Label =
  | 'patient'
  | 'when'
  | 'department'
  | 'doctor'
  | 'where'
  | 'price'
  | 'order'
  | 'queue'
  | 'bookingCode'
  | 'channel'
  | 'state'
  | 'what'
  | 'items'
  | 'total'
  | 'insurance'
  | 'self'
  | 'paid'
  | 'refund'
  | 'refunded'
  | 'fee'
  | 'phone'
  | 'idNumber'
  | 'hospital'
  | 'pages'
  | 'collectFrom'
  | 'unit'
  | 'invoice'
  | 'next'
  | 'cards'
  | 'captured'
  | 'sheets'
  | 'orders'
  | 'slips'
  | 'unsent'
  | 'sent'
  | 'refused'
  | 'device';

/** What an errand ended in when it did not end well: each has its own words, in both languages, in the page. */
export type Trouble =
  | Fault
  // who
  | 'patientUnknown'
  | 'patientBlocked'
  | 'nameDiffers'
  | 'cardUnknown'
  | 'cardLost'
  | 'codeUnusable'
  | 'bookingUnknown'
  | 'tooManyTries'
  | 'guardianUnusable'
  | 'recordExists'
  | 'phoneLimit'
  // what
  | 'slotTaken'
  | 'alreadyRegistered'
  | 'noShowBar'
  | 'notAllowed'
  | 'sameDayOff'
  | 'tooEarly'
  | 'tooLate'
  | 'wrongDay'
  | 'alreadyCollected'
  | 'alreadyCancelled'
  | 'billPaid'
  | 'beingPaid'
  | 'hasCard'
  | 'noCard'
  | 'notReady'
  | 'quotaUsed'
  | 'clinicCancelled'
  | 'serviceGiven'
  | 'notReleased'
  | 'insuranceRefused'
  | 'insuranceNotUndone'
  // nothing there
  | 'noDepartments'
  | 'noBookings'
  | 'noBills'
  | 'noTransactions'
  | 'noReports'
  | 'noSlips'
  // how
  | 'hospitalSilent'
  | 'hospitalRefused'
  /** The code was not paid in time; nothing was taken. */
  | 'notPaid'
  /** It was paid after its time was over; what it was for is gone, the money goes back. */
  | 'paidLate'
  /** It was paid at the window or in the app meanwhile. */
  | 'paidElsewhere'
  /** The patient gave the payment up, and it had been paid. */
  | 'cancelled'
  | 'priceChanged'
  | 'lateConfirmation'
  /** A refund came back from the payer's bank. */
  | 'refundBounced'
  /** The card was bound, could not be handed over or was not taken, and waits at the window. */
  | 'cardCaptured'
  /** Some pages are out; the others can be printed later. */
  | 'pagesLeft'
  | 'terminalFault';

/** Ways to say who one is. */
export type Way = 'idCard' | 'hospitalCard' | 'socialSecurityCard' | 'code' | 'typedId' | 'booking';

/** Why something shown or typed is asked for again. */
export type Again =
  | 'cardRemoved'
  | 'cardUnreadable'
  | 'cardInvalid'
  | 'barcodeInvalid'
  | 'notAnId'
  | 'wrongDigits'
  | 'notANumber'
  | 'wrongCode';

/** What lies in or at the machine and is the patient's to take. */
export type Thing = 'idCard' | 'hospitalCard' | 'slip' | 'reports';

/** How an errand ended well. */
export type Done =
  | 'registered'
  | 'booked'
  | 'collected'
  | 'checkedIn'
  | 'cancelled'
  | 'paid'
  | 'cardIssued'
  | 'refunded'
  | 'refundAccepted'
  | 'recordsPrinted'
  | 'reportsPrinted'
  | 'slipPrinted';

/** What the patient may answer to a summary; the first is the main one. The tap is `choose` with this as its id. */
export type Option =
  | 'pay'
  | 'collect'
  | 'checkIn'
  | 'cancelBooking'
  | 'keepBooking'
  | 'issueCard'
  | 'agree'
  | 'refund'
  | 'print';

export type Work =
  | 'findingRecord'
  | 'creatingRecord'
  | 'loadingSchedule'
  | 'loadingRecords'
  | 'checkingPrinter'
  | 'asking'
  | 'lockingSlot'
  | 'creatingOrder'
  | 'charging'
  | 'cancellingOrder'
  | 'cancellingBooking'
  | 'refunding'
  | 'takingCard'
  | 'writingCard'
  | 'bindingCard'
  | 'capturingCard'
  | 'loadingReport'
  | 'testingDevice';
