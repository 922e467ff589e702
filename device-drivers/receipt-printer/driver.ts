import { type Clock, sleep } from '../contract/clock.ts';
import type { DeviceLog } from '../contract/device-event.ts';
import { type Fault, failed, type Outcome } from '../contract/fault.ts';
import type { ReceiptPrinter, ReceiptPrinterStatus } from '../contract/receipt-printer.ts';
import { createTurns } from '../exchange/turns.ts';
import type { Link, OpenLink } from '../links/link.ts';
import { type Ending, keepLink } from '../links/standing-link.ts';
import { createStatusBoard } from '../status/status-board.ts';
import { encode } from './codec.ts';
import type { PrinterCommand } from './command.ts';
import { type Conversation, createConversation } from './conversation.ts';
import { type Job, reportChanges, startJob } from './job.ts';
import { faultOf, faultStatus, statusOf } from './reported-status.ts';
import { type PrinterProfile, profile80mm, slipCommands } from './slip.ts';
import { type PrinterCondition, readyCondition } from './status.ts';

/**
 * Milliseconds between two looks at the printer: while all is well, because a printer switched off behind its cable
 * makes no sound; while something is wrong, growing from the shortest.
 */
const delays = { look: 30_000, lookAgain: 1_000 };

export interface ReceiptPrinterOptions {
  readonly openLink: OpenLink;
  readonly address: string;
  readonly clock: Clock;
  readonly log: DeviceLog;
  readonly profile?: PrinterProfile;
}

/**
 * Driver of an ESC/POS receipt printer that knows GS a (automatic status) and GS ( H (process id), as Epson's TM-T88
 * family and the modules modelled on it do.
 *
 * **What is left of a failed job.** Nobody may get another's slip. When a job fails, and when a printer is reached of
 * which nothing is known, its buffers are cleared at once (DLE DC4 8 works while it is offline, so that new paper does
 * not bring the rest out), and before the next slip the paper is fed and cut, so that half a slip does not hang on it.
 * `drain` does both and waits for the printer's confirmation. A printer that cannot clear prints what is left during
 * `drain`, and cuts it off.
 */
export function createReceiptPrinter(options: ReceiptPrinterOptions): ReceiptPrinter {
  const { openLink, address, clock, log, profile = profile80mm } = options;
  const board = createStatusBoard<ReceiptPrinterStatus>({ device: 'starting' });
  const nextId = createIds(clock);
  const inTurn = createTurns();
  let talk: Conversation | undefined;
  let condition: PrinterCondition = readyCondition;
  let job: Job | undefined;
  /** Brings the next look forward: a fault the printer told by itself is looked at, since noise can imitate one. */
  let nap = new AbortController();
  /** Something of an earlier job may be in the printer or hang from it. */
  let unclean = true;

  const down = (fault: Fault) => {
    talk = undefined;
    board.set(faultStatus(fault));
  };
  const standing = keepLink({ device: 'receiptPrinter', openLink, address, clock, log, serve, down });

  async function serve(link: Link, up: () => void, log: DeviceLog): Promise<Ending> {
    const it = createConversation(link, clock, log, { condition: learn, printed: confirm });
    if (unclean) await it.clearBuffers();
    const asked = await it.askCondition();
    if (asked.ok) {
      talk = it;
      board.set(statusOf(asked.condition));
      up();
      await lookAfter(it);
    }
    return it.ended;
  }

  function learn(next: PrinterCondition) {
    condition = next;
    if (talk) board.set(statusOf(next));
    const fault = faultOf(next);
    if (!fault) return;
    job?.fail(fault);
    nap.abort();
  }

  /** The id tells this job's confirmation from one that an earlier job left behind. */
  function confirm(id: string) {
    if (id === job?.id) job.printed();
  }

  async function lookAfter(it: Conversation): Promise<void> {
    let pause = delays.lookAgain;
    while (!it.over.aborted) {
      // A printer offline would only store this command. One switched off and on has forgotten it.
      if (condition.online) it.send(encode([reportChanges]));
      const fault = faultOf(condition);
      nap = new AbortController();
      await sleep(clock, fault ? pause : delays.look, it.over, nap.signal);
      if (nap.signal.aborted) await sleep(clock, delays.lookAgain, it.over);
      pause = fault ? Math.min(2 * pause, delays.look) : delays.lookAgain;
      if (job || it.over.aborted) continue;
      const stuck = condition.cutterError || condition.mechanicalError;
      if (stuck) it.send(encode([{ kind: 'recover', clearing: true }]));
      await it.askCondition();
    }
  }

  async function run(it: Conversation, commands: readonly PrinterCommand[]): Promise<Outcome> {
    unclean = true;
    job = startJob(it, clock, nextId(), commands);
    const outcome = await job.outcome;
    job = undefined;
    if (outcome.ok) unclean = false;
    else void it.clearBuffers();
    return outcome;
  }

  async function clean(it: Conversation): Promise<Outcome> {
    await it.clearBuffers();
    const asked = await it.askCondition();
    if (!asked.ok) return asked;
    const fault = faultOf(asked.condition);
    return fault ? failed(fault) : run(it, []);
  }

  /** Jobs come one after another, on a printer that has been reached. */
  const asJob = (work: (it: Conversation) => Promise<Outcome>): Promise<Outcome> =>
    inTurn(async () => {
      await board.when(({ device }) => device !== 'starting');
      const status = board.status();
      if (talk) return work(talk);
      return failed('fault' in status ? status.fault : 'offline');
    });

  return {
    status: board.status,
    subscribe: board.subscribe,
    async print(slip) {
      const commands = slipCommands(slip, profile);
      return asJob(async (it) => {
        const fault = faultOf(condition);
        if (fault) return failed(fault);
        const cleaned: Outcome = unclean ? await clean(it) : { ok: true };
        return cleaned.ok ? run(it, commands) : cleaned;
      });
    },
    drain: () => asJob(clean),
    close() {
      standing.close();
      talk?.end({ fault: 'offline', cause: 'closed' });
      down('offline');
    },
  };
}

/** Four characters that no job of the last weeks had, also before a restart: a late confirmation must not fit a new job. */
function createIds(clock: Clock): () => string {
  const count = 36 ** 4;
  let last = Math.floor(clock.now() / 1_000);
  return () => {
    last++;
    return (last % count).toString(36).toUpperCase().padStart(4, '0');
  };
}
