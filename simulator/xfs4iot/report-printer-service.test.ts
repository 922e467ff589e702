import { expect, test } from 'vitest';
import { samplePdf } from '../../device-drivers/ipp-printer/sample-pdf.ts';
import { base64Of, codeOf, createTrial, namesOf } from './trial.ts';

const taken = 'Printer.MediaTakenEvent';

async function printer() {
  const trial = createTrial();
  const client = trial.connect('ReportPrinter');
  await client.online();
  client.forget();
  return { ...trial, client, reportPrinter: trial.shelf.reportPrinter };
}
const document = samplePdf(2);
const raw = { data: base64Of(document) };

test('a PDF file goes to the printer as it is; its sheets are presented, and told when they are taken', async () => {
  const { client, reportPrinter } = await printer();
  const asked = client.begin('Printer.PrintRaw', raw);
  expect(codeOf(await asked.completed())).toBe('success');
  expect(reportPrinter.state().jobs.at(-1)?.document).toEqual(document);
  expect(reportPrinter.state().output).toHaveLength(2);
  expect(namesOf(asked.events())).toEqual(['Printer.MediaPresentedEvent']);
  reportPrinter.take();
  expect(client.events(taken)).toHaveLength(1);
});

test('what is no PDF file the printer refuses', async () => {
  const { client } = await printer();
  expect(codeOf(await client.ask('Printer.PrintRaw', { data: base64Of('hello') }))).toBe('unsupportedData');
});

test('sheets that run out end the printing with paperOut; a jam with paperJammed', async () => {
  const { client, reportPrinter } = await printer();
  reportPrinter.set({ sheets: 1 });
  expect(codeOf(await client.ask('Printer.PrintRaw', raw))).toBe('paperOut');
  const levels = client.events('Printer.PaperThresholdEvent').map(({ payload }) => payload?.threshold);
  expect(levels.at(-1)).toBe('out');
  reportPrinter.set({ sheets: 250 });
  await client.until(() => client.events('Printer.PaperThresholdEvent').at(-1)?.payload?.threshold === 'full');
  reportPrinter.set({ path: 'jammed' });
  expect(codeOf(await client.ask('Printer.PrintRaw', raw))).toBe('paperJammed');
});

test('toner that runs low and out is told', async () => {
  const { client, reportPrinter } = await printer();
  const states = () => client.events('Printer.TonerThresholdEvent').map(({ payload }) => payload);
  reportPrinter.set({ toner: 50 });
  await client.until(() => states().length === 1);
  reportPrinter.set({ toner: 0 });
  await client.until(() => states().length === 2);
  expect(states()).toEqual([{ state: 'low' }, { state: 'out' }]);
  expect(codeOf(await client.ask('Printer.PrintRaw', raw))).toBe('tonerOut');
});

test('a printing that is cancelled leaves nothing in the printer', async () => {
  const { client, reportPrinter } = await printer();
  const asked = client.begin('Printer.PrintRaw', { data: base64Of(samplePdf(20)) });
  await client.until(() => reportPrinter.state().output.length === 2);
  await client.ask('Common.Cancel');
  expect(codeOf(await asked.completed())).toBe('canceled');
  expect(codeOf(await client.ask('Printer.Reset'))).toBe('success');
  expect(reportPrinter.state().output.length).toBeLessThan(5);
});

test('a printer that is switched off is not ready', async () => {
  const { client, reportPrinter } = await printer();
  reportPrinter.set({ power: 'off' });
  expect(codeOf(await client.ask('Printer.PrintRaw', raw))).toBe('deviceNotReady');
  expect(codeOf(await client.ask('Printer.ControlMedia', { mediaControl: { eject: true } }))).toBe('deviceNotReady');
});
