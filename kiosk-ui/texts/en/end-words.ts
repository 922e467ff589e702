import type { EndWords } from '../catalogue.ts';

export const endWords: EndWords = {
  done: {
    registered: 'You are registered',
    booked: 'You are booked',
    collected: 'You have your number',
    checkedIn: 'You are checked in',
    cancelled: 'The booking is cancelled',
    paid: 'Your bill is paid',
    cardIssued: 'Your card is ready',
    refunded: 'Your money is returned',
    refundAccepted: 'Your refund is under way',
    recordsPrinted: 'Your list is printed',
    reportsPrinted: 'Your reports are printed',
    slipPrinted: 'Your slip is printed',
  },
  things: {
    idCard: { take: 'Take your ID card', from: 'Below the screen, on the right' },
    hospitalCard: { take: 'Take your card', from: 'In the card slot, below the shelf' },
    slip: { take: 'Take your slip', from: 'Below the screen, on the left' },
    reports: { take: 'Take your reports', from: 'In the wide outlet, below the shelf' },
  },
  printing: {
    slip: { sentence: 'Printing your slip', from: 'It comes out below the screen, on the left' },
    reports: { sentence: 'Printing your reports', from: 'They come out below the shelf' },
  },
  money: {
    untouched: () => 'Nothing was charged. You owe nothing.',
    kept: (amount) => `${amount} was paid, and what you received is yours.`,
    refunded: (amount) => `${amount} was paid and has been returned to your payment account.`,
    refunding: (amount) =>
      `${amount} was paid and is being returned the way it came, within 1–3 working days, by itself.`,
    settling: (amount) =>
      `We are still checking whether ${amount} was paid. If nothing comes of it, it is returned. Please do not pay again.`,
    window: (amount) => `${amount} was paid. A staffed window will return it; please show the number below.`,
  },
};
