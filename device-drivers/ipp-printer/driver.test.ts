import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createIppPlugBoard } from '../../simulator/devices/ipp-plug-board.ts';
import {
  createVirtualIppPrinter,
  type ReportPrinterFault,
  wireTroubles,
} from '../../simulator/devices/virtual-ipp-printer.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { DeviceEvent } from '../contract/device-event.ts';
import type { PrintedReport, ReportPrinterStatus } from '../contract/report-printer.ts';
import type { PostIpp } from '../links/ipp.ts';
import { LinkError } from '../links/link.ts';
import { encodeAnswer, printerGroup } from './answer.ts';
import { decode } from './codec.ts';
import { decodeCommand } from './command.ts';
import { createReportPrinter } from './driver.ts';
import { samplePdf } from './sample-pdf.ts';

const operationIn = (body: Uint8Array) => decodeCommand(body)?.command.kind;

function seeded(seed: number) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function bench(plan: { post?: PostIpp; spool?: 'kept' | 'forgotten'; plugged?: boolean; seed?: number } = {}) {
  const clock = createVirtualClock(Date.UTC(2026, 10, 2));
  const model = { spool: plan.spool ?? 'kept' };
  const virtual = createVirtualIppPrinter({ clock, chance: seeded(plan.seed ?? 1), model });
  const board = createIppPlugBoard();
  if (plan.plugged ?? true) board.plug('printer', virtual);
  const log: DeviceEvent[] = [];
  const posts: number[] = [];
  const start = (user?: string) =>
    createReportPrinter({
      post: (address, body, signal) => {
        posts.push(clock.now());
        return (plan.post ?? board.post)(address, body, signal);
      },
      address: 'memory:printer',
      clock,
      log: (event) => log.push(event),
      ...(user && { user }),
    });
  const printer = start();
  const statuses: ReportPrinterStatus[] = [];
  printer.subscribe((status) => statuses.push(status));

  async function settle<T>(work: Promise<T>, limit = 300_000): Promise<T> {
    let done = false;
    void work.finally(() => {
      done = true;
    });
    if (!(await clock.runUntil(() => done, limit))) throw new Error('not settled in time');
    return work;
  }
  const begin = (jobName = 'K1', pages = 3, signal = new AbortController().signal): Promise<PrintedReport> =>
    printer.print({ jobName, document: samplePdf(pages), pages }, signal);
  const ready = async () => {
    expect(await settle(printer.drain())).toEqual({ ok: true });
    log.splice(0);
  };
  const out = () => virtual.take().map(({ jobName, page }) => `${jobName}/${page}`);
  const outReaches = (count: number) => clock.runUntil(() => virtual.state().output.length >= count, 60_000);
  return { clock, virtual, board, log, posts, printer, statuses, start, settle, begin, ready, out, outReaches };
}

const all = ['K1/1', 'K1/2', 'K1/3'];
const whole: PrintedReport = { ok: true, pages: 3 };

describe('manners', () => {
  test('the log tells of coming online once, and of nothing while all is well', async () => {
    const { clock, printer, settle, begin, log } = bench();
    expect(await settle(begin())).toEqual(whole);
    await clock.advance(600_000);
    expect(log).toEqual([{ event: 'device.online', device: 'reportPrinter', address: 'memory:printer' }]);
    expect(printer.status()).toEqual({ device: 'online', paper: 'full', toner: 'full', output: 'ok' });
  });

  test('an idle printer is asked four times a minute, one at work each second', async () => {
    const { clock, posts, begin, ready } = bench();
    await ready();
    await clock.advance(30_000);
    posts.splice(0);
    await clock.advance(600_000);
    expect(posts.length).toBeGreaterThan(37);
    expect(posts.length).toBeLessThan(42);
    void begin('K1', 60);
    await clock.advance(10_000);
    posts.splice(0);
    await clock.advance(60_000);
    // The job and the printer each second, and the time the answers take.
    expect(posts.length).toBeGreaterThan(100);
    expect(posts.length).toBeLessThan(125);
  });

  test('what is printed, and for whom, is not in the log', async () => {
    const { virtual, log, settle, begin } = bench();
    virtual.failAtPage(2, 'jam');
    await settle(begin('张三的报告'));
    virtual.failUntilCleared('garbage');
    await settle(begin('张三的报告'));
    expect(JSON.stringify(log)).not.toMatch(/张|PDF/);
  });

  test('jobs of others are left alone', async () => {
    const { clock, virtual, start, settle, ready, out } = bench();
    await ready();
    const other = start('office');
    const theirs = other.print({ jobName: 'O1', document: samplePdf(9), pages: 9 }, new AbortController().signal);
    await clock.runUntil(() => virtual.state().output.length >= 1, 60_000);
    await ready();
    expect(await settle(theirs)).toEqual({ ok: true, pages: 9 });
    expect(out().length).toBe(9);
  });

  test('closing leaves nothing on the clock, whatever is going on', async () => {
    for (const trouble of [undefined, 'silent', 'busy', 'http500'] as const) {
      const { clock, virtual, printer, begin } = bench();
      if (trouble) virtual.failUntilCleared(trouble);
      const printed = begin();
      await clock.advance(4_000);
      printer.close();
      await clock.advance(300_000);
      expect(await printed).toMatchObject({ ok: false });
      expect(clock.pending).toBe(0);
    }
  });
});

describe('before the first answer', () => {
  test('nothing at the address: told once, asked with growing pauses, and found when it comes', async () => {
    const { clock, virtual, board, posts, log, printer, settle, begin, out } = bench({ plugged: false });
    await clock.advance(100_000);
    expect(printer.status()).toEqual({ device: 'noDevice', fault: 'noDevice' });
    expect(posts.map((at) => at - (posts[0] ?? 0)).slice(0, 5)).toEqual([0, 1_000, 3_000, 7_000, 15_000]);
    expect(log).toEqual([
      {
        event: 'device.fault',
        device: 'reportPrinter',
        fault: 'noDevice',
        cause: 'Nothing is plugged in as memory:printer.',
      },
    ]);
    expect(await settle(begin())).toEqual({ ok: false, fault: 'noDevice', delivered: 0 });
    board.plug('printer', virtual);
    await clock.runUntil(() => printer.status().device === 'online', 60_000);
    expect(await settle(begin())).toEqual(whole);
    expect(out()).toEqual(all);
  });

  test('a printer that is silent is offline, with the words', async () => {
    const { clock, virtual, log, printer } = bench();
    virtual.failUntilCleared('silent');
    await clock.advance(20_000);
    expect(printer.status()).toEqual({ device: 'offline', fault: 'timeOut' });
    expect(log).toEqual([
      { event: 'device.fault', device: 'reportPrinter', fault: 'timeOut', cause: 'no answer to getPrinterAttributes' },
    ]);
    virtual.clear();
    await clock.runUntil(() => printer.status().device === 'online', 60_000);
  });

  test.each([
    ['http500', 'memory:printer answered HTTP 500.'],
    ['garbage', expect.stringMatching(/the answer|IPP status/)],
  ] as const)('%s is a protocolError, with the words', async (trouble, cause) => {
    const { clock, virtual, log, printer } = bench();
    virtual.failUntilCleared(trouble);
    await clock.advance(3_000);
    expect(printer.status()).toMatchObject({ fault: 'protocolError' });
    expect(log[0]).toEqual({ event: 'device.fault', device: 'reportPrinter', fault: 'protocolError', cause });
  });

  test('an answer to another request is none', async () => {
    const { clock, log } = bench({ post: async () => ({ ok: true, body: encodeAnswer('ok', 4_711) }) });
    await clock.advance(500);
    expect(log[0]).toMatchObject({ fault: 'protocolError', cause: 'the answer is to another request' });
  });

  test('an address no printer can have is told in words', async () => {
    const post: PostIpp = () => Promise.reject(new LinkError('serial:/dev/ttyS1 cannot be used for this device.'));
    const { clock, log, printer } = bench({ post });
    await clock.advance(500);
    expect(printer.status()).toEqual({ device: 'noDevice', fault: 'noDevice' });
    expect(log[0]).toMatchObject({ cause: 'serial:/dev/ttyS1 cannot be used for this device.' });
  });

  test('a refusal of the question is told with its status', async () => {
    const post: PostIpp = async (_, body) => ({
      ok: true,
      body: encodeAnswer('notFound', decode(body)?.requestId ?? 0),
    });
    const { clock, log } = bench({ post });
    await clock.advance(500);
    expect(log[0]).toMatchObject({ cause: 'getPrinterAttributes was answered with IPP status 0x0406' });
  });
});

describe('trouble on the way', () => {
  test.each(['silent', 'http500', 'garbage', 'slow'] as const)(
    'one answer lost to "%s" costs nothing',
    async (trouble) => {
      const { clock, virtual, log, printer, settle, begin, ready, out, outReaches } = bench();
      await ready();
      const printing = begin();
      await outReaches(1);
      virtual.failNext(trouble);
      expect(await settle(printing)).toEqual(whole);
      expect(out()).toEqual(all);
      await clock.advance(1_000);
      expect(printer.status().device).toBe('online');
      expect(log).toEqual(trouble === 'slow' ? [] : [{ event: 'device.retry', device: 'reportPrinter', attempt: 2 }]);
    },
  );

  test.each([
    ['silent', 'timeOut'],
    ['http500', 'protocolError'],
  ] as const)('a job that "%s" kept from the printer is not found there and not sent again', async (trouble, fault) => {
    const { clock, virtual, settle, begin, ready, out } = bench();
    await ready();
    const printing = begin();
    await clock.advance(25);
    virtual.failNext(trouble);
    expect(await settle(printing)).toEqual({ ok: false, fault, delivered: 0 });
    expect(virtual.state().jobs).toEqual([]);
    expect(await settle(begin('K2', 1))).toEqual({ ok: true, pages: 1 });
    expect(out()).toEqual(['K2/1']);
  });

  test.each(['lostReply', 'garbage'] as const)(
    'a job whose answer is lost to "%s" is found and followed',
    async (trouble) => {
      const { clock, virtual, settle, begin, ready, out } = bench();
      await ready();
      const printing = begin();
      await clock.advance(25);
      virtual.failNext(trouble);
      expect(await settle(printing)).toEqual(whole);
      expect(virtual.state().jobs.length).toBe(1);
      expect(out()).toEqual(all);
    },
  );

  test('called off while the answer to the job is missing: found and cancelled', async () => {
    const calling = new AbortController();
    const { clock, virtual, settle, begin, ready } = bench();
    await ready();
    const printing = begin('K1', 9, calling.signal);
    await clock.advance(25);
    virtual.failNext('slow');
    await clock.advance(100);
    calling.abort();
    expect(await settle(printing)).toMatchObject({ ok: false, fault: 'cancelled' });
    expect(virtual.state().jobs).toMatchObject([{ state: 'canceled' }]);
  });

  test('called off as the last page comes out: it was printed all the same', async () => {
    const calling = new AbortController();
    const { settle, begin, ready, outReaches } = bench();
    await ready();
    const printing = begin('K1', 3, calling.signal);
    await outReaches(3);
    calling.abort();
    expect(await settle(printing)).toEqual(whole);
  });

  test('a busy printer is offered the job again; one that stays busy refuses it', async () => {
    const { clock, virtual, settle, begin, ready, out } = bench();
    await ready();
    virtual.failNext('busy');
    virtual.failNext('busy');
    expect(await settle(begin())).toEqual(whole);
    expect(out()).toEqual(all);
    virtual.failUntilCleared('busy');
    const before = clock.now();
    expect(await settle(begin())).toEqual({ ok: false, fault: 'jobRefused', delivered: 0 });
    expect(clock.now() - before).toBeLessThan(35_000);
    expect(virtual.state().jobs.length).toBe(1);
  });

  test('a document that is no PDF is refused', async () => {
    const { clock, printer, settle, ready } = bench();
    await ready();
    const before = clock.now();
    const report = { jobName: 'K1', document: new TextEncoder().encode('hello'), pages: 1 };
    expect(await settle(printer.print(report, new AbortController().signal))).toEqual({
      ok: false,
      fault: 'jobRefused',
      delivered: 0,
    });
    expect(clock.now() - before).toBeLessThan(1_000);
  });

  test('a printer gone in the moment the job is sent has not got it, and is not searched for it', async () => {
    const it = bench({
      post: async (...posted) =>
        operationIn(posted[1]) === 'printJob'
          ? { ok: false, fault: 'noDevice', cause: 'refused' }
          : it.board.post(...posted),
    });
    await it.ready();
    const before = it.clock.now();
    expect(await it.settle(it.begin())).toEqual({ ok: false, fault: 'offline', delivered: 0 });
    expect(it.clock.now() - before).toBeLessThan(200);
  });

  test('what is in the way of other sheets only, while the pages come, ends nothing', async () => {
    let sent = false;
    const it = bench({
      post: async (...posted) => {
        const operation = operationIn(posted[1]);
        if (operation === 'printJob') sent = true;
        if (!sent || operation !== 'getPrinterAttributes') return it.board.post(...posted);
        const state = { state: 'processing', reasons: ['media-empty-report'], accepting: true } as const;
        return { ok: true, body: encodeAnswer('ok', decode(posted[1])?.requestId ?? 0, [printerGroup(state)]) };
      },
    });
    await it.ready();
    expect(await it.settle(it.begin('K1', 12))).toEqual({ ok: true, pages: 12 });
  });

  /** The first job reaches the printer eight seconds after its connection broke. */
  function lateBench() {
    let held = false;
    const it = bench({
      post: async (...posted) => {
        if (held || operationIn(posted[1]) !== 'printJob') return it.board.post(...posted);
        held = true;
        const body = posted[1].slice();
        it.clock.after(8_000, () => void it.virtual.receive(body));
        return { ok: false, fault: 'offline', cause: 'the connection broke' };
      },
    });
    return it;
  }

  test('a job that turns up after it was given up is cancelled', async () => {
    const { clock, virtual, printer, settle, begin, ready, out } = lateBench();
    await ready();
    expect(await settle(begin('K1', 40))).toEqual({ ok: false, fault: 'offline', delivered: 0 });
    // That nothing is there now does not say that nothing will come.
    expect(await settle(printer.drain())).toEqual({ ok: true });
    await clock.runUntil(() => virtual.state().jobs.length > 0, 20_000);
    await clock.advance(30_000);
    expect(virtual.state().jobs).toMatchObject([{ name: 'K1', state: 'canceled' }]);
    expect(out().length).toBeLessThan(10);
  });

  test('and so before the next report, which comes last and whole', async () => {
    const { clock, virtual, settle, begin, ready, out } = lateBench();
    await ready();
    expect(await settle(begin('K1', 40))).toMatchObject({ ok: false });
    await clock.runUntil(() => virtual.state().jobs.length > 0, 20_000);
    expect(await settle(begin('K2', 2))).toEqual({ ok: true, pages: 2 });
    expect(virtual.state().jobs).toMatchObject([{ name: 'K1', state: 'canceled' }, { name: 'K2' }]);
    expect(out().slice(-2)).toEqual(['K2/1', 'K2/2']);
  });

  test('a gap of two seconds in the network is bridged', async () => {
    const { clock, virtual, board, settle, begin, ready, outReaches } = bench();
    await ready();
    const printing = begin('K1', 5);
    await outReaches(1);
    board.unplug('printer');
    await clock.advance(1_900);
    board.plug('printer', virtual);
    expect(await settle(printing)).toEqual({ ok: true, pages: 5 });
  });

  test('a longer one is not, and what is left is cancelled before the printer counts as online', async () => {
    const { clock, virtual, board, log, printer, settle, begin, ready, outReaches } = bench();
    await ready();
    const printing = begin('K1', 40);
    await outReaches(1);
    board.unplug('printer');
    expect(await settle(printing)).toMatchObject({ ok: false, fault: 'offline' });
    expect(printer.status()).toMatchObject({ fault: 'offline' });
    await clock.advance(5_000);
    board.plug('printer', virtual);
    await clock.runUntil(() => printer.status().device === 'online', 60_000);
    expect(virtual.state().jobs).toMatchObject([{ state: 'canceled' }]);
    expect(log.at(-1)).toMatchObject({ event: 'device.online' });
  });

  test('a printer that forgets its job for want of power has refused it', async () => {
    const { clock, virtual, settle, begin, ready, outReaches, out } = bench({ spool: 'forgotten' });
    await ready();
    const printing = begin('K1', 9);
    await outReaches(1);
    virtual.set({ power: 'off' });
    virtual.set({ power: 'on' });
    expect(await settle(printing)).toMatchObject({ ok: false, fault: 'jobRefused' });
    await clock.advance(60_000);
    expect(out().length).toBeLessThan(3);
  });

  test('no page for a minute and a half, and nothing said why: given up and cancelled', async () => {
    const clockwork = bench();
    const { virtual, board, settle, ready } = clockwork;
    await ready();
    // Another's job of an hour is before it.
    const others = createReportPrinter({
      post: board.post,
      address: 'memory:printer',
      clock: clockwork.clock,
      log: () => {},
      user: 'office',
    });
    void others.print({ jobName: 'O', document: samplePdf(140), pages: 140 }, new AbortController().signal);
    await clockwork.outReaches(1);
    expect(await settle(clockwork.begin())).toEqual({ ok: false, fault: 'timeOut', delivered: 0 });
    expect(virtual.state().jobs).toMatchObject([{ name: 'O' }, { name: 'K1', state: 'canceled' }]);
  });

  test('with troubles of every kind each report ends; one that is confirmed is out once and whole', async () => {
    const trouble = fc.record({ at: fc.nat(30_000), name: fc.constantFrom<ReportPrinterFault[]>(...wireTroubles) });
    await fc.assert(
      fc.asyncProperty(fc.array(trouble, { maxLength: 25 }), fc.nat(), async (troubles, seed) => {
        const { clock, virtual, printer, settle, begin, out } = bench({ seed });
        for (const { at, name } of troubles) clock.after(at, () => virtual.failNext(name));
        for (const jobName of ['A', 'B', 'C']) {
          const printed = await settle(begin(jobName, 2), 600_000);
          const came = out().filter((page) => page.startsWith(jobName));
          if (printed.ok) expect(came).toEqual([`${jobName}/1`, `${jobName}/2`]);
          else expect(came.length).toBeGreaterThanOrEqual(printed.delivered);
        }
        await clock.advance(30_000);
        virtual.clear();
        // What was asked before and met with silence is given up first.
        await clock.advance(60_000);
        await clock.runUntil(() => printer.status().device === 'online', 120_000);
        await settle(printer.drain());
        out();
        expect(await settle(begin('D', 1))).toEqual({ ok: true, pages: 1 });
        expect(out()).toEqual(['D/1']);
        expect(new Set(virtual.state().jobs.map(({ name }) => name)).size).toBe(virtual.state().jobs.length);
        printer.close();
        await clock.advance(300_000);
        expect(clock.pending).toBe(0);
      }),
      {
        numRuns: 60,
        examples: [[[0, 6041, 6041, 6041].map((at) => ({ at, name: 'silent' as const })), 0]],
      },
    );
  });
});
