import { expect, test } from 'vitest';
import type { Outcome } from '../contract/fault.ts';
import type { PrintedReport, ReportPrinter, ReportPrinterStatus } from '../contract/report-printer.ts';
import { samplePdf } from './sample-pdf.ts';

/** What hands do at a report printer, real or not, and what eyes see of it. */
export interface ReportPrinterHands {
  set(parts: {
    readonly power?: 'on' | 'off';
    readonly cover?: 'closed' | 'open';
    readonly path?: 'ok' | 'jammed';
    readonly sheets?: number;
    readonly toner?: number;
    readonly accepting?: boolean;
  }): void;
  failAtPage(page: number, accident: 'jam' | 'paperOut' | 'aborted' | 'powerOff'): void;
  /** The answer to the next job is lost after the printer has taken it. */
  loseNextReply(): void;
  plug(): void;
  unplug(): void;
  /** Takes the pages out of the output tray, `JOB/PAGE` each. */
  take(): readonly string[];
  /** Pages in the output tray. */
  out(): number;
  /** Jobs that are not over. */
  jobsInside(): number;
}

export interface ReportPrinterBench {
  readonly printer: ReportPrinter;
  readonly hands: ReportPrinterHands;
  /** Another driver for the same printer, as after a restart of the terminal. */
  start(): ReportPrinter;
  /** Lets time pass until `condition` holds. */
  until(condition: () => boolean): Promise<void>;
  /** Lets milliseconds of the driver's time pass. */
  pass(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

type Online = Extract<ReportPrinterStatus, { device: 'online' }>;
const full: Online = { device: 'online', paper: 'full', toner: 'full', output: 'ok' };
const pages = (jobName: string, count: number) => Array.from({ length: count }, (_, at) => `${jobName}/${at + 1}`);
const never = new AbortController().signal;

/**
 * What every report printer and its driver hold to. The printer at the bench prints a page in two seconds or less, with
 * 250 sheets in its tray (low below 25), toner for 2000 pages (low below 100), and keeps its jobs without power.
 * `concurrent` runs the checks side by side, for benches in real time.
 */
export function reportPrinterContract(
  name: string,
  setUp: () => Promise<ReportPrinterBench>,
  { concurrent = false }: { readonly concurrent?: boolean } = {},
) {
  const check = (what: string, work: (it: ReportPrinterBench) => Promise<void>) =>
    test(`${name}: ${what}`, { timeout: 60_000, concurrent }, async () => {
      const bench = await setUp();
      try {
        await work(bench);
      } finally {
        bench.printer.close();
        await bench.close();
      }
    });

  async function settle<T>({ until }: ReportPrinterBench, work: Promise<T>): Promise<T> {
    let done = false;
    void work.finally(() => {
      done = true;
    });
    await until(() => done);
    return work;
  }
  const print = (it: ReportPrinterBench, jobName: string, count: number): Promise<PrintedReport> =>
    settle(it, it.printer.print({ jobName, document: samplePdf(count), pages: count }, never));
  const online = (it: ReportPrinterBench) => it.until(() => it.printer.status().device === 'online');
  const drain = (it: ReportPrinterBench, printer: ReportPrinter): Promise<Outcome> => settle(it, printer.drain());

  /** That nothing of an earlier report comes any more, and that the next one comes whole and alone. */
  async function printsOnlyTheNext(it: ReportPrinterBench) {
    it.hands.take();
    await it.pass(15_000);
    expect(it.hands.jobsInside()).toBe(0);
    expect(it.hands.take()).toEqual([]);
    expect(await print(it, 'next', 2)).toEqual({ ok: true, pages: 2 });
    expect(it.hands.take()).toEqual(pages('next', 2));
  }

  check('a report is out when the driver says so, and its pages are told one by one', async (it) => {
    const told: number[] = [];
    const report = { jobName: 'K1', document: samplePdf(3), pages: 3 };
    expect(
      await settle(
        it,
        it.printer.print(report, never, (out) => told.push(out)),
      ),
    ).toEqual({ ok: true, pages: 3 });
    expect(it.hands.take()).toEqual(pages('K1', 3));
    expect(told.at(-1)).toBe(3);
    expect(told).toEqual([...new Set(told)].sort());
    expect(it.printer.status()).toEqual(full);
  });

  check('reports asked for together come one after another', async (it) => {
    const both = Promise.all(
      ['K1', 'K2'].map((jobName) => it.printer.print({ jobName, document: samplePdf(2), pages: 2 }, never)),
    );
    expect(await settle(it, both)).toEqual([
      { ok: true, pages: 2 },
      { ok: true, pages: 2 },
    ]);
    expect(it.hands.take()).toEqual([...pages('K1', 2), ...pages('K2', 2)]);
  });

  check('what is low or in the way is told without a job', async (it) => {
    await online(it);
    const tell = async (parts: Parameters<ReportPrinterHands['set']>[0], status: ReportPrinterStatus) => {
      it.hands.set(parts);
      await it.until(() => JSON.stringify(it.printer.status()) === JSON.stringify(status));
    };
    await tell({ sheets: 20 }, { ...full, paper: 'low' });
    await tell({ sheets: 0 }, { device: 'offline', fault: 'paperOut' });
    await tell({ sheets: 250, toner: 50 }, { ...full, toner: 'low' });
    await tell({ toner: 0 }, { device: 'offline', fault: 'tonerOut' });
    await tell({ toner: 2_000, cover: 'open' }, { device: 'userError', fault: 'coverOpen' });
    await tell({ cover: 'closed', path: 'jammed' }, { device: 'hardwareError', fault: 'paperJammed' });
    await tell({ path: 'ok', accepting: false }, { device: 'deviceBusy', fault: 'jobRefused' });
    await tell({ accepting: true }, full);
  });

  check('with something in the way no job goes in', async (it) => {
    await online(it);
    it.hands.set({ cover: 'open' });
    expect(await print(it, 'K1', 2)).toEqual({ ok: false, fault: 'coverOpen', delivered: 0 });
    it.hands.set({ cover: 'closed' });
    await printsOnlyTheNext(it);
  });

  check('a jam: what came out is counted, the rest is cancelled and does not come after the repair', async (it) => {
    it.hands.failAtPage(3, 'jam');
    expect(await print(it, 'K1', 5)).toEqual({ ok: false, fault: 'paperJammed', delivered: 2 });
    expect(it.hands.take()).toEqual(pages('K1', 2));
    await it.until(() => it.printer.status().device === 'hardwareError');
    it.hands.set({ path: 'ok' });
    await printsOnlyTheNext(it);
  });

  check('the paper runs out: likewise', async (it) => {
    it.hands.failAtPage(2, 'paperOut');
    expect(await print(it, 'K1', 5)).toEqual({ ok: false, fault: 'paperOut', delivered: 1 });
    expect(it.hands.take()).toEqual(pages('K1', 1));
    it.hands.set({ sheets: 250 });
    await printsOnlyTheNext(it);
  });

  check('the cover is opened while it prints: likewise', async (it) => {
    const printing = print(it, 'K1', 5);
    await it.until(() => it.hands.out() >= 1);
    it.hands.set({ cover: 'open' });
    const printed = await printing;
    expect(printed).toMatchObject({ ok: false, fault: 'coverOpen' });
    expect(it.hands.take()).toEqual(pages('K1', printed.ok ? 0 : printed.delivered));
    it.hands.set({ cover: 'closed' });
    await printsOnlyTheNext(it);
  });

  check('what was in the way and is gone at once costs nothing', async (it) => {
    const printing = print(it, 'K1', 4);
    await it.until(() => it.hands.out() >= 1);
    it.hands.set({ cover: 'open' });
    await it.until(() => it.printer.status().device === 'userError');
    it.hands.set({ cover: 'closed' });
    expect(await printing).toEqual({ ok: true, pages: 4 });
    expect(it.hands.take()).toEqual(pages('K1', 4));
  });

  check('a report aborted by the printer is a fault', async (it) => {
    it.hands.failAtPage(2, 'aborted');
    expect(await print(it, 'K1', 3)).toEqual({ ok: false, fault: 'jobRefused', delivered: 1 });
    await printsOnlyTheNext(it);
  });

  check('called off: the sheet on its way comes, nothing after it', async (it) => {
    const calling = new AbortController();
    const printing = it.printer.print({ jobName: 'K1', document: samplePdf(9), pages: 9 }, calling.signal);
    await it.until(() => it.hands.out() >= 2);
    calling.abort();
    const printed = await settle(it, printing);
    expect(printed).toMatchObject({ ok: false, fault: 'cancelled' });
    const out = it.hands.take();
    expect(out.length).toBeLessThan(9);
    expect(out).toEqual(pages('K1', printed.ok ? 0 : printed.delivered));
    await printsOnlyTheNext(it);
  });

  check('called off before it began: nothing comes', async (it) => {
    await online(it);
    const report = { jobName: 'K1', document: samplePdf(2), pages: 2 };
    const printed = await settle(it, it.printer.print(report, AbortSignal.abort()));
    expect(printed).toEqual({ ok: false, fault: 'cancelled', delivered: 0 });
    await printsOnlyTheNext(it);
  });

  check('a lost answer: the job is found by its name and nothing is printed twice', async (it) => {
    await online(it);
    it.hands.loseNextReply();
    expect(await print(it, 'K1', 3)).toEqual({ ok: true, pages: 3 });
    expect(it.hands.take()).toEqual(pages('K1', 3));
    await printsOnlyTheNext(it);
  });

  check('the power goes and comes back: the rest of the report does not', async (it) => {
    it.hands.failAtPage(3, 'powerOff');
    const printed = await print(it, 'K1', 5);
    expect(printed).toMatchObject({ ok: false, fault: 'offline' });
    // The second page came out in the moment the power went: whether it was still counted is chance.
    expect([1, 2]).toContain(printed.ok ? undefined : printed.delivered);
    expect(it.printer.status()).toMatchObject({ device: expect.stringMatching(/offline|noDevice/) });
    it.hands.take();
    it.hands.set({ power: 'on' });
    await online(it);
    // The printer knows its job again before the driver can take it away: one page at most.
    expect(it.hands.take().length).toBeLessThan(5);
    await printsOnlyTheNext(it);
  });

  check('the network breaks for a moment: the report goes on', async (it) => {
    const printing = print(it, 'K1', 4);
    await it.until(() => it.hands.out() >= 1);
    it.hands.unplug();
    it.hands.plug();
    expect(await printing).toEqual({ ok: true, pages: 4 });
    expect(it.hands.take()).toEqual(pages('K1', 4));
  });

  check('the terminal restarts in the middle of a report: drained, the rest of it does not come', async (it) => {
    void it.printer.print({ jobName: 'K1', document: samplePdf(9), pages: 9 }, never);
    await it.until(() => it.hands.out() >= 1);
    it.printer.close();
    const next = it.start();
    expect(await drain(it, next)).toEqual({ ok: true });
    expect(it.hands.jobsInside()).toBe(0);
    expect(it.hands.take().length).toBeLessThan(9);
    await printsOnlyTheNext({ ...it, printer: next });
    next.close();
  });

  check('closing ends what is under way', async (it) => {
    const printing = it.printer.print({ jobName: 'K1', document: samplePdf(9), pages: 9 }, never);
    await it.until(() => it.hands.out() >= 1);
    it.printer.close();
    expect(await settle(it, printing)).toMatchObject({ ok: false, fault: 'offline' });
    const report = { jobName: 'K2', document: samplePdf(1), pages: 1 };
    expect(await settle(it, it.printer.print(report, never))).toEqual({ ok: false, fault: 'offline', delivered: 0 });
  });
}
