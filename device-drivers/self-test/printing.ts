import type { ReceiptPrinter, Slip } from '../contract/receipt-printer.ts';
import type { ReportPrinter } from '../contract/report-printer.ts';
import { samplePdf } from '../ipp-printer/sample-pdf.ts';
import type { Procedure } from './procedure.ts';

/** One of everything a slip is made of. Nothing on it is anybody's. */
const testSlip: Slip = [
  { kind: 'text', text: '打印机自检', align: 'centre', size: 2, bold: true },
  { kind: 'text', text: 'Printer self-test', align: 'centre' },
  { kind: 'rule' },
  { kind: 'field', label: '普通', value: '挂号凭条 0123456789' },
  { kind: 'field', label: '生僻字', value: '𠮷 㐂 䶮' },
  { kind: 'field', label: '金额', value: '￥25.00' },
  { kind: 'rule' },
  { kind: 'qr', data: 'KIOSK:SELF-TEST' },
];

export async function testReceiptPrinter(printer: ReceiptPrinter, { step, look }: Procedure): Promise<void> {
  await step('cleared what was left in it', () => printer.drain());
  await step(
    'printed and cut a slip',
    () => printer.print(testSlip),
    () => 'the printer confirms that it is on paper',
  );
  look('the two rules reach from edge to edge in one line each: else the profile has another number of columns');
  look(
    'after 生僻字 stand 𠮷 㐂 䶮, or 〓 for each: where there is rubbish instead, use the driver receipt-printer:gbk',
  );
  look('the code reads KIOSK:SELF-TEST on a telephone');
}

export async function testReportPrinter(printer: ReportPrinter, { step, look }: Procedure): Promise<void> {
  await step('cancelled what was left in it', () => printer.drain());
  const never = new AbortController().signal;
  const report = { jobName: 'self-test', document: samplePdf(1), pages: 1 };
  await step(
    'printed a page',
    () => printer.print(report, never),
    ({ pages }) => `the printer says that ${pages} came out`,
  );
  look('one empty sheet of A4 lies in the tray');
}
