import type { Trouble } from '../../../terminal/screen/words.ts';
import type { TroubleWords } from '../catalogue.ts';

const elsewhere = 'Please use another machine, or go to a staffed window.';
const ask = 'Please take your ID card to a staffed window and ask.';

export const troubles: Record<Trouble, TroubleWords> = {
  // devices
  noDevice: { happened: 'Part of this machine is not available', now: elsewhere },
  offline: { happened: 'Part of this machine is disconnected', now: elsewhere },
  timeOut: { happened: 'Part of this machine did not answer', now: elsewhere },
  protocolError: { happened: 'Part of this machine needs a check', now: elsewhere },
  hardwareError: { happened: 'Part of this machine needs a repair', now: elsewhere },
  cardRemoved: {
    happened: 'The card was lifted a little early',
    now: 'Please start again, and leave the card in place until the screen changes.',
  },
  cardUnreadable: {
    happened: 'The card could not be read',
    now: 'Please start again. If it still cannot be read, take it to a staffed window.',
  },
  cardJammed: { happened: 'A card is stuck in the machine', now: elsewhere },
  stackEmpty: { happened: 'This machine has no new cards left', now: elsewhere },
  retainBinFull: { happened: "This machine's card bin is full", now: elsewhere },
  cardInvalid: {
    happened: 'This card cannot be used here',
    now: 'Please try another card, or ask at a staffed window with the card.',
  },
  cardWriteFailed: { happened: 'The new card was not written, and kept', now: elsewhere },
  barcodeInvalid: {
    happened: 'This code cannot be used here',
    now: 'Please try another code, or go to a staffed window.',
  },
  tonerOut: { happened: 'The report printer has no toner', now: elsewhere },
  outputFull: { happened: 'The report outlet is full', now: 'Please take the sheets out of it, and start again.' },
  jobRefused: { happened: 'The report printer did not accept it', now: elsewhere },
  paperOut: { happened: 'The paper has run out', now: elsewhere },
  paperJammed: { happened: 'The paper is stuck', now: elsewhere },
  coverOpen: { happened: 'The printer cover is not closed', now: elsewhere },
  cutterJammed: { happened: "The printer's paper cutter is stuck", now: elsewhere },
  headOverheated: {
    happened: 'The printer is hot and needs a rest',
    now: 'Please come back in a few minutes, or use another machine.',
  },

  // who
  patientUnknown: {
    happened: 'We found no record of you',
    now: 'Please choose "Patient card" here first, or open a record at a staffed window.',
  },
  patientBlocked: { happened: 'You cannot do this here at present', now: ask },
  nameDiffers: {
    happened: 'The name differs from our record',
    now: 'Please take your ID card to a staffed window to have it checked.',
  },
  cardUnknown: {
    happened: 'We found no record for this card',
    now: 'Please try another way, or take the card to a staffed window.',
  },
  cardLost: {
    happened: 'This card was reported lost',
    now: 'Please use your ID card. If the card was found, hand it in at a staffed window.',
  },
  codeUnusable: {
    happened: 'This code can no longer be used',
    now: 'Please refresh it on your phone, and start again.',
  },
  bookingUnknown: {
    happened: 'We found no booking with this code',
    now: 'Please check the code in your message, and start again.',
  },
  tooManyTries: {
    happened: 'That was tried too many times',
    now: 'Please come back a little later, or take your ID card to a staffed window.',
  },
  guardianUnusable: {
    happened: 'This guardian cannot do this',
    now: 'Please come with the registered guardian, or ask at a staffed window.',
  },
  recordExists: {
    happened: 'You have a record here already',
    now: 'Please go on with your errand. If you need a card, choose "Replace a card".',
  },
  phoneLimit: {
    happened: 'This phone has its records already',
    now: 'Please use another phone number, or go to a staffed window.',
  },

  // what
  slotTaken: { happened: 'That time has just been taken', now: 'Please start again and pick another time or doctor.' },
  alreadyRegistered: {
    happened: 'You are registered here already',
    now: 'Please keep the registration you have. If in doubt, ask at a staffed window.',
  },
  noShowBar: {
    happened: 'Booking is paused after missed visits',
    now: 'You can register for today. If in doubt, please ask at a staffed window.',
  },
  notAllowed: { happened: 'This is not done at machines', now: 'Please take your ID card to a staffed window.' },
  sameDayOff: {
    happened: 'No registration for today here',
    now: 'Please choose a later day, or go to a staffed window.',
  },
  tooEarly: {
    happened: 'It is too early to collect this number',
    now: 'Please come back when the time for collecting begins.',
  },
  tooLate: {
    happened: 'The time for collecting is over',
    now: 'Please ask at a staffed window, or register again.',
  },
  wrongDay: { happened: 'This booking is not for today', now: 'Please come on the day of the booking.' },
  alreadyCollected: {
    happened: 'This number was collected already',
    now: 'Please wait with that number. If the slip is lost, choose "Reprint slip".',
  },
  alreadyCancelled: {
    happened: 'This booking was cancelled already',
    now: 'If you still want to see the doctor, please register again.',
  },
  billPaid: {
    happened: 'This bill is paid already',
    now: 'Please do not pay again. For the slip, choose "Reprint slip".',
  },
  beingPaid: {
    happened: 'This bill is being paid elsewhere',
    now: 'Please let that finish, or come back in a few minutes.',
  },
  hasCard: {
    happened: 'You have a hospital card already',
    now: 'Please use that card. If it is lost, choose "Replace a card".',
  },
  noCard: { happened: 'You have no hospital card yet', now: 'Please start again, and choose "New card".' },
  notReady: { happened: 'The report is not ready yet', now: 'Please come back later, or ask your doctor.' },
  quotaUsed: {
    happened: 'The report was printed often enough',
    now: 'If you need it again, please go to a staffed window.',
  },
  clinicCancelled: {
    happened: 'This clinic had to be cancelled',
    now: 'Please register again, or ask at a staffed window.',
  },
  serviceGiven: { happened: 'This was used and stays paid', now: 'If in doubt, please ask at a staffed window.' },
  notReleased: {
    happened: 'This refund is not agreed yet',
    now: 'Please ask your doctor to agree to it, then come back.',
  },
  insuranceRefused: {
    happened: 'The insurance did not accept this',
    now: 'Please take your social security card to a staffed window.',
  },
  insuranceNotUndone: {
    happened: 'The insurance part is still open',
    now: 'Please take the number below to a staffed window.',
  },

  // nothing there
  noDepartments: {
    happened: 'No clinic is open that day',
    now: 'Please choose another day, or ask at a staffed window.',
  },
  noBookings: {
    happened: 'We found no booking of yours',
    now: 'To see a doctor, please choose "Register". If in doubt, ask at a staffed window.',
  },
  noBills: {
    happened: 'There is nothing to pay',
    now: 'If a doctor has just ordered something, please come back in a moment.',
  },
  noTransactions: { happened: 'Nothing was paid in this time', now: 'Please look further back.' },
  noReports: { happened: 'There is no report to print yet', now: 'Please come back later, or ask your doctor.' },
  noSlips: { happened: 'There is no slip to print', now: 'If in doubt, please ask at a staffed window.' },

  // how
  hospitalSilent: {
    happened: 'The hospital is not answering just now',
    now: 'Please come back a little later, or go to a staffed window.',
  },
  hospitalRefused: { happened: 'The hospital did not accept this', now: ask },
  notPaid: {
    happened: 'No payment has reached us',
    now: 'This errand was cancelled. If you still need it, please start again.',
  },
  paidLate: { happened: 'The payment came after its time', now: 'If you still need it, please start again.' },
  paidElsewhere: {
    happened: 'This was paid somewhere else',
    now: 'Please go on with what you got there. There is nothing more to pay.',
  },
  cancelled: { happened: 'This payment was cancelled', now: 'If you still need it, please start again.' },
  priceChanged: { happened: 'The price has just changed', now: 'Please start again at the new price.' },
  lateConfirmation: {
    happened: 'We do not have the answer yet',
    now: 'Please ask for the result at a staffed window, and do not do it twice.',
  },
  refundBounced: {
    happened: 'The refund came back to us',
    now: 'Please take the number below to a staffed window to get your money.',
  },
  cardCaptured: {
    happened: 'Your card waits at a window',
    now: 'It is ready. Please fetch it with your ID card at a staffed window.',
  },
  pagesLeft: {
    happened: 'Some pages are still missing',
    now: 'Please take those that are out. The others can be printed at another machine.',
  },
  terminalFault: { happened: 'This machine has to stop for a check', now: elsewhere },
};
