import writeXlsx, { type Cell, type Row, type SheetData } from 'write-excel-file/universal';
import { type Bulletin, byGroup, type Figures } from './bulletin.ts';
import { bulletinTitle, type Column, groupWords, totalWord } from './forms.ts';
import { headingsOf } from './heading.ts';
import { monthWords } from './month.ts';
import { notesOf } from './notes.ts';

const edged = { borderStyle: 'thin', borderColor: '#808080' } as const;
const headed = {
  ...edged,
  fontWeight: 'bold',
  align: 'center',
  alignVertical: 'center',
  backgroundColor: '#E8F0F6',
} as const;

/** A cell that is covered by one that spans it. */
const covered = (count: number): Row => Array.from({ length: count }, () => null);

const figureCell = ({ name, kind }: Column, figures: Figures, more: object): Cell => {
  const value = figures[name] ?? 0;
  return {
    value: kind === 'fen' ? value / 100 : value,
    type: Number,
    format: kind === 'fen' ? '#,##0.00' : '#,##0',
    ...edged,
    ...more,
  };
};

const textCell = (value: string, more: object): Cell => ({ value, type: String, ...more });

const headingRows = (bulletin: Bulletin): SheetData => {
  const headings = headingsOf(bulletin.form);
  const upper: Row = [textCell('单位分类', { ...headed, rowSpan: 2 }), textCell('单位名称', { ...headed, rowSpan: 2 })];
  const lower: Row = [null, null];
  for (const heading of headings) {
    if ('column' in heading) {
      upper.push(textCell(heading.column.zh, { ...headed, rowSpan: 2 }));
      lower.push(null);
    } else {
      upper.push(
        textCell(heading.over, { ...headed, columnSpan: heading.columns.length }),
        ...covered(heading.columns.length - 1),
      );
      lower.push(...heading.columns.map(({ zh }) => textCell(zh, headed)));
    }
  }
  return [upper, lower];
};

const groupRows = ({ form, rows }: Bulletin): SheetData =>
  byGroup(rows).flatMap(([grouping, members]) =>
    members.map(({ name, figures }, at) => [
      at === 0
        ? textCell(groupWords[grouping], {
            ...edged,
            align: 'center',
            alignVertical: 'center',
            rowSpan: members.length,
          })
        : null,
      textCell(name, edged),
      ...form.columns.map((column) => figureCell(column, figures, {})),
    ]),
  );

const wordWidth = (words: string) => words.length * 2 + 4;

/** The table as a workbook of one sheet that Excel, WPS and LibreOffice open as it stands. */
export const bulletinXlsx = async (bulletin: Bulletin, zone: string): Promise<Uint8Array<ArrayBuffer>> => {
  const { form, month, total } = bulletin;
  const width = form.columns.length + 2;
  const across = (value: string, more: object): Row => [
    textCell(value, { columnSpan: width, ...more }),
    ...covered(width - 1),
  ];
  const strong = { fontWeight: 'bold' } as const;
  const sheet: SheetData = [
    across(`${monthWords(month)}${bulletinTitle}`, { ...strong, fontSize: 16, align: 'center', height: 30 }),
    ...headingRows(bulletin),
    ...groupRows(bulletin),
    [
      textCell(totalWord, { ...edged, ...strong, align: 'center', columnSpan: 2 }),
      null,
      ...form.columns.map((column) => figureCell(column, total, strong)),
    ],
    ...notesOf(bulletin, zone).map(({ zh }) => across(zh, { fontSize: 9, wrap: true })),
  ];
  const blob = await writeXlsx(
    sheet,
    {
      sheet: month,
      stickyRowsCount: 3,
      orientation: 'landscape',
      columns: [
        { width: 10 },
        { width: Math.max(14, ...bulletin.rows.map(({ name }) => wordWidth(name))) },
        ...form.columns.map(({ kind }) => ({ width: kind === 'fen' ? 18 : 12 })),
      ],
    },
    { fontFamily: 'Microsoft YaHei', fontSize: 11 },
  ).toBlob();
  return new Uint8Array(await blob.arrayBuffer());
};
