import { type Clock, sleep } from '../contract/clock.ts';
import type { DeviceLog } from '../contract/device-event.ts';
import { type Fault, failed, type Outcome } from '../contract/fault.ts';
import type { ReportPrinter, ReportPrinterStatus } from '../contract/report-printer.ts';
import { createTurns } from '../exchange/turns.ts';
import type { PostIpp } from '../links/ipp.ts';
import { type Ending, keepLink } from '../links/standing-link.ts';
import { createStatusBoard } from '../status/status-board.ts';
import type { SheetChoice } from './command.ts';
import { type Conversation, createConversation } from './conversation.ts';
import { printReport } from './job.ts';
import { faultStatus, statusOf } from './reported-status.ts';
import type { PrinterCondition } from './status.ts';

/** Milliseconds between two looks at the printer: while all is well; while something is wrong, growing from the shortest. */
const delays = { look: 15_000, lookAgain: 1_000 };

/** Milliseconds in which a job given up for lost may still turn up in the printer, as from a print server under load. */
const lateJob = 60_000;

/** How often to look whether cancelled jobs are gone, `delays.lookAgain` apart: the sheet on its way comes out first. */
const looksAtLeftovers = 15;

export interface ReportPrinterOptions {
  readonly post: PostIpp;
  readonly address: string;
  readonly clock: Clock;
  readonly log: DeviceLog;
  /** As whom the terminal prints; only jobs of this user are looked at and cancelled. */
  readonly user?: string;
  readonly sheets?: SheetChoice;
}

const usualSheets: SheetChoice = { media: 'iso_a4_210x297mm', sides: 'one-sided' };

/**
 * Driver of a printer or print server that speaks IPP/1.1 (RFC 8010, RFC 8011) and takes PDF, as IPP Everywhere printers
 * and CUPS do. The printer tells nothing by itself, so it is asked: each second while a job is in it, seldom otherwise.
 *
 * **What is left of a failed job.** Nobody may get another's report. A job that fails is cancelled. When that cannot be
 * said to have worked, and when a printer is reached of which nothing is known, all jobs of this user are cancelled before
 * the printer counts as online, and before the next report.
 */
export function createReportPrinter(options: ReportPrinterOptions): ReportPrinter {
  const { post, address, clock, log, user = 'kiosk', sheets = usualSheets } = options;
  const board = createStatusBoard<ReportPrinterStatus>({ device: 'starting' });
  const inTurn = createTurns();
  let talk: Conversation | undefined;
  let working = false;
  /** Something of an earlier job may be in the printer. */
  let unclean = true;
  let uncleanUntil = 0;
  /** Brings the next look forward. */
  let nap = new AbortController();

  const down = (fault: Fault) => {
    talk = undefined;
    board.set(faultStatus(fault));
  };
  const learn = (condition: PrinterCondition) => {
    if (talk) board.set(statusOf(condition));
  };
  const standing = keepLink({
    device: 'reportPrinter',
    openLink: async () => createConversation({ post, address, user, sheets, clock, log: logOnceUp, learn }),
    address,
    clock,
    log,
    serve,
    down,
  });

  /** What is said about repeated questions before the printer has answered at all, its ending says as well. */
  function logOnceUp(event: Parameters<DeviceLog>[0]) {
    if (talk) log(event);
  }

  async function serve(it: Conversation, up: () => void): Promise<Ending> {
    const asked = await it.askCondition();
    if (asked.ok && unclean) await clean(it);
    if (asked.ok && !it.over.aborted) {
      talk = it;
      board.set(statusOf(asked.condition));
      up();
      await lookAfter(it);
    }
    return it.ended;
  }

  async function lookAfter(it: Conversation): Promise<void> {
    let pause = delays.lookAgain;
    while (!it.over.aborted) {
      const isWell = board.status().device === 'online' && !unclean;
      nap = new AbortController();
      await sleep(clock, isWell ? delays.look : pause, it.over, nap.signal);
      pause = isWell ? delays.lookAgain : Math.min(2 * pause, delays.look);
      // A job in progress looks for itself.
      if (working || it.over.aborted) continue;
      const asked = await it.askCondition();
      if (asked.ok && unclean && !working) await inTurn(() => clean(it));
    }
  }

  /** Cancels what is left of earlier jobs and waits until it is gone. */
  async function clean(it: Conversation): Promise<Outcome> {
    const cancelled = new Set<number>();
    for (let look = 1; look <= looksAtLeftovers; look++) {
      const asked = await it.askJobs('not-completed');
      if (!asked.ok) return asked;
      if (asked.jobs.length === 0) {
        unclean = clock.now() < uncleanUntil;
        return { ok: true };
      }
      for (const { id } of asked.jobs) {
        if (cancelled.has(id)) continue;
        const done = await it.cancelJob(id);
        if (!done.ok) return done;
        cancelled.add(id);
      }
      await sleep(clock, delays.lookAgain, it.over);
    }
    return failed('timeOut');
  }

  /** Jobs come one after another, on a printer that has been reached. */
  const asJob = <T>(work: (it: Conversation) => Promise<T>, otherwise: (fault: Fault) => T, signal?: AbortSignal) =>
    inTurn(async (): Promise<T> => {
      await board.when(({ device }) => device !== 'starting', signal);
      if (signal?.aborted) return otherwise('cancelled');
      const status = board.status();
      if (!talk) return otherwise('fault' in status ? status.fault : 'offline');
      working = true;
      try {
        return await work(talk);
      } finally {
        working = false;
      }
    });

  return {
    status: board.status,
    subscribe: board.subscribe,
    print: (report, signal, onProgress = () => {}) => {
      const without = (fault: Fault) => ({ ...failed(fault), delivered: 0 });
      return asJob(
        async (it) => {
          const asked = await it.askCondition();
          if (!asked.ok) return without(asked.fault);
          if (asked.condition.fault) return without(asked.condition.fault);
          const cleaned: Outcome = unclean ? await clean(it) : { ok: true };
          if (!cleaned.ok) return without(cleaned.fault);
          unclean = true;
          const { printed, gone } = await printReport(it, clock, report, signal, onProgress);
          unclean = !gone;
          if (unclean) {
            uncleanUntil = clock.now() + lateJob;
            nap.abort();
          }
          return printed;
        },
        without,
        signal,
      );
    },
    drain: () => asJob(clean, failed),
    close() {
      standing.close();
      talk?.close();
      down('offline');
    },
  };
}
