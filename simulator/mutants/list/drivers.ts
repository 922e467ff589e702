import type { Mutant } from '../mutant.ts';

/** What devices say, and what is made of it. */
export const driverMutants: readonly Mutant[] = [
  {
    name: 'written-card-not-read-back',
    file: 'device-drivers/chip-card-reader/number-writing.ts',
    line: "return after.data.every((byte, at) => byte === wanted[at]) ? { ok: true } : failed('cardWriteFailed');",
    mutated: 'return { ok: true };',
    promise: 'No card leaves without the number of its record on it.',
    slip: 'It was read again, which is nearly the same as looked at.',
  },
  {
    name: 'completed-with-errors',
    file: 'device-drivers/ipp-printer/job.ts',
    line: "if (isOver(job.state)) return failing(givenUp?.fault ?? obstacle?.fault ?? 'jobRefused', true);",
    mutated: 'if (isOver(job.state)) return { printed: { ok: true, pages }, gone: true };',
    promise: 'A job that was aborted has not printed its report.',
    slip: 'A job that is over is over.',
  },
  {
    name: 'nobody-waits-at-the-gate',
    file: 'device-drivers/card-dispenser/dispensing.ts',
    line: "return { ok: true, taken: status.media === 'notPresent' };",
    mutated: 'return { ok: true, taken: true };',
    promise: 'Whether a card was taken, the machine’s sensor says.',
    slip: 'The wait is over, so it has been taken.',
  },
];
