import { expect, test } from 'vitest';
import { encode } from '../../device-drivers/receipt-printer/codec.ts';
import { slipText } from '../devices/paper.ts';
import { base64Of, bytesOf, codeOf, createTrial, namesOf } from './trial.ts';

const ascii = (text: string) => Uint8Array.from(text, (it) => it.charCodeAt(0));
const taken = 'Printer.MediaTakenEvent';

async function printer() {
  const trial = createTrial();
  const client = trial.connect('ReceiptPrinter');
  await client.online();
  client.forget();
  const { receiptPrinter } = trial.shelf;
  const slips = () => receiptPrinter.state().slips.map(slipText);
  return { ...trial, client, receiptPrinter, slips };
}
const raw = (bytes: Uint8Array) => ({ inputData: 'no', data: base64Of(bytes) });
// Epson's ESC/POS as a client would write it: initialise, a line, cut.
const slip = Uint8Array.of(0x1b, 0x40, ...ascii('No. 27\n'), 0x1d, 0x56, 0x42, 0x00);

test("a client's ESC/POS comes out as it is; the slip is presented, and told when it is taken", async () => {
  const { client, receiptPrinter, slips } = await printer();
  const asked = client.begin('Printer.PrintRaw', raw(slip));
  expect((await asked.completed()).header.completionCode).toBe('success');
  expect(slips()).toEqual(['No. 27\n']);
  expect(asked.events().map(({ payload }) => payload)).toEqual([{ wadIndex: 1, totalWads: 1 }]);
  expect((await client.ask('Common.Status')).payload).toMatchObject({ printer: { media: 'present' } });
  receiptPrinter.take();
  expect(client.events(taken)).toHaveLength(1);
  expect((await client.ask('Common.Status')).payload).toMatchObject({ printer: { media: 'notPresent' } });
});

test('what was not cut hangs from the printer until ControlMedia cuts it', async () => {
  const { client, slips } = await printer();
  const asked = client.begin('Printer.PrintRaw', raw(ascii('above\n')));
  await asked.completed();
  expect(namesOf(asked.events())).toEqual([]);
  expect(slips()).toEqual([]);
  const cut = client.begin('Printer.ControlMedia', { mediaControl: { cut: true } });
  expect(codeOf(await cut.completed())).toBe('success');
  expect(namesOf(cut.events())).toEqual(['Printer.MediaPresentedEvent']);
  expect(slips()).toEqual(['above\n']);
});

test('bytes may be sent in two halves of a command', async () => {
  const { client, slips } = await printer();
  expect(codeOf(await client.ask('Printer.PrintRaw', raw(slip.subarray(0, slip.length - 1))))).toBe('success');
  expect(slips()).toEqual([]);
  await client.ask('Printer.PrintRaw', raw(slip.subarray(slip.length - 1)));
  expect(slips()).toEqual(['No. 27\n']);
});

test('more than the printer can hold at once comes out whole, and in order', async () => {
  const { client, slips } = await printer();
  const lines = Array.from({ length: 400 }, (_, at) => `line ${at} of a receipt\n`).join('');
  expect(lines.length).toBeGreaterThan(8_000);
  const data = Uint8Array.of(...ascii(lines), 0x1d, 0x56, 0x42, 0x00);
  expect(codeOf(await client.ask('Printer.PrintRaw', raw(data)))).toBe('success');
  expect(slips()).toEqual([lines]);
});

test('what the printer answers comes back where it was asked for', async () => {
  const { client } = await printer();
  const question = encode([{ kind: 'statusInOrder', of: 'paper' }]);
  const { payload } = await client.ask('Printer.PrintRaw', { inputData: 'yes', data: base64Of(question) });
  expect(bytesOf(payload?.data)).toEqual(Uint8Array.of(0));
  expect((await client.ask('Printer.PrintRaw', raw(question))).payload).toBeUndefined();
});

test('paper that runs low and out is told, and the printing ends with paperOut', async () => {
  const { client, receiptPrinter } = await printer();
  const thresholds = () => client.events('Printer.PaperThresholdEvent').map(({ payload }) => payload);
  receiptPrinter.set({ paperLeft: 500 });
  await client.until(() => thresholds().length === 1);
  expect(thresholds()).toEqual([{ paperSource: 'upper', threshold: 'low' }]);
  expect(client.events('Common.StatusChangedEvent').at(-1)?.payload).toEqual({
    printer: { paper: { upper: 'low' } },
  });
  receiptPrinter.set({ paperLeft: 10 });
  const tall = ascii('a line\n'.repeat(20));
  expect(codeOf(await client.ask('Printer.PrintRaw', raw(tall)))).toBe('paperOut');
  expect(thresholds().at(-1)).toEqual({ paperSource: 'upper', threshold: 'out' });
  expect(codeOf(await client.ask('Printer.PrintRaw', raw(slip)))).toBe('paperOut');
  receiptPrinter.set({ paperLeft: 80_000 });
  await client.until(() => thresholds().length === 3);
  expect(thresholds().at(-1)).toEqual({ paperSource: 'upper', threshold: 'full' });
});

test('what is left of bytes that did not come out never comes out', async () => {
  const { client, receiptPrinter, slips, clock } = await printer();
  const asked = client.begin(
    'Printer.PrintRaw',
    raw(Uint8Array.of(...ascii('secret\n'.repeat(60)), 0x1d, 0x56, 0x42, 0)),
  );
  await client.until(() => receiptPrinter.state().hanging.length > 3);
  receiptPrinter.set({ cover: 'open' });
  expect(codeOf(await asked.completed())).toBe('userError');
  await clock.advance(5_000);
  expect(receiptPrinter.state().buffered).toBe(0);
  receiptPrinter.set({ cover: 'closed' });
  await client.until(() => JSON.stringify(client.heard.at(-1)).includes('"online"'));
  await clock.advance(10_000);
  expect(codeOf(await client.ask('Printer.PrintRaw', raw(slip)))).toBe('success');
  expect(slips().at(-1)).toBe('No. 27\n');
});

test('a printing that is cancelled stops, and the printer is cleared', async () => {
  const { client, receiptPrinter, clock } = await printer();
  const asked = client.begin('Printer.PrintRaw', raw(ascii('endless\n'.repeat(500))));
  await client.until(() => receiptPrinter.state().hanging.length > 3);
  await client.ask('Common.Cancel');
  expect(codeOf(await asked.completed())).toBe('canceled');
  await clock.advance(20_000);
  expect(receiptPrinter.state().buffered).toBe(0);
});

test('a cutter that jams is mediaJammed, and Reset tells when it works again', async () => {
  const { client, receiptPrinter } = await printer();
  receiptPrinter.set({ cutter: 'jammed' });
  expect(codeOf(await client.ask('Printer.PrintRaw', raw(slip)))).toBe('mediaJammed');
  expect((await client.ask('Common.Status')).payload).toMatchObject({
    common: { device: 'hardwareError' },
    printer: { media: 'jammed' },
  });
  receiptPrinter.set({ cutter: 'ok' });
  await client.until(() => JSON.stringify(client.heard.at(-1)).includes('"online"'));
  expect(codeOf(await client.ask('Printer.Reset'))).toBe('success');
});

test('a printer whose plug is pulled in the middle is not ready', async () => {
  const { client, receiptPrinter, shelf } = await printer();
  const asked = client.begin('Printer.PrintRaw', raw(ascii('endless\n'.repeat(500))));
  await client.until(() => receiptPrinter.state().hanging.length > 3);
  shelf.boards.lines.unplug('receipt-printer');
  expect(codeOf(await asked.completed())).toBe('deviceNotReady');
});

test.each([
  ['PrintRaw without bytes', 'Printer.PrintRaw', { data: '' }, 'invalidData'],
  ['no control at all', 'Printer.ControlMedia', { mediaControl: { cut: false } }, 'invalidData'],
  ['a control it has not', 'Printer.ControlMedia', { mediaControl: { stack: true } }, 'unsupportedData'],
  ['a flush', 'Printer.ControlMedia', { mediaControl: { flush: true } }, 'success'],
  ['a form', 'Printer.PrintForm', { formName: 'slip' }, 'unsupportedCommand'],
])('%s', async (_, name, payload, code) => {
  const { client } = await printer();
  expect(codeOf(await client.ask(name, payload))).toBe(code);
});
