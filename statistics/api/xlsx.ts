import writeXlsx, { type Cell, type SheetData } from 'write-excel-file/universal';
import type { ZoneClock } from '../calendar.ts';
import type { CellKind, Table } from './table.ts';

const formats: Readonly<Record<Exclude<CellKind, 'text'>, string>> = {
  whole: '#,##0',
  yuan: '#,##0.00',
  decimal: '#,##0.00',
  share: '0.00%',
  time: 'yyyy-mm-dd hh:mm:ss',
};

const headed = {
  type: String,
  fontWeight: 'bold',
  align: 'center',
  alignVertical: 'center',
  wrap: true,
  height: 36,
  backgroundColor: '#E8F0F6',
  bottomBorderStyle: 'thin',
  bottomBorderColor: '#808080',
} as const;

const cell = (kind: CellKind, value: string | number | null, clock: ZoneClock): Cell => {
  if (value === null || value === '') return null;
  if (typeof value === 'string' || kind === 'text') return { value: String(value), type: String };
  if (kind === 'time') {
    const { day, time } = clock(value);
    // A workbook knows no zones: it shows what stands in it.
    return { value: new Date(`${day}T${time}Z`), type: Date, format: formats.time };
  }
  return { value: kind === 'yuan' ? value / 100 : value, type: Number, format: formats[kind] };
};

const widths: Readonly<Record<CellKind, number>> = { text: 22, whole: 11, yuan: 16, decimal: 11, share: 11, time: 20 };

const sheetOf = ({ title, columns, length, cells }: Table, clock: ZoneClock) => {
  const data: SheetData = [columns.map(({ zh }): Cell => ({ value: zh, ...headed }))];
  for (let at = 0; at < length; at += 1) {
    const row = cells(at);
    data.push(columns.map(({ kind }, column) => cell(kind, row[column] ?? null, clock)));
  }
  return {
    data,
    sheet: title,
    stickyRowsCount: 1,
    columns: columns.map(({ kind, zh }) => ({ width: Math.max(widths[kind], zh.length + 4) })),
  };
};

/** Tables as a workbook, a sheet each, that Excel, WPS and LibreOffice open as it stands. */
export const xlsxOf = async (tables: readonly Table[], clock: ZoneClock): Promise<Uint8Array<ArrayBuffer>> => {
  const sheets = tables.map((table) => sheetOf(table, clock));
  const blob = await writeXlsx(sheets, { fontFamily: 'Microsoft YaHei', fontSize: 11 }).toBlob();
  return new Uint8Array(await blob.arrayBuffer());
};
