import { type Answer, granted, refused } from './once.ts';

/** The booking a code stands for, and whose it is. */
export interface BookedCode {
  readonly recordId: string;
  readonly bookingId: string;
}

/** So many wrong codes within so many milliseconds, and no code is looked at any more. */
const triesAllowed = 5;
const tryWindow = 10 * 60_000;

interface BookingCodes {
  read(code: string): Answer<BookedCode, 'bookingUnknown' | 'tooManyTries'>;
}

/** Booking codes as terminals of this hospital try them. One who guesses is stopped, at whichever terminal. */
export function createBookingCodes(options: {
  readonly bookingByCode: (code: string) => BookedCode | undefined;
  readonly now: () => number;
}): BookingCodes {
  const { bookingByCode, now } = options;
  /** Wrong codes and when they were first tried: asking again after a lost reply is no second guess. */
  const wrong = new Map<string, number>();
  return {
    read(code) {
      for (const [tried, at] of wrong) if (now() - at >= tryWindow) wrong.delete(tried);
      if (wrong.size >= triesAllowed) return refused('tooManyTries');
      const booking = bookingByCode(code);
      if (booking) return granted(booking);
      if (!wrong.has(code)) wrong.set(code, now());
      return refused('bookingUnknown');
    },
  };
}
