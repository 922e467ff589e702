import { hasSocat } from '../../pseudo-terminal.ts';
import type { Step } from '../line/recording.ts';
import type { LineOperation, LineSide, Taken } from '../line/sides.ts';
import type { Beside, Finding, Ratio } from '../ratio.ts';
import { inRounds } from '../rounds.ts';
import { atLeast, roundByRound, type Spread, spreadOf } from '../statistics.ts';

const targets = new Map([
  [9_600, 0.95],
  [19_200, 0.93],
  [38_400, 0.9],
  [115_200, 0.8],
]);
/** The slowest line takes as long as the others together, and is idle for nearly all of it: they share the time. */
const together = [[9_600], [19_200, 38_400, 115_200]];
const operations: readonly LineOperation[] = ['read', 'print'];
/** Sleeping is not measured against anything, only shown. */
const sleepingRounds = 3;

const millisecondsOf = (bytes: number, baud: number) => (bytes * 10_000) / baud;

/**
 * What the line alone must take, ten bits a byte. A step's answer begins when its question has passed: except in printing,
 * where the status that the job asks for comes back while the job is still going out, and only the confirmation comes after.
 */
const confirmation = 7;
const bytesOf = (operation: LineOperation, steps: readonly Step[]): number =>
  steps.reduce((sum, { sent, heard }) => sum + sent.length + (operation === 'print' ? confirmation : heard), 0);

interface Measured {
  readonly operation: LineOperation;
  readonly whole: Spread;
  readonly beside: readonly Beside[];
}

async function measureOperation(operation: LineOperation, baud: number): Promise<Measured> {
  // Loaded here: the serialport package need not be there on a machine that leaves this ratio out.
  const { bareSide, driverSide, sleepingSide } = await import('../line/sides.ts');
  const open: LineSide[] = [];
  const opened = <T extends LineSide>(side: T): T => {
    open.push(side);
    return side;
  };
  try {
    const driver = opened(await driverSide(operation, baud));
    const again = opened(await driverSide(operation, baud));
    await driver.operate();
    const steps = driver.steps();
    const bare = opened(await bareSide(operation, baud, steps));
    const sleeping = opened(await sleepingSide(operation, baud, steps));

    const ideal = millisecondsOf(bytesOf(operation, steps), baud);
    const idealFirst = millisecondsOf(bytesOf(operation, steps.slice(0, 1)), baud);
    const whole = (taken: readonly Taken[]) => taken.map((it) => ideal / it.whole);
    const first = (taken: readonly Taken[]) => taken.map((it) => idealFirst / it.first);

    const taken = await inRounds({ driver: driver.operate, again: again.operate, bare: bare.operate });
    const slept = await inRounds({ sleeping: sleeping.operate }, sleepingRounds);
    const beside = (name: string, samples: readonly number[]): Beside => ({
      name: `${baud} ${operation}: ${name}`,
      spread: spreadOf(samples),
    });
    return {
      operation,
      whole: spreadOf(whole(taken.driver)),
      beside: [
        beside('driver', whole(taken.driver)),
        beside('bare serialport', whole(taken.bare)),
        beside('a driver that sleeps 100 ms', whole(slept.sleeping)),
        { ...beside('driver ÷ the same driver', roundByRound(whole(taken.driver), whole(taken.again))), control: true },
        ...(operation === 'print'
          ? []
          : [
              beside('driver, first question only', first(taken.driver)),
              beside('bare serialport, first question only', first(taken.bare)),
              beside('a driver that sleeps 100 ms, first question only', first(slept.sleeping)),
            ]),
      ],
    };
  } finally {
    for (const side of open) await side.close();
  }
}

async function measureSpeed(baud: number): Promise<{ finding: Finding; beside: readonly Beside[] }> {
  const measured: Measured[] = [];
  for (const operation of operations) measured.push(await measureOperation(operation, baud));
  // A speed is as good as the operation that makes the least of it.
  const [worst] = measured.toSorted((a, b) => a.whole.median - b.whole.median);
  if (!worst) throw new Error('nothing was measured');
  return {
    finding: { of: String(baud), spread: worst.whole, target: atLeast(targets.get(baud) ?? 1) },
    beside: measured.flatMap(({ beside }) => beside),
  };
}

export const deviceLines: Ratio = {
  name: 'P1',
  about: 'time the line alone must take ÷ time our drivers take, reading a card and printing a slip, by baud',
  async measure() {
    if (!hasSocat()) {
      return { leftOut: 'there is no socat on this machine, which makes the pairs of serial ports (Debian: socat)' };
    }
    const groups = await Promise.all(
      together.map(async (bauds) => {
        const speeds = [];
        for (const baud of bauds) speeds.push(await measureSpeed(baud));
        return speeds;
      }),
    );
    const speeds = groups.flat();
    return {
      findings: speeds.map(({ finding }) => finding),
      beside: speeds.flatMap(({ beside }) => beside),
    };
  },
};
