import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { JobReport, JobState, PrinterState } from '../../device-drivers/ipp-printer/answer.ts';

/** What hands and wear can change about the machine. */
export interface SheetPrinterParts {
  readonly power: 'on' | 'off';
  readonly cover: 'closed' | 'open';
  /** Where the sheets run. */
  readonly path: 'ok' | 'jammed';
  /** In the tray. */
  readonly sheets: number;
  /** Pages the toner is good for. */
  readonly toner: number;
  /** Whether someone at its panel has told it to refuse jobs. */
  readonly accepting: boolean;
}

/** What can befall it when a certain page is drawn in. */
export const accidents = ['jam', 'paperOut', 'aborted', 'powerOff'] as const;
export type Accident = (typeof accidents)[number];

/** A page in the output tray. */
export interface PrintedPage {
  readonly jobName: string;
  /** From 1. */
  readonly page: number;
}

export interface SheetJob extends JobReport {
  readonly name: string;
  readonly user: string;
  readonly document: Uint8Array;
  readonly pages: number;
  readonly pagesOut: number;
}

export interface SheetPrinterModel {
  readonly pagesPerMinute: number;
  /** Milliseconds until the first page of a job begins. */
  readonly warmUp: number;
  readonly sheets: number;
  readonly sheetsLowBelow: number;
  readonly toner: number;
  readonly tonerLowBelow: number;
  /** Sheets the output tray holds. */
  readonly output: number;
  /** Whether jobs survive switching it off. */
  readonly spool: 'kept' | 'forgotten';
}

export interface SheetPrinter {
  add(job: {
    readonly name: string;
    readonly user: string;
    readonly document: Uint8Array;
    readonly pages: number;
  }): SheetJob;
  /** Says whether there was something left to cancel. */
  cancel(id: number): boolean;
  /** The oldest first; those that are over stay in its memory for a while. */
  jobs(): readonly SheetJob[];
  set(parts: Partial<SheetPrinterParts>): void;
  parts(): SheetPrinterParts;
  /** Keywords of RFC 8011, without suffix. */
  reasons(): readonly string[];
  state(): PrinterState;
  output(): readonly PrintedPage[];
  take(): readonly PrintedPage[];
  /** Puts sheets into the output tray that were printed some other time. */
  leave(sheets: number): void;
}

/** Jobs that are over and still told of. */
const remembered = 20;

type WorkingJob = { -readonly [Field in keyof SheetJob]: SheetJob[Field] } & { leaving: boolean };

/**
 * The machine of a page printer: sheets are drawn in one after another, each is out after its time, and what stops it in
 * between costs the sheet. What it was told to print stays until it is out, cancelled, or forgotten for want of power.
 */
export function createSheetPrinter(world: {
  readonly clock: Clock;
  readonly model: SheetPrinterModel;
  /** Whether `accident` strikes page `page`, from 1, as it is drawn in. */
  readonly strikes: (accident: Accident, page: number) => boolean;
  readonly changed: () => void;
}): SheetPrinter {
  const { clock, model, strikes, changed } = world;
  let parts: SheetPrinterParts = {
    power: 'on',
    cover: 'closed',
    path: 'ok',
    sheets: model.sheets,
    toner: model.toner,
    accepting: true,
  };
  let jobs: WorkingJob[] = [];
  let output: PrintedPage[] = [];
  let lastId = 0;
  let moving: (() => void) | undefined;

  const isWaiting = ({ state }: SheetJob) => state === 'pending' || state === 'processing' || state === 'stopped';
  const current = () => jobs.find(isWaiting);

  function obstacles(): string[] {
    const found: [boolean, string][] = [
      [parts.cover === 'open', 'cover-open'],
      [parts.path === 'jammed', 'media-jam'],
      [parts.toner === 0, 'toner-empty'],
      [parts.sheets === 0, 'media-empty'],
      [output.length >= model.output, 'output-area-full'],
    ];
    return found.flatMap(([is, reason]) => (is ? [reason] : []));
  }

  function signs(): string[] {
    const found: [boolean, string][] = [
      [parts.toner > 0 && parts.toner < model.tonerLowBelow, 'toner-low'],
      [parts.sheets > 0 && parts.sheets < model.sheetsLowBelow, 'media-low'],
      [output.length < model.output && output.length >= 0.9 * model.output, 'output-area-almost-full'],
    ];
    return found.flatMap(([is, reason]) => (is ? [reason] : []));
  }

  function finish(job: WorkingJob, state: JobState, reason: string) {
    job.state = state;
    job.reasons = [reason];
    const over = jobs.filter((it) => !isWaiting(it)).slice(-remembered);
    jobs = jobs.filter((it) => isWaiting(it) || over.includes(it));
  }

  /** Draws in the next sheet, or says why not. */
  function work() {
    const job = current();
    if (!moving && job && parts.power === 'on') {
      const isFirst = job.state === 'pending';
      if (obstacles().length > 0) {
        job.state = 'stopped';
        job.reasons = ['printer-stopped'];
      } else {
        job.state = 'processing';
        job.reasons = ['job-printing'];
        const time = 60_000 / model.pagesPerMinute + (isFirst ? model.warmUp : 0);
        moving = clock.after(time, () => arrive(job));
        drawIn(job);
      }
    }
    changed();
  }

  function drawIn(job: WorkingJob) {
    const page = job.pagesOut + 1;
    if (strikes('aborted', page)) {
      stop();
      finish(job, 'aborted', 'aborted-by-system');
      work();
    } else if (strikes('powerOff', page)) {
      set({ power: 'off' });
    } else if (strikes('paperOut', page)) {
      stop();
      set({ sheets: 0 });
    } else {
      parts = { ...parts, sheets: parts.sheets - 1 };
      if (strikes('jam', page)) set({ path: 'jammed' });
    }
  }

  /** The sheet has come through. */
  function arrive(job: WorkingJob) {
    moving = undefined;
    parts = { ...parts, toner: Math.max(0, parts.toner - 1) };
    job.pagesOut++;
    output.push({ jobName: job.name, page: job.pagesOut });
    if (job.pagesOut >= job.pages) finish(job, 'completed', 'job-completed-successfully');
    else if (job.leaving) finish(job, 'canceled', 'job-canceled-by-user');
    work();
  }

  /** The sheet under way is lost; its page is printed again from the next. */
  function stop() {
    moving?.();
    moving = undefined;
    const job = current();
    if (job?.leaving) finish(job, 'canceled', 'job-canceled-by-user');
  }

  function set(changes: Partial<SheetPrinterParts>) {
    parts = { ...parts, ...changes };
    if (parts.power === 'off' || parts.cover === 'open' || parts.path === 'jammed') stop();
    if (parts.power === 'off' && model.spool === 'forgotten') jobs = [];
    if (parts.power === 'off') for (const job of jobs.filter(isWaiting)) job.state = 'pending';
    work();
  }

  return {
    add(it) {
      const job: WorkingJob = { ...it, id: ++lastId, state: 'pending', reasons: ['none'], pagesOut: 0, leaving: false };
      jobs.push(job);
      // It answers before it begins.
      const answer = { ...job };
      work();
      return answer;
    },
    cancel(id) {
      const job = jobs.find((it) => it.id === id);
      if (!job || !isWaiting(job)) return false;
      if (moving && job === current()) {
        job.leaving = true;
        job.reasons = ['processing-to-stop-point'];
        changed();
      } else {
        finish(job, 'canceled', 'job-canceled-by-user');
        work();
      }
      return true;
    },
    jobs: () => jobs,
    set,
    parts: () => parts,
    reasons: () => [...obstacles(), ...signs()],
    state: () => (moving ? 'processing' : current()?.state === 'stopped' ? 'stopped' : 'idle'),
    output: () => output,
    take() {
      const taken = output;
      output = [];
      work();
      return taken;
    },
    leave(sheets) {
      output = [...output, ...Array.from({ length: sheets }, (_, index) => ({ jobName: '', page: index + 1 }))];
      changed();
    },
  };
}
