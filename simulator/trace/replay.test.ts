import { expect, test } from 'vitest';
import { createCrt591 } from '../../device-drivers/crt-591/driver.ts';
import { createMagtekReader } from '../../device-drivers/magtek-reader/driver.ts';
import { people } from '../../seeds/people.ts';
import { openKiosk } from '../../tests/kiosk.ts';
import { slipText } from '../devices/paper.ts';
import { createWallet } from '../rehearsal/wallet.ts';
import { compareTraces } from './compare.ts';
import { createEars } from './ears.ts';
import type { TracedFrame } from './frame.ts';
import { fromJsonLines, toJsonLines } from './json-lines.ts';
import { replay } from './replay.ts';
import { createTrace } from './trace.ts';
import { createTraceTrial } from './trace-trial.ts';

/** As a technician has it: exported, and read again. */
function exported(frames: readonly TracedFrame[]): readonly TracedFrame[] {
  const read = fromJsonLines(toJsonLines(frames));
  if (!read.ok) throw new Error(read.why);
  return read.frames;
}

async function registered() {
  let trace = createTrace({ now: () => 0 });
  const kiosk = await openKiosk({
    ears(clock) {
      trace = createTrace({ now: clock.now });
      return createEars(trace);
    },
  });
  await kiosk.toPayment();
  kiosk.pay();
  await kiosk.until('farewell');
  return { kiosk, frames: exported(trace.frames()) };
}

test('a slip is printed again as it was, and the printer says the same at the same times', async () => {
  const { kiosk, frames } = await registered();
  const [slip] = kiosk.world.printer.state().slips;
  const again = await replay({ frames, device: 'receiptPrinter' });
  const slips = again.shelf.receiptPrinter.state().slips;
  expect(slips).toEqual([slip]);
  expect(slip && slipText(slip)).toContain('挂号凭条');
  expect(compareTraces(frames, again.frames, { device: 'receiptPrinter', within: 2 })).toBeUndefined();
});

test('a printer in another condition differs, and it is said where', async () => {
  const { frames } = await registered();
  const { frames: again, shelf } = await replay({
    frames,
    device: 'receiptPrinter',
    hands: (shelf) => shelf.receiptPrinter.set({ paperLeft: 0 }),
  });
  expect(shelf.receiptPrinter.state().slips).toEqual([]);
  expect(compareTraces(frames, again, { device: 'receiptPrinter' })).toBe(
    '2. from the device: “status 1: online”, then “status 1: offline”',
  );
});

test('a reader is asked again, with the same card laid down at the same time', async () => {
  const { kiosk, frames } = await registered();
  const found = frames.find(({ words }) => words.includes('card found'))?.at ?? 0;
  const lay = { device: 'idCardReader', frames } as const;
  const hands = (card: typeof kiosk.card) =>
    replay({
      ...lay,
      hands: (shelf, clock) => clock.after(found - 3 - clock.now(), () => shelf.idCardReader.put(card)),
    });
  expect(compareTraces(frames, (await hands(kiosk.card)).frames, lay)).toBeUndefined();
  const [, other] = people;
  const said = other && compareTraces(frames, (await hands(other.card)).frames, lay);
  expect(said).toContain('text of 张明远');
  expect(said).toContain(`text of ${other?.card.name}`);
  // Without a card.
  expect(compareTraces(frames, (await replay(lay)).frames, lay)).toContain('no card');
});

test('a dispenser: movements, a jam, its plug pulled in the middle', async () => {
  const { clock, trace, shelf, ports, settled } = createTraceTrial();
  const { dispenser } = createCrt591({ ...ports, address: 'memory:card-dispenser' });
  await clock.advance(2_000);
  await settled(dispenser.takeFromStack());
  await settled(dispenser.offer());
  shelf.unplug('cardDispenser');
  await clock.advance(500);
  shelf.plugIn('cardDispenser');
  await clock.advance(20_000);
  const frames = exported(trace.frames());
  expect(frames.filter(({ words }) => words === 'line closed')).toHaveLength(1);
  const again = await replay({ frames, device: 'cardDispenser' });
  expect(compareTraces(frames, again.frames, { device: 'cardDispenser', within: 2 })).toBeUndefined();
  expect(again.shelf.cardDispenser.state().onTheWay?.place).toBe('gate');
  const jammed = await replay({
    frames,
    device: 'cardDispenser',
    hands: (it) => it.cardDispenser.failNext('jamOnTheWay'),
  });
  expect(compareTraces(frames, jammed.frames, { device: 'cardDispenser' })).toContain('then “error 10: card jam”');
});

test('the beginning may be missing', async () => {
  const { frames } = await registered();
  const device = 'receiptPrinter';
  const from = frames.findIndex((it) => it.device === device && it.words.startsWith('init; tell'));
  const again = await replay({ frames: frames.slice(from), device });
  expect(again.frames.at(-1)?.words).toMatch(/^“.{4}” is printed$/);
});

test('HID, PC/SC and IPP devices are asked again too', async () => {
  let trace = createTrace({ now: () => 0 });
  const kiosk = await openKiosk({
    ears(clock) {
      trace = createTrace({ now: clock.now });
      return createEars(trace);
    },
  });
  kiosk.comeFor('report', 0, 'socialSecurity');
  const { choices } = await kiosk.until('chooseSome');
  for (const { id } of choices.filter(({ open }) => open).slice(0, 1)) kiosk.pick(id);
  kiosk.tap({ kind: 'confirm' });
  await kiosk.until('farewell');
  const frames = exported(trace.frames());

  const swipe = await replay({ frames, device: 'magneticCardReader' });
  expect(compareTraces(frames, swipe.frames, { device: 'magneticCardReader', within: 2 })).toBeUndefined();
  expect(swipe.frames.some(({ words }) => words === 'feature: ok, “21042804A01”')).toBe(true);
  const scanner = await replay({ frames, device: 'barcodeScanner' });
  expect(compareTraces(frames, scanner.frames, { device: 'barcodeScanner', within: 2 })).toBeUndefined();
  expect(scanner.shelf.barcodeScanner.state().awake).toBe(true);

  const put = frames.find(({ words }) => words.startsWith('card inserted'))?.at ?? 0;
  const chips = await replay({
    frames,
    device: 'chipCardReader',
    hands(shelf, clock) {
      const card = createWallet(people, shelf.newCards).chipCard(0, 'socialSecurity');
      clock.after(put - 200 - clock.now(), () => card && shelf.chipCardReader.put(card));
    },
  });
  expect(compareTraces(frames, chips.frames, { device: 'chipCardReader', within: 2 })).toBeUndefined();

  const sheets = await replay({ frames, device: 'reportPrinter' });
  expect(sheets.shelf.reportPrinter.state().jobs).toHaveLength(1);
  const toPrinter = ({ direction, kind }: TracedFrame) => direction === 'toDevice' && kind === 'frame';
  const asked = frames.filter((it) => it.device === 'reportPrinter').filter(toPrinter);
  expect(sheets.frames.filter(toPrinter).map(({ hex }) => hex)).toEqual(asked.map(({ hex }) => hex));
});

test('nothing of a device in a trace is nothing to replay', async () => {
  const { clock, trace, ports } = createTraceTrial();
  createMagtekReader({ ...ports, address: 'memory:magnetic-card-reader' });
  await clock.advance(100);
  expect((await replay({ frames: trace.frames(), device: 'idCardReader' })).frames).toEqual([]);
});
