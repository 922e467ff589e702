import type { CardDispenser, CardDispenserStatus } from '../contract/card-dispenser.ts';
import { type Clock, sleep } from '../contract/clock.ts';
import type { DeviceLog } from '../contract/device-event.ts';
import { type Fault, failed, type Outcome } from '../contract/fault.ts';
import { createTurns } from '../exchange/turns.ts';
import type { Link, OpenLink } from '../links/link.ts';
import { type Ending, keepLink } from '../links/standing-link.ts';
import { createStatusBoard } from '../status/status-board.ts';
import { type Act, type Look, type Machine, plain, type Sight } from './machine.ts';

/**
 * Milliseconds: between two looks while a card is offered or may be put in, and otherwise, since a machine switched off
 * behind its cable makes no sound; from one reset the driver makes by itself to the next.
 */
const delays = { watched: 300, idle: 30_000, coolDown: 60_000 };

export interface DispenserOptions {
  readonly openLink: OpenLink;
  readonly address: string;
  readonly clock: Clock;
  readonly log: DeviceLog;
}

export interface Dispensing<M extends Machine> {
  readonly dispenser: CardDispenser;
  /** Does something with the machine in its turn; with none there, or one stuck, it ends with that fault. */
  run(work: (machine: M) => Promise<Act>, signal?: AbortSignal): Promise<Outcome>;
  /** The machine, or why there is none. */
  machine(): Promise<M | Fault>;
}

/** The manners all dispensers share, over a machine that knows its own protocol. */
export function createDispensing<M extends Machine>(
  options: DispenserOptions & {
    readonly connect: (link: Link, log: DeviceLog) => M;
    /** Whether a card may be put in now, so that the machine is looked at often. */
    readonly watched?: () => boolean;
  },
): Dispensing<M> {
  const { openLink, address, clock, log } = options;
  const device = 'cardDispenser';
  const board = createStatusBoard<CardDispenserStatus>({ device: 'starting' });
  const inTurn = createTurns();
  let machine: M | undefined;
  /** Why nothing moves until a reset has helped. */
  let stuckBy: Fault | undefined;
  let resetAt = Number.NEGATIVE_INFINITY;
  let nap = new AbortController();

  const down = (fault: Fault) => {
    machine = undefined;
    stuckBy = undefined;
    board.set(faultStatus(fault));
  };
  const standing = keepLink({ device, openLink, address, clock, log, serve, down });

  async function serve(link: Link, up: () => void, log: DeviceLog): Promise<Ending> {
    const it = options.connect(link, log);
    await inTurn(async () => {
      const begun = await it.begin();
      if (it.over.aborted) return;
      if (!begun.ok && begun.stuck === undefined) {
        return it.end({ fault: begun.fault, cause: 'the machine cannot be initialised' });
      }
      machine = it;
      up();
      if (begun.ok) await look(it);
      else heed(it, begun);
    });
    await attend(it);
    return it.ended;
  }

  const show = (it: M, sight: Sight) => {
    if (it === machine && stuckBy === undefined) board.set({ device: 'online', ...sight });
  };

  /** Takes in what an act came to. A machine that is stuck is reset as soon as nothing else is in its turn. */
  function heed(it: M, outcome: Act | Look): void {
    if (outcome.ok) {
      if ('sight' in outcome) show(it, outcome.sight);
    } else if (outcome.stuck !== undefined && it === machine) {
      log({ event: 'device.fault', device, fault: outcome.fault, cause: outcome.stuck });
      stuckBy = outcome.fault;
      board.set(faultStatus(outcome.fault));
      void inTurn(() => recover(it));
    }
  }

  async function recover(it: M): Promise<void> {
    if (stuckBy === undefined || it !== machine || clock.now() - resetAt < delays.coolDown) return;
    heed(it, await reset(it, 'retain'));
  }

  async function reset(it: M, to: 'retain' | 'stay', signal?: AbortSignal): Promise<Act> {
    resetAt = clock.now();
    const outcome = await it.reset(to, signal);
    if (outcome.ok && it === machine) {
      if (stuckBy !== undefined) log({ event: 'device.online', device, address });
      stuckBy = undefined;
      await look(it);
    }
    return outcome;
  }

  /** Looks, and begins anew with a machine that was switched off and on. */
  async function look(it: M): Promise<Look> {
    let seen = await it.look();
    if (!seen.ok && seen.fresh) {
      const begun = await it.begin();
      seen = begun.ok ? await it.look() : begun;
    }
    if (!seen.ok && seen.fresh) it.end({ fault: seen.fault, cause: 'the machine stays uninitialised' });
    heed(it, seen);
    return seen;
  }

  const often = () => {
    const status = board.status();
    return (status.device === 'online' && status.media === 'entering') || options.watched?.() === true;
  };

  async function attend(it: M): Promise<void> {
    while (!it.over.aborted) {
      nap = new AbortController();
      await sleep(clock, often() ? delays.watched : delays.idle, it.over, nap.signal);
      if (nap.signal.aborted || it.over.aborted) continue;
      await inTurn(async () => {
        if (it.over.aborted) return;
        if (stuckBy === undefined) await look(it);
        else await recover(it);
      });
    }
  }

  const faultNow = (): Fault => {
    const status = board.status();
    return 'fault' in status ? status.fault : 'offline';
  };

  async function asTurn(work: (it: M) => Promise<Act>, signal?: AbortSignal): Promise<Outcome> {
    await board.when(({ device }) => device !== 'starting', signal);
    return inTurn(async () => {
      if (signal?.aborted) return failed('cancelled');
      const it = machine;
      if (!it) return failed(faultNow());
      const outcome = await work(it);
      heed(it, outcome);
      // Where the card is after something went wrong, only the machine knows.
      if (!outcome.ok && outcome.stuck === undefined && !it.over.aborted) await look(it);
      nap.abort();
      return plain(outcome);
    });
  }

  const run = (work: (it: M) => Promise<Act>, signal?: AbortSignal): Promise<Outcome> =>
    asTurn(async (it) => (stuckBy === undefined ? work(it) : failed(stuckBy)), signal);

  /**
   * Looks where a card is, then moves it. A machine that turns out to have been switched off in between begins anew, and
   * is looked at anew: the card may be elsewhere.
   */
  const move = (act: (it: M, media: Sight['media']) => Promise<Act>, signal?: AbortSignal): Promise<Outcome> =>
    run(async (it) => {
      let outcome: Act = failed('offline');
      for (const _attempt of [1, 2]) {
        const seen = await look(it);
        if (!seen.ok) return seen;
        if (signal?.aborted) return failed('cancelled');
        outcome = await act(it, seen.sight.media);
        if (outcome.ok || !outcome.fresh) return outcome;
      }
      return outcome;
    }, signal);

  const dispenser: CardDispenser = {
    status: board.status,
    subscribe: board.subscribe,
    takeFromStack: (signal) =>
      move(async (it, media) => (media === 'notPresent' ? it.takeFromStack(signal) : failed('cardInvalid')), signal),
    offer: (signal) =>
      move(async (it, media) => {
        if (media === 'entering') return { ok: true };
        return media === 'present' ? it.offer(signal) : failed('cardRemoved');
      }, signal),
    retain: (signal) =>
      move(async (it, media) => (media === 'notPresent' ? failed('cardRemoved') : it.retain(signal)), signal),
    reset: (to, signal) => asTurn((it) => reset(it, to, signal), signal),
    async waitUntilTaken(signal, within) {
      const late = new AbortController();
      const cancel = clock.after(within, () => late.abort());
      const offered = (status: CardDispenserStatus) => status.device === 'online' && status.media === 'entering';
      const enough = AbortSignal.any([signal, late.signal]);
      await board.when((status) => status.device !== 'starting' && !offered(status), enough);
      cancel();
      if (signal.aborted) return failed('cancelled');
      const status = board.status();
      if (status.device !== 'online') return failed(faultNow());
      return { ok: true, taken: status.media === 'notPresent' };
    },
    close() {
      standing.close();
      machine?.end({ fault: 'offline', cause: 'closed' });
      down('offline');
    },
  };

  return {
    dispenser,
    run,
    async machine() {
      await board.when(({ device }) => device !== 'starting');
      return machine ?? faultNow();
    },
  };
}

/** A jam is cleared by hand, a defect is not. */
function faultStatus(fault: Fault): CardDispenserStatus {
  if (fault === 'noDevice' || fault === 'hardwareError') return { device: fault, fault };
  const byHand = fault === 'cardJammed' || fault === 'cardInvalid';
  return { device: byHand ? 'userError' : 'offline', fault };
}
