import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { TechnicianConfig } from '../technician-config.ts';
import type { BookedJournal } from './books.ts';
import { codeCounter, codeWindow, counterOfCode } from './one-time-code.ts';
import { isPin, readPinHash } from './pin.ts';

export type AccessAnswer = 'entered' | 'refused' | 'locked';

export interface Access {
  /**
   * Lets a technician in by PIN and one-time code, and writes down what came of it. Which of the two was wrong is for the
   * journal only. While the door is locked nothing is looked at. Throws `JournalError`; then nobody is let in.
   */
  check(pin: string, code: string): AccessAnswer;
}

export function createAccess(config: TechnicianConfig, journal: BookedJournal, clock: Clock): Access {
  const hash = readPinHash(config.pinHash);
  if (!hash) throw new TypeError('the configuration was read with a PIN hash that is none');
  /** The count of the code that was last taken; it and those before it are spent. */
  let spent: number | undefined;

  const isLocked = () => {
    const { lockedUntil } = journal.books.access;
    return lockedUntil !== undefined && clock.now() < lockedUntil;
  };

  /** Of an entry before this start only its time is known: every code it may have been made with is spent. */
  function lastSpent(): number {
    const { enteredAt } = journal.books.access;
    return spent ?? (enteredAt === undefined ? Number.NEGATIVE_INFINITY : codeCounter(enteredAt) + codeWindow);
  }

  return {
    check(pin, code) {
      if (isLocked()) {
        journal.append({ kind: 'technician.refused', why: 'locked' });
        return 'locked';
      }
      // Both are looked at in any case: how long it takes tells nothing either.
      const pinFits = isPin(pin, hash);
      const counter = counterOfCode(code, config.oneTimeSecret, clock.now());
      if (pinFits && counter !== undefined && counter > lastSpent()) {
        journal.append({ kind: 'technician.entered' });
        spent = counter;
        return 'entered';
      }
      journal.append({ kind: 'technician.refused', why: pinFits ? 'code' : 'pin' });
      return isLocked() ? 'locked' : 'refused';
    },
  };
}
