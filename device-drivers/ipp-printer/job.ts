import { type Clock, sleep } from '../contract/clock.ts';
import { type Fault, failed } from '../contract/fault.ts';
import type { PrintedReport, Report } from '../contract/report-printer.ts';
import type { JobReport, JobState } from './answer.ts';
import type { Conversation } from './conversation.ts';
import type { PrinterCondition } from './status.ts';

/**
 * Milliseconds between two looks at a job; for which something in the way may go away by itself, as when a printer
 * changes to another tray; without any page after which a job is given up, longer than a fuser takes to warm up; and
 * for sheets already on their way after cancelling.
 */
const delays = { look: 1_000, inTheWay: 5_000, noPage: 90_000, lastSheets: 15_000 };

/** How often to look for a job whose answer got lost, `delays.look` apart: the printer may still be taking it in. */
const searches = 3;

/** What a job came to, and whether nothing of it is left in the printer. */
export interface Finished {
  readonly printed: PrintedReport;
  readonly gone: boolean;
}

/** Puts a report into the printer and follows it until it is out, or taken out of the printer again. */
export async function printReport(
  it: Conversation,
  clock: Clock,
  report: Report,
  signal: AbortSignal,
  onProgress: (pagesOut: number) => void,
): Promise<Finished> {
  const sent = await it.sendJob(report.jobName, report.document, signal);
  if (sent.ok) return follow(it, clock, sent.id, report, signal, onProgress);
  const missing = (gone: boolean): Finished => ({ printed: { ...failed(sent.fault), delivered: 0 }, gone });
  if ('refused' in sent) return missing(true);
  const id = await findJob(it, clock, report.jobName);
  return id === undefined ? missing(false) : follow(it, clock, id, report, signal, onProgress);
}

/** The job by its name, when it is not known whether the printer has it: sending it again could print it twice. */
async function findJob(it: Conversation, clock: Clock, jobName: string): Promise<number | undefined> {
  for (let search = 1; search <= searches; search++) {
    for (const which of ['not-completed', 'completed'] as const) {
      const asked = await it.askJobs(which);
      if (!asked.ok) return undefined;
      const found = asked.jobs.find(({ name }) => name === jobName);
      if (found) return found.id;
    }
    await sleep(clock, delays.look, it.over);
  }
  return undefined;
}

const isOver = (state: JobState) => state === 'completed' || state === 'canceled' || state === 'aborted';

async function follow(
  it: Conversation,
  clock: Clock,
  id: number,
  { pages }: Report,
  signal: AbortSignal,
  onProgress: (pagesOut: number) => void,
): Promise<Finished> {
  let delivered = 0;
  let movedAt = clock.now();
  /** What has been in the way since when, without a page in between. */
  let obstacle: { readonly fault: Fault; readonly since: number } | undefined;
  /** Why the job is being taken out, since when. */
  let givenUp: { readonly fault: Fault; readonly at: number } | undefined;

  const count = (pagesOut: number) => {
    if (pagesOut <= delivered) return;
    delivered = Math.min(pagesOut, pages);
    movedAt = clock.now();
    obstacle = undefined;
    onProgress(delivered);
  };
  const failing = (fault: Fault, gone: boolean): Finished => ({ printed: { ...failed(fault), delivered }, gone });

  /** Why to give the job up now, if there is a reason. */
  function reasonToGiveUp(job: JobReport, condition: PrinterCondition): Fault | undefined {
    if (signal.aborted) return 'cancelled';
    const fault = condition.fault ?? (job.state === 'stopped' ? 'hardwareError' : undefined);
    if (fault !== obstacle?.fault) obstacle = fault && { fault, since: clock.now() };
    if (obstacle && clock.now() - obstacle.since >= delays.inTheWay) return obstacle.fault;
    return clock.now() - movedAt >= delays.noPage ? 'timeOut' : undefined;
  }

  for (;;) {
    const asked = await it.askJob(id);
    if (!asked.ok) return failing(asked.fault, false);
    const { job } = asked;
    // A printer without memory for old jobs, or one that was switched off and on.
    if (!job) return failing(givenUp?.fault ?? 'jobRefused', true);
    count(job.pagesOut ?? 0);
    if (job.state === 'completed' && !job.reasons.includes('job-completed-with-errors')) {
      count(pages);
      return { printed: { ok: true, pages }, gone: true };
    }
    if (isOver(job.state)) return failing(givenUp?.fault ?? obstacle?.fault ?? 'jobRefused', true);
    if (givenUp) {
      if (clock.now() - givenUp.at >= delays.lastSheets) return failing(givenUp.fault, false);
    } else {
      const looked = await it.askCondition();
      if (!looked.ok) return failing(looked.fault, false);
      const fault = reasonToGiveUp(job, looked.condition);
      if (fault) {
        givenUp = { fault, at: clock.now() };
        const cancelled = await it.cancelJob(id);
        if (!cancelled.ok) return failing(fault, false);
        continue;
      }
    }
    await sleep(clock, delays.look, it.over, givenUp ? undefined : signal);
  }
}
