import { units } from '../../../seeds/units.ts';
import type { InventedTerminal } from '../../../simulator/fleet/city.ts';
import { type InventedMonth, inventedMonth } from '../../../simulator/fleet/month.ts';
import { batchesOf, type SignedBatch } from '../../../simulator/fleet/outbox.ts';
import { registerOf } from '../../../simulator/fleet/register.ts';
import { fleetSigner } from '../../../simulator/fleet/signer.ts';
import { nodeSeals } from '../../../statistics/intake/node-seals.ts';
import type { Register } from '../../../statistics/register/register.ts';

export const zone = 'Asia/Shanghai';
/** The hub's time in these measurements: after all that is told, and before the month is closed. */
export const hubTime = Date.parse('2026-10-31T15:59:59Z');

export const signer = fleetSigner();

/** What terminals of a busy city have to say, in signed and chained batches. */
export interface Talk {
  readonly register: Register;
  /** The next batches of a terminal, by its place; they follow those given out before. */
  next(terminal: number, batches: number): SignedBatch[];
}

export function createTalk(terminals: number, eventsInBatch: number): Talk {
  const month = inventedMonth({
    seed: 5,
    units,
    terminals,
    from: '2026-10-01',
    days: 31,
    transactionsPerTerminalDay: 300,
    zone,
  });
  const talking = month.terminals.map((terminal) => talkOf(month, { ...terminal, busy: 1 }, eventsInBatch));
  return {
    register: registerOf(units, month.terminals, month.plan.from),
    next(terminal, batches) {
      return Array.from({ length: batches }, () => {
        const batch = talking[terminal]?.next().value;
        if (!batch) throw new Error('the month is over: fewer rounds, or fewer batches');
        return batch;
      });
    },
  };
}

/** One start of the terminal for the whole month, so that every batch is full. */
function* talkOf(month: InventedMonth, terminal: InventedTerminal, eventsInBatch: number): Generator<SignedBatch> {
  const whole = month.days().flatMap((day) => month.day(terminal, day).epochs.flatMap(({ events }) => events));
  const events = whole.filter(({ kind }, index) => kind !== 'started' || index === 0);
  const full = events.slice(0, events.length - (events.length % eventsInBatch));
  const said = { sha256: nodeSeals().sha256, signer, largest: eventsInBatch };
  yield* batchesOf(terminal.terminal, [{ epoch: 'BENCH', events: full }], null, said);
}
