import { expect, test } from 'vitest';
import type { DeviceEvent } from '../contract/device-event.ts';
import type { Outcome } from '../contract/fault.ts';
import type { ReceiptPrinter, ReceiptPrinterStatus, Slip } from '../contract/receipt-printer.ts';

/** What hands do at a receipt printer, real or not, and what eyes see of it. */
export interface ReceiptPrinterHands {
  set(parts: {
    readonly power?: 'on' | 'off';
    readonly cover?: 'closed' | 'open';
    readonly cutter?: 'ok' | 'jammed';
    readonly path?: 'ok' | 'jammed';
    readonly head?: 'ok' | 'hot';
    readonly electronics?: 'ok' | 'broken';
    /** Puts in a roll of so many millimetres. */
    readonly paperLeft?: number;
  }): void;
  /** Takes the slips out of the outlet: the text of each, a line break after every line. */
  take(): readonly string[];
  /** Something is printed and not cut yet. */
  printing(): boolean;
  /** Plans an accident of the next answer. */
  failNext(fault: 'noise' | 'damaged' | 'late'): void;
  unplug(): Promise<void>;
  plug(): Promise<void>;
}

export interface ReceiptPrinterBench {
  readonly printer: ReceiptPrinter;
  readonly hands: ReceiptPrinterHands;
  readonly log: readonly DeviceEvent[];
  /** Another driver for the same printer, as after a restart of the terminal. */
  start(): ReceiptPrinter;
  /** Lets time pass until the condition holds; fails when it does not hold in reasonable time. */
  until(condition: () => boolean): Promise<void>;
  /** Lets so many milliseconds of the driver's time pass. */
  pass(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

const full: ReceiptPrinterStatus = { device: 'online', paper: 'full' };
const slipOf = (text: string): Slip => [{ kind: 'text', text }];
/** Prints for about two seconds, and says what it is. */
const long: Slip = [...slipOf('LONG'), { kind: 'feed', lines: 80 }, ...slipOf('END')];

/**
 * What every receipt printer and its driver hold to. The printer at the bench has 80 m of paper, low below 2 m, and
 * counts as drained when the first check begins. `drawsRareNames`: whether it has the characters of four bytes.
 */
export function receiptPrinterContract(
  name: string,
  setUp: () => Promise<ReceiptPrinterBench>,
  { drawsRareNames }: { readonly drawsRareNames: boolean },
): void {
  const check = (what: string, work: (it: ReceiptPrinterBench) => Promise<void>) =>
    test(`${name}: ${what}`, { timeout: 60_000 }, async () => {
      const bench = await setUp();
      try {
        expect(await settled(bench, bench.printer.drain())).toEqual({ ok: true });
        bench.hands.take();
        await work(bench);
      } finally {
        bench.printer.close();
        await bench.close();
      }
    });

  async function settled(it: ReceiptPrinterBench, work: Promise<Outcome>): Promise<Outcome> {
    let done = false;
    void work.finally(() => {
      done = true;
    });
    await it.until(() => done);
    return work;
  }
  const print = (it: ReceiptPrinterBench, slip: Slip) => settled(it, it.printer.print(slip));

  /** That nothing of an earlier slip comes any more, and that the next one comes whole and alone. */
  async function printsOnlyTheNext(it: ReceiptPrinterBench) {
    it.hands.take();
    await it.until(() => it.printer.status().device === 'online');
    expect(it.hands.take()).toEqual([]);
    expect(await print(it, slipOf('NEXT'))).toEqual({ ok: true });
    const slips = it.hands.take();
    expect(slips.at(-1)).toBe('NEXT\n');
    // What hung from the printer may have been cut off on the way, as a piece of its own; the rest has not come.
    expect(slips.join('')).not.toContain('END');
  }

  check('a slip is on paper and cut off when the driver says so', async (it) => {
    const slip: Slip = [
      { kind: 'text', text: '挂号凭条', align: 'centre', size: 2, bold: true },
      { kind: 'rule' },
      { kind: 'field', label: '姓名', value: '张*三' },
      { kind: 'field', label: '科室', value: '内科' },
      { kind: 'qr', data: 'KIOSK:ORDER:1' },
      { kind: 'feed', lines: 1 },
      { kind: 'text', text: '￥25.00' },
    ];
    expect(await print(it, slip)).toEqual({ ok: true });
    expect(it.hands.printing()).toBe(false);
    const [only, ...more] = it.hands.take();
    expect(more).toEqual([]);
    expect(only).toMatch(/^挂号凭条\n-+\n姓名 {2}张\*三\n科室 {2}内科\n\[QR KIOSK:ORDER:1\]\n￥25\.00\n$/);
    expect(it.printer.status()).toEqual(full);
  });

  check('a name with a rare character is printed, or the character marked as one that cannot be', async (it) => {
    expect(await print(it, slipOf('王𠮷㐂 女'))).toEqual({ ok: true });
    expect(it.hands.take()).toEqual([drawsRareNames ? '王𠮷㐂 女\n' : '王〓〓 女\n']);
  });

  check('slips asked for together come one after another', async (it) => {
    const both = Promise.all([it.printer.print(slipOf('A')), it.printer.print(slipOf('B'))]);
    expect(
      await settled(
        it,
        both.then(([a, b]): Outcome => (a.ok ? b : a)),
      ),
    ).toEqual({ ok: true });
    expect(it.hands.take()).toEqual(['A\n', 'B\n']);
  });

  check('a slip that no printer can print is refused as the bug it is, and the next one prints', async (it) => {
    await expect(it.printer.print([{ kind: 'qr', data: 'x'.repeat(4_000) }])).rejects.toThrow(RangeError);
    await printsOnlyTheNext(it);
  });

  check('what is low or in the way is told at each change, without a job', async (it) => {
    const told: ReceiptPrinterStatus[] = [];
    it.printer.subscribe((status) => told.push(status));
    const parts = [
      [{ paperLeft: 500 }, { device: 'online', paper: 'low' }],
      [{ paperLeft: 0 }, { device: 'offline', fault: 'paperOut' }],
      [{ paperLeft: 80_000 }, full],
      [{ cover: 'open' }, { device: 'userError', fault: 'coverOpen' }],
      [{ cover: 'closed' }, full],
      [{ head: 'hot' }, { device: 'deviceBusy', fault: 'headOverheated' }],
      [{ head: 'ok' }, full],
      [{ electronics: 'broken' }, { device: 'hardwareError', fault: 'hardwareError' }],
      [{ electronics: 'ok' }, full],
    ] as const;
    for (const [part, status] of parts) {
      it.hands.set(part);
      await it.until(() => JSON.stringify(it.printer.status()) === JSON.stringify(status));
    }
    expect(told).toEqual(parts.map(([, status]) => status));
  });

  check('with something in the way nothing is printed', async (it) => {
    it.hands.set({ cover: 'open' });
    await it.until(() => it.printer.status().device === 'userError');
    expect(await print(it, slipOf('NO'))).toEqual({ ok: false, fault: 'coverOpen' });
    it.hands.set({ cover: 'closed' });
    await printsOnlyTheNext(it);
  });

  check('the paper runs out: the rest does not come after the new roll', async (it) => {
    it.hands.set({ paperLeft: 100 });
    expect(await print(it, long)).toEqual({ ok: false, fault: 'paperOut' });
    it.hands.set({ paperLeft: 80_000 });
    await printsOnlyTheNext(it);
  });

  check('the cover is opened while it prints: the rest does not come', async (it) => {
    const printing = it.printer.print(long);
    await it.until(it.hands.printing);
    it.hands.set({ cover: 'open' });
    expect(await settled(it, printing)).toEqual({ ok: false, fault: 'coverOpen' });
    it.hands.set({ cover: 'closed' });
    await printsOnlyTheNext(it);
  });

  check('a slip that hangs in a jammed cutter is not printed', async (it) => {
    it.hands.set({ cutter: 'jammed' });
    expect(await print(it, slipOf('HANGING'))).toEqual({ ok: false, fault: 'cutterJammed' });
    await it.until(() => it.printer.status().device === 'hardwareError');
    it.hands.set({ cutter: 'ok' });
    await printsOnlyTheNext(it);
  });

  check('a paper jam is told as one', async (it) => {
    it.hands.set({ path: 'jammed' });
    expect(await print(it, slipOf('STUCK'))).toEqual({ ok: false, fault: 'paperJammed' });
    it.hands.set({ path: 'ok' });
    await printsOnlyTheNext(it);
  });

  check('the power goes while it prints: it is noticed, and the rest does not come', async (it) => {
    const printing = it.printer.print(long);
    await it.until(it.hands.printing);
    it.hands.set({ power: 'off' });
    expect(await settled(it, printing)).toEqual({ ok: false, fault: 'timeOut' });
    it.hands.set({ power: 'on' });
    await printsOnlyTheNext(it);
  });

  check('the cable is pulled while it prints: likewise', async (it) => {
    const printing = it.printer.print(long);
    await it.until(it.hands.printing);
    await it.hands.unplug();
    const gone = expect.stringMatching(/^(offline|timeOut|noDevice)$/);
    expect(await settled(it, printing)).toEqual({ ok: false, fault: gone });
    expect(it.log).toContainEqual({
      event: 'device.fault',
      device: 'receiptPrinter',
      fault: gone,
      cause: expect.stringMatching(/\w/),
    });
    await it.hands.plug();
    await it.until(() => it.printer.status().device === 'online');
    await printsOnlyTheNext(it);
  });

  check('the terminal restarts in the middle of a slip: drained, the rest does not come', async (it) => {
    void it.printer.print(long);
    await it.until(it.hands.printing);
    it.printer.close();
    const next = it.start();
    expect(await settled(it, next.drain())).toEqual({ ok: true });
    expect(it.hands.take().join('')).not.toContain('END');
    await printsOnlyTheNext({ ...it, printer: next });
    next.close();
  });

  for (const fault of ['noise', 'damaged', 'late'] as const) {
    check(`${fault} on the line in the answer to draining: it drains all the same`, async (it) => {
      it.hands.failNext(fault);
      expect(await settled(it, it.printer.drain())).toEqual({ ok: true });
      await printsOnlyTheNext(it);
    });
  }

  check('the log holds nothing of what was printed', async (it) => {
    await print(it, slipOf('张三 110105199003074536'));
    it.hands.set({ cover: 'open' });
    await it.until(() => it.printer.status().device === 'userError');
    expect(JSON.stringify(it.log)).not.toMatch(/张三|1101051990/);
    expect(it.log).toContainEqual(expect.objectContaining({ event: 'device.online', device: 'receiptPrinter' }));
  });

  check('closing ends what is under way', async (it) => {
    const printing = it.printer.print(long);
    await it.until(it.hands.printing);
    it.printer.close();
    expect(await settled(it, printing)).toEqual({ ok: false, fault: 'offline' });
    expect(await print(it, slipOf('NO'))).toEqual({ ok: false, fault: 'offline' });
  });
}
