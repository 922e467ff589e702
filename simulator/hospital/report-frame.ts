import type { PaperPatient, ReportPaper } from './report-paper.ts';
import { ink, page, type Typesetting } from './report-typesetting.ts';

/** So that nobody takes a sheet that lies about for a patient's. */
export function drawMark({ document }: Typesetting): void {
  document.save().rotate(-32, { origin: [page.middle, 450] });
  document.font('bold').fontSize(74).fillColor(ink.faint);
  document.text('演示样张', 0, 410, { width: page.middle * 2, align: 'center', lineBreak: false });
  document.restore();
}

export function drawHead(set: Typesetting, paper: ReportPaper, patient: PaperPatient): number {
  set.centred(paper.hospital.zh, 38, 17, 'bold');
  set.centred(`${paper.title.zh}报告单`, 64, 13, 'bold');
  set.centred(paper.title.en, 83, 8, 'regular', ink.grey);
  set.rule(100, 1.2);
  const rows: readonly (readonly (readonly [label: string, text: string])[])[] = [
    [
      ['姓　　名', patient.name],
      ['性　　别', patient.sex === undefined ? '—' : patient.sex === 'male' ? '男' : '女'],
      ['年　　龄', patient.age === undefined ? '—' : `${patient.age} 岁`],
    ],
    [
      ['病 案 号', patient.recordId],
      ['送检科室', '门诊'],
      ['报告编号', paper.reportId],
    ],
    [
      ['检查项目', paper.title.zh],
      ['检查科室', paper.department.zh],
      ['报告日期', paper.day],
    ],
  ];
  let y = 108;
  for (const row of rows) {
    for (const [index, [label, text]] of row.entries()) {
      const x = page.left + index * 178;
      set.line(`${label}：`, x, y, 9, ink.grey);
      set.line(text, x + 50, y, 9.5, ink.black);
    }
    y += 17;
  }
  set.line('标本/部位：', page.left, y, 9, ink.grey);
  set.line(paper.specimen.zh, page.left + 50, y, 9.5, ink.black);
  set.rule(y + 19, 0.6);
  return y + 30;
}

export function drawFoot(set: Typesetting, paper: ReportPaper, number: number): void {
  const [made, audited] = paper.signedBy;
  const y = page.foot + 8;
  set.rule(y, 0.6);
  const audit = [`报告者：${made}`, `审核者：${audited}`, `审核日期：${paper.day}`];
  for (const [index, text] of audit.entries()) set.line(text, page.left + index * 150, y + 8, 9.5, ink.black);
  set.line(
    '本报告仅对所检标本（部位）负责，如有疑问请咨询接诊医生。↑ 高于参考区间　↓ 低于参考区间',
    page.left,
    y + 27,
    8,
    ink.grey,
  );
  set.line(
    '演示样张：人物与数据均属虚构，不作诊断依据。Invented for demonstration; not a medical record.',
    page.left,
    y + 41,
    8,
    ink.grey,
  );
  const count = `第 ${number} 页 / 共 ${paper.sheets.length} 页`;
  set.rightLine(count, y + 8, 9.5, ink.black);
}
