import { inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Bulletin, BulletinRow } from './bulletin.ts';
import { totalOf } from './bulletin.ts';
import { countingRules } from './counting-rule.ts';
import { bulletinCsv } from './csv.ts';
import { type FormName, forms } from './forms.ts';
import { bulletinPage } from './page.ts';
import { bulletinText } from './text.ts';
import { bulletinXlsx } from './xlsx.ts';
import { grouped, yuanText } from './yuan.ts';

const zone = 'Asia/Shanghai';

const row = (unit: string, grouping: BulletinRow['grouping'], name: string, registrations: number): BulletinRow => ({
  unit,
  grouping,
  name,
  figures: {
    terminals: 3,
    cards_issued: 7,
    registrations,
    registration_amount: registrations * 1_250,
    payments: 12,
    payment_amount: 123_456_789,
    reports_printed: 5,
  },
  prepaidCollections: 2,
});

const bulletin = (form: FormName, more: Partial<Bulletin> = {}): Bulletin => {
  const rows = [
    row('a', 'hospital', '云溪"区"人民<医院>', 1_234),
    row('b', 'hospital', '双桥中医院', 0),
    row('y', 'district', '云溪区', 5),
  ];
  return {
    month: '2026-03',
    form: forms[form],
    rule: countingRules['confirmed-and-collected-here/1'],
    on: '2026-03-31',
    asOf: Date.parse('2026-04-09T02:03:04Z'),
    closed: true,
    revision: 0,
    wholeCity: true,
    rows,
    total: totalOf(forms[form], rows),
    ...more,
  };
};

describe('CSV', () => {
  test('of the form of 2018', () => {
    expect(bulletinCsv(bulletin('2018'))).toBe(
      [
        'group,unit,terminals,cards_issued,registrations,registration_amount,payments,payment_amount,reports_printed',
        '医疗单位,"云溪""区""人民<医院>",3,7,1234,15425.00,12,1234567.89,5',
        '医疗单位,双桥中医院,3,7,0,0.00,12,1234567.89,5',
        '各区,云溪区,3,7,5,62.50,12,1234567.89,5',
        '合计,,9,21,1239,15487.50,36,3703703.67,15',
        '',
      ].join('\n'),
    );
  });

  test('of the form of 2020', () => {
    const [head, first] = bulletinCsv(bulletin('2020')).split('\n');
    expect(head).toBe('group,unit,terminals,registrations,registration_amount,payments,payment_amount');
    expect(first).toBe('医疗单位,"云溪""区""人民<医院>",3,1234,15425.00,12,1234567.89');
  });
});

describe('text', () => {
  test('columns stand under their headings, and each group is named once', () => {
    const lines = bulletinText(bulletin('2020'), zone).split('\n');
    expect(lines[0]).toBe('2026年3月自助智能医疗服务终端医院使用情况表');
    expect(lines[2]).toMatch(/单位 +投放台数 +挂号笔数 +挂号金额（元） +缴费笔数 +缴费金额（元）$/);
    expect(lines[4]).toMatch(/^医疗单位 +云溪"区"人民<医院> +3 +1,234 +15,425\.00 +12 +1,234,567\.89$/);
    expect(lines[5]).toMatch(/^ +双桥中医院 /);
    expect(lines[8]).toMatch(/^合计 +9 +1,239 +15,487\.50 +36 +3,703,703\.67$/);
  });

  test('what has to be known is under it', () => {
    const plain = bulletinText(bulletin('2020'), zone);
    expect(plain).toContain('投放台数：截至 2026-03-31。');
    expect(plain).toContain('confirmed-and-collected-here/1');
    expect(plain).toContain('预约取号（已预付）另有 6 笔。');
    expect(plain).toContain('Read 2026-04-09 10:03:04, Asia/Shanghai.');
    for (const word of ['尚未结账', '更正', '未归属', '您可查看']) expect(plain).not.toContain(word);
    const marked = bulletinText(
      bulletin('2020', {
        closed: false,
        revision: 2,
        wholeCity: false,
        unplaced: { payments: 3, payment_amount: 101 },
      }),
      zone,
    );
    expect(marked).toContain('2026年3月尚未结账，数字会变。');
    expect(marked).toContain('结账后更正 2 次。');
    expect(marked).toContain('只含您可查看的单位');
    expect(marked).toContain('未归属任何单位的终端另有：缴费笔数 3，缴费金额（元） 1.01；未计入合计。');
  });

  test('prepaid bookings are not told apart where they are counted', () => {
    const all = bulletin('2020', { rule: countingRules['confirmed-and-all-collected/1'] });
    expect(bulletinText(all, zone)).not.toContain('另有');
  });
});

/** The files of a zip archive, from its central directory. */
const unzipped = (archive: Uint8Array): Map<string, string> => {
  const bytes = Buffer.from(archive);
  const files = new Map<string, string>();
  let at = bytes.readUInt32LE(bytes.lastIndexOf(Buffer.from('PK\x05\x06')) + 16);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [method, size, name, extra, comment, local] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
      bytes.readUInt32LE(at + 42),
    ];
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const body = bytes.subarray(from, from + size);
    files.set(
      bytes.toString('utf8', at + 46, at + 46 + name),
      (method === 0 ? body : inflateRawSync(body)).toString('utf8'),
    );
    at += 46 + name + extra + comment;
  }
  return files;
};

describe('XLSX', () => {
  const sheetOf = async (form: FormName) => {
    const files = unzipped(await bulletinXlsx(bulletin(form), zone));
    const sheet = files.get('xl/worksheets/sheet1.xml') ?? '';
    const texts = [...(files.get('xl/sharedStrings.xml') ?? '').matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(
      ([, text]) => text,
    );
    const cell = (name: string) => {
      const found = new RegExp(`<c r="${name}"([^>]*)>(?:<v>([^<]*)</v>)?`).exec(sheet);
      return / t="s"/.test(found?.[1] ?? '') ? texts[Number(found?.[2])] : Number(found?.[2]);
    };
    return { files, sheet, cell };
  };

  test('has title, headings in two storeys, groups, numbers as numbers, and the total', async () => {
    const { sheet, cell } = await sheetOf('2018');
    expect(cell('A1')).toBe('2026年3月自助智能医疗服务终端医院使用情况表');
    expect([cell('C2'), cell('E2'), cell('E3'), cell('F3')]).toEqual(['投放台数', '挂号', '笔数', '金额（元）']);
    expect([cell('A4'), cell('B4'), cell('E4'), cell('F4'), cell('H4')]).toEqual([
      '医疗单位',
      '云溪"区"人民&lt;医院&gt;',
      1234,
      15_425,
      1_234_567.89,
    ]);
    expect([cell('A6'), cell('A7'), cell('E7'), cell('H7')]).toEqual(['各区', '合计', 1239, 3_703_703.67]);
    for (const merged of ['A1:I1', 'A2:A3', 'C2:C3', 'E2:F2', 'G2:H2', 'A4:A5', 'A7:B7']) {
      expect(sheet).toContain(`<mergeCell ref="${merged}"/>`);
    }
  });

  test('has amounts to two decimals and headings that stay in sight', async () => {
    const { files, sheet } = await sheetOf('2020');
    expect(files.get('xl/styles.xml')).toContain('#,##0.00');
    expect(sheet).toMatch(/<pane [^>]*ySplit="3"/);
    expect(files.get('xl/workbook.xml')).toContain('name="2026-03"');
  });
});

describe('the page', () => {
  test('shows names as names, the total and the notes', () => {
    const page = bulletinPage(bulletin('2020'), { zone });
    expect(page).toContain('云溪&quot;区&quot;人民&lt;医院&gt;');
    expect(page).toContain('<th class="group" scope="rowgroup" rowspan="2">医疗单位</th>');
    expect(page).toContain('<td class="">3,703,703.67</td>');
    expect(page).toContain('截至 2026-03-31');
  });

  test('is one file, unless its style is somewhere', () => {
    expect(bulletinPage(bulletin('2020'), { zone })).toContain('<style>');
    const linked = bulletinPage(bulletin('2020'), { zone, stylesheet: '/print.css' });
    expect(linked).toContain('<link rel="stylesheet" href="/print.css">');
    expect(linked).not.toContain('<style>');
  });
});

test.each([
  [0, '0.00'],
  [5, '0.05'],
  [153_621_800, '1536218.00'],
  [-1_050, '-10.50'],
])('%d fen are %s yuan', (fen, text) => expect(yuanText(fen)).toBe(text));

test.each([
  ['0.00', '0.00'],
  ['1234567.89', '1,234,567.89'],
  ['999', '999'],
  ['1000', '1,000'],
  ['-123456.78', '-123,456.78'],
])('%s is grouped as %s', (text, expected) => expect(grouped(text)).toBe(expected));
