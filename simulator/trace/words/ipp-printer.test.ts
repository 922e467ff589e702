import { expect, test } from 'vitest';
import { fromHex } from '../../../device-drivers/framing/hex.ts';
import { encodeAnswer, type StatusName, statuses } from '../../../device-drivers/ipp-printer/answer.ts';
import { decode } from '../../../device-drivers/ipp-printer/codec.ts';
import { encodeCommand } from '../../../device-drivers/ipp-printer/command.ts';
import { createReportPrinter } from '../../../device-drivers/ipp-printer/driver.ts';
import { samplePdf } from '../../../device-drivers/ipp-printer/sample-pdf.ts';
import { createTraceTrial } from '../trace-trial.ts';
import { answerSaid, requestSaid } from './ipp-printer.ts';

const never = new AbortController().signal;

test('a report is printed; of its request only the attributes are kept', async () => {
  const { clock, shelf, ports, settled, said, frames } = createTraceTrial();
  const printer = createReportPrinter({ ...ports, post: ports.postIpp, address: 'memory:report-printer' });
  await clock.advance(100);
  const document = samplePdf(2);
  expect(await settled(printer.print({ jobName: '检验报告', document, pages: 2 }, never))).toMatchObject({ ok: true });
  const all = said('reportPrinter');
  const job = all.findIndex((line) => line.startsWith('> Print-Job'));
  expect(all.slice(0, 3)).toEqual(['> [line opened]', '> Get-Printer-Attributes', '< successful-ok, printer idle']);
  expect(all.slice(job, job + 4)).toEqual([
    `> Print-Job job-name=“检验报告” media=iso_a4_210x297mm sides=one-sided (document ${document.length} bytes)`,
    '< successful-ok, job 1 pending, 0 pages out',
    '> Get-Job-Attributes job 1',
    '< successful-ok, job 1 processing (job-printing), 0 pages out',
  ]);
  expect(all).toContain('< successful-ok, job 1 completed (job-completed-successfully), 2 pages out');
  const asked = fromHex(frames('reportPrinter')[job]?.hex ?? '');
  expect(decode(asked)?.document).toHaveLength(0);
  expect(decode(asked)?.groups.map(({ tag }) => tag)).toEqual(['operation', 'job']);

  shelf.reportPrinter.failNext('http500');
  await clock.advance(20_000);
  expect(said('reportPrinter')).toContain('< [HTTP 500]');
  shelf.reportPrinter.failNext('silent');
  await clock.advance(20_000);
  expect(said('reportPrinter')).toContain('< [no answer]');
  shelf.unplug('reportPrinter');
  expect(said('reportPrinter').at(-1)).toBe('< [line closed]');
});

test('requests and answers of every kind', () => {
  const from = { requestId: 1, printerUri: 'ipp://printer.invalid/', user: 'kiosk' };
  const words = (command: Parameters<typeof encodeCommand>[0]) => requestSaid(encodeCommand(command, from))?.words;
  expect(words({ kind: 'getJobs', which: 'completed' })).toBe('Get-Jobs which-jobs=completed');
  expect(words({ kind: 'cancelJob', jobId: 7 })).toBe('Cancel-Job job 7');
  const large = { kind: 'printJob', jobName: 'a', document: new Uint8Array(55_012) } as const;
  const sheets = { media: 'iso_a5_148x210mm', sides: 'two-sided-long-edge' } as const;
  expect(words({ ...large, sheets })).toBe(
    'Print-Job job-name=“a” media=iso_a5_148x210mm sides=two-sided-long-edge (document 55,012 bytes)',
  );
  const names = (Object.keys(statuses) as StatusName[]).map((status) => answerSaid(encodeAnswer(status, 1))?.words);
  expect(names.every((name) => /^(successful|client-error|server-error)-[a-z-]+$/.test(name ?? ''))).toBe(true);
  expect(new Set(names).size).toBe(names.length);
  expect(answerSaid(fromHex('01 01 00 00'))).toBeUndefined();
});
