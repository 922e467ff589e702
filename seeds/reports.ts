/** Test reports of the invented patients. Nobody's: the limits are such as laboratories print, the rest is made up. */
import type { BothLanguages } from './clinic.ts';
import type { ReportSheet } from './report-form.ts';
import {
  abdomen,
  bloodCount,
  clotting,
  glucose,
  heartTracing,
  kidneyAndSalts,
  lipids,
  liverFunction,
  thyroid,
  urinalysis,
  virusTest,
} from './report-forms.ts';
import { type ReportKind, reportKinds } from './report-kinds.ts';
import { abdomenFindings, chestScan, chestScanShort } from './report-scans.ts';

export interface SeedReport extends ReportKind {
  readonly reportId: string;
  readonly recordId: string;
  /** Another hospital of the city made it; absent: this one. */
  readonly hospital?: BothLanguages;
  /** Days from today; none is in the future. */
  readonly dayOffset: number;
  /** `withheld`: it has a critical value, which a person explains at the desk. */
  readonly state: 'ready' | 'notAudited' | 'withheld' | 'printed';
  /** One a page. */
  readonly sheets: readonly ReportSheet[];
  readonly conclusion?: BothLanguages;
}

const both = (zh: string, en: string): BothLanguages => ({ zh, en });

/** No hospital is called so. */
const neighbour = both('南京示例市民医院', 'Nanjing Example Citizens’ Hospital');

const nothingFound = both(
  '本次送检标本中未检出新型冠状病毒核酸（阴性）。',
  'No SARS-CoV-2 was found in the specimen (negative).',
);
const noSharpChange = both('未见明显急性病变，请结合临床。', 'No acute change. To be read together with the illness.');
const normalTracing = both('窦性心律，正常心电图。', 'Sinus rhythm. Normal electrocardiogram.');

interface Facts {
  readonly kind: keyof typeof reportKinds;
  readonly dayOffset: number;
  /** Unless told, ready. */
  readonly state?: SeedReport['state'];
  readonly hospital?: BothLanguages;
  readonly conclusion?: BothLanguages;
  readonly sheets: readonly ReportSheet[];
}

function reportsOf(recordId: string, all: readonly Facts[]): SeedReport[] {
  return all.map(({ kind, state = 'ready', ...rest }, index) => {
    const reportId = `${recordId.replace('R', 'T')}${String(index + 1).padStart(2, '0')}`;
    return { reportId, recordId, ...reportKinds[kind], state, ...rest };
  });
}

const tracing = (rate: number): ReportSheet => ({
  lines: heartTracing({ HR: rate, PR: 156, QRS: 92, QTc: 408 }),
  picture: 'heartTracing',
});
const abdomenSheet: ReportSheet = {
  lines: abdomen({ LIV: 136, PV: 11, CBD: 5, GB: 3, SP: 34 }),
  findings: abdomenFindings,
};
const healthyLiver = { ALT: 22, AST: 24, ALP: 78, GGT: 25, TBIL: 13.2, DBIL: 4.1, TP: 73.4, ALB: 45.6, TBA: 4.2 };
const noVirus = virusTest({ ORF1ab: 'Ct > 40', N: 'Ct > 40' });

export const reports: readonly SeedReport[] = [
  ...reportsOf('R900001', [
    {
      kind: 'bloodCount',
      dayOffset: 0,
      sheets: [
        {
          lines: bloodCount({
            sex: 'male',
            wbc: 11.24,
            shares: [80.2, 13.1, 5.1, 1.0],
            rbc: 4.92,
            hgb: 148,
            mcv: 90.4,
            plt: 236,
            crp: 28.6,
          }),
        },
      ],
    },
    {
      kind: 'liver',
      dayOffset: -1,
      sheets: [{ lines: liverFunction({ ...healthyLiver, ALT: 86, AST: 52, GGT: 74, TBIL: 19.8, DBIL: 6.2 }) }],
    },
    {
      kind: 'lipids',
      dayOffset: -1,
      sheets: [
        { lines: lipids({ TC: 5.86, TG: 2.34, 'HDL-C': 0.98, 'LDL-C': 3.82, ApoA1: 1.12, ApoB: 1.18, 'Lp(a)': 146 }) },
      ],
    },
    {
      kind: 'kidney',
      dayOffset: 0,
      state: 'withheld',
      sheets: [{ lines: kidneyAndSalts({ UREA: 9.42, CREA: 118, UA: 462, K: 6.71, NA: 138.2, CL: 104.6, CA: 2.18 }) }],
    },
    {
      kind: 'thyroid',
      dayOffset: 0,
      state: 'notAudited',
      sheets: [{ lines: thyroid({ FT3: 4.86, FT4: 16.2, TSH: 2.14 }) }],
    },
    {
      kind: 'scan',
      dayOffset: -2,
      sheets: chestScan,
      conclusion: both(
        '1. 右肺上叶实性小结节、左肺下叶磨玻璃小结节，建议 12 个月后复查。\n2. 两肺下叶少许坠积性改变。\n3. 主动脉弓壁钙化。\n4. 肝左叶小囊肿可能。',
        '1. Small solid nodule in the right upper lobe and small ground-glass nodule in the left lower lobe: another CT in 12 months is advised.\n2. Slight dependent change in both lower lobes.\n3. Calcified aortic arch.\n4. Probably a small cyst of the liver.',
      ),
    },
    {
      kind: 'urine',
      dayOffset: -2,
      state: 'printed',
      sheets: [{ lines: urinalysis({ pH: 6, SG: 1.018, 'U-RBC': 4, 'U-WBC': 6 }) }],
    },
    { kind: 'heart', dayOffset: -5, sheets: [tracing(72)], conclusion: normalTracing },
    {
      kind: 'ultrasound',
      dayOffset: -12,
      sheets: [abdomenSheet],
      conclusion: both(
        '脂肪肝（轻度）；胆囊息肉样病变。',
        'Mild fatty liver; a polyp-like change of the gall bladder.',
      ),
    },
    {
      kind: 'liver',
      dayOffset: -20,
      hospital: neighbour,
      sheets: [{ lines: liverFunction({ ...healthyLiver, ALT: 97, AST: 61, GGT: 82 }) }],
    },
    { kind: 'virus', dayOffset: -31, state: 'printed', sheets: [{ lines: noVirus }], conclusion: nothingFound },
    { kind: 'glucose', dayOffset: -40, sheets: [{ lines: glucose({ GLU: 6.34, HbA1c: 5.8 }) }] },
    { kind: 'scan', dayOffset: -75, hospital: neighbour, sheets: chestScanShort, conclusion: noSharpChange },
  ]),
  ...reportsOf('R900002', [
    {
      kind: 'bloodCount',
      dayOffset: 0,
      sheets: [
        {
          lines: bloodCount({
            sex: 'female',
            wbc: 5.86,
            shares: [56.2, 34.8, 6.7, 1.8],
            rbc: 4.08,
            hgb: 96,
            mcv: 74.6,
            plt: 312,
            crp: 1.2,
          }),
        },
      ],
      conclusion: both(
        '小细胞低色素性贫血可能，建议查血清铁。',
        'Probably anaemia with small cells; serum iron is advised.',
      ),
    },
    {
      kind: 'urine',
      dayOffset: 0,
      sheets: [
        {
          lines: urinalysis({
            PRO: '(+)',
            BLD: '(2+)',
            LEU: '(3+)',
            NIT: '(+)',
            pH: 6.5,
            SG: 1.022,
            'U-RBC': 46,
            'U-WBC': 318,
          }),
        },
      ],
    },
    { kind: 'thyroid', dayOffset: -3, sheets: [{ lines: thyroid({ FT3: 4.12, FT4: 10.8, TSH: 6.92 }) }] },
  ]),
  ...reportsOf('R900003', [
    {
      kind: 'clotting',
      dayOffset: -1,
      sheets: [{ lines: clotting({ PT: 11.2, INR: 0.98, APTT: 30.4, FIB: 2.86, 'D-D': 0.24 }) }],
    },
    { kind: 'ultrasound', dayOffset: -1, state: 'notAudited', sheets: [abdomenSheet] },
  ]),
  ...reportsOf('R900004', [{ kind: 'virus', dayOffset: 0, sheets: [{ lines: noVirus }], conclusion: nothingFound }]),
  ...reportsOf('R900005', [
    { kind: 'scan', dayOffset: -1, sheets: chestScanShort, conclusion: noSharpChange },
    { kind: 'heart', dayOffset: -1, sheets: [tracing(64)], conclusion: normalTracing },
    { kind: 'glucose', dayOffset: -1, sheets: [{ lines: glucose({ GLU: 8.92, HbA1c: 7.4 }) }] },
    {
      kind: 'clotting',
      dayOffset: 0,
      state: 'withheld',
      sheets: [{ lines: clotting({ PT: 48.6, INR: 5.12, APTT: 62.8, FIB: 2.12, 'D-D': 0.82 }) }],
    },
  ]),
  ...reportsOf('R900007', [{ kind: 'liver', dayOffset: -2, sheets: [{ lines: liverFunction(healthyLiver) }] }]),
  ...reportsOf('R900008', [
    {
      kind: 'lipids',
      dayOffset: -4,
      sheets: [
        { lines: lipids({ TC: 4.42, TG: 1.08, 'HDL-C': 1.52, 'LDL-C': 2.46, ApoA1: 1.44, ApoB: 0.82, 'Lp(a)': 88 }) },
      ],
    },
  ]),
  ...reportsOf('R900009', [
    {
      kind: 'urine',
      dayOffset: -1,
      sheets: [{ lines: urinalysis({ KET: '(+)', pH: 5.5, SG: 1.026, 'U-RBC': 3, 'U-WBC': 9 }) }],
    },
    {
      kind: 'thyroid',
      dayOffset: -1,
      state: 'printed',
      sheets: [{ lines: thyroid({ FT3: 5.02, FT4: 17.4, TSH: 1.86 }) }],
    },
  ]),
  ...reportsOf('R900010', [
    { kind: 'urine', dayOffset: -1, sheets: [{ lines: urinalysis({ pH: 6, SG: 1.012, 'U-RBC': 1, 'U-WBC': 2 }) }] },
  ]),
  ...reportsOf('R900011', [
    {
      kind: 'kidney',
      dayOffset: -1,
      sheets: [{ lines: kidneyAndSalts({ UREA: 5.2, CREA: 81, UA: 396, K: 4.32, NA: 141.4, CL: 104.2, CA: 2.32 }) }],
    },
    { kind: 'liver', dayOffset: -1, sheets: [{ lines: liverFunction(healthyLiver) }] },
  ]),
  ...reportsOf('R900012', [
    { kind: 'heart', dayOffset: 0, sheets: [tracing(104)], conclusion: both('窦性心动过速。', 'Sinus tachycardia.') },
    { kind: 'virus', dayOffset: -1, state: 'notAudited', sheets: [{ lines: noVirus }] },
  ]),
];
