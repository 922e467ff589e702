/**
 * Where things stand in a scanner's input report. A report descriptor says it by usages ("HID Point of Sale Usage Tables
 * 1.02", bar code scanner page); where the platform gives none, the places that vendors agree on count.
 */
import { readDescriptor } from '../links/hid-descriptor.ts';

/** Places are bytes from the beginning of the report, its id counted. */
export interface ScanLayout {
  readonly reportId: number;
  /** The number of data bytes in this report. */
  readonly count: number;
  /** The three characters of the AIM identifier. */
  readonly aim: readonly [number, number, number];
  readonly data: { readonly at: number; readonly length: number };
  /** The bit that says that the code goes on in the next report, where there is one. */
  readonly continued?: { readonly at: number; readonly bit: number };
}

const pages = { desktop: 0x01, scanner: 0x8c };
const usages = {
  byteCount: 0x3b,
  symbologyIdentifier1: 0xfb,
  symbologyIdentifier2: 0xfc,
  symbologyIdentifier3: 0xfd,
  decodedData: 0xfe,
  decodedDataContinued: 0xff,
};

/** The layout a descriptor tells, or undefined when it does not name what is needed. */
export function layoutOf(descriptor: Uint8Array): ScanLayout | undefined {
  const fields = readDescriptor(descriptor).filter((it) => it.kind === 'input');
  const data = fields.find((it) => it.usagePage === pages.scanner && it.usage === usages.decodedData);
  if (data?.size !== 8 || data.at % 8 !== 0) return undefined;
  const idLength = data.reportId === 0 ? 0 : 1;
  const find = (page: number, usage: number) =>
    fields.find((it) => it.reportId === data.reportId && it.usagePage === page && it.usage === usage);
  const byteAt = (page: number, usage: number): number | undefined => {
    const field = find(page, usage);
    return field?.size === 8 && field.at % 8 === 0 ? idLength + field.at / 8 : undefined;
  };
  const count = byteAt(pages.desktop, usages.byteCount);
  const first = byteAt(pages.scanner, usages.symbologyIdentifier1);
  const second = byteAt(pages.scanner, usages.symbologyIdentifier2);
  const third = byteAt(pages.scanner, usages.symbologyIdentifier3);
  if (count === undefined || first === undefined || second === undefined || third === undefined) return undefined;
  const flag = find(pages.scanner, usages.decodedDataContinued);
  return {
    reportId: data.reportId,
    count,
    aim: [first, second, third],
    data: { at: idLength + data.at / 8, length: data.count },
    ...(flag && { continued: { at: idLength + (flag.at >> 3), bit: flag.at & 7 } }),
  };
}

/** Honeywell and most others: 64 bytes. Those without the vendor's two bytes behind the data: 62. */
export const commonLengths = { longest: 64, shortest: 62 };
const scanReport = 0x02;
const commonData = { at: 5, length: 56 };

/** The places vendors agree on, for a report of so many bytes; undefined when it is too short for them. */
export function commonLayout(length: number): ScanLayout | undefined {
  if (length < commonLengths.shortest) return undefined;
  return { reportId: scanReport, count: 1, aim: [2, 3, 4], data: commonData, continued: { at: length - 1, bit: 0 } };
}
