import type { LogEvent } from '../../../terminal/log-event.ts';
import { type Violation, violated } from './violation.ts';

/** No driver asks the same thing more often before it gives a device up. */
const mostAttempts = 4;

/** I6: a device that stays silent is given up after a few tries, and put out of service. Holds at any time. */
export const silenceIsGivenUp = (log: readonly LogEvent[]): Violation[] =>
  log.flatMap((event) =>
    event.event === 'device.retry' && event.attempt === mostAttempts + 1
      ? [violated('I6', `${event.device} was asked ${event.attempt} times`)]
      : [],
  );
