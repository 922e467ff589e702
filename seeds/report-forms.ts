/** The forms of a laboratory: what is measured, in which unit, and between which limits it is usual. */
import { filled, type Item, type ReportLine, type Values } from './report-form.ts';

const cells = '10^9/L';

const bloodCountForm = (sex: 'male' | 'female'): readonly Item[] => [
  ['WBC', '白细胞计数', 'White cells', cells, [3.5, 9.5], 2],
  ['NEUT%', '中性粒细胞百分比', 'Neutrophils, share', '%', [40, 75], 1],
  ['LYMPH%', '淋巴细胞百分比', 'Lymphocytes, share', '%', [20, 50], 1],
  ['MONO%', '单核细胞百分比', 'Monocytes, share', '%', [3, 10], 1],
  ['EO%', '嗜酸性粒细胞百分比', 'Eosinophils, share', '%', [0.4, 8], 1],
  ['BASO%', '嗜碱性粒细胞百分比', 'Basophils, share', '%', [0, 1], 1],
  ['NEUT#', '中性粒细胞绝对值', 'Neutrophils', cells, [1.8, 6.3], 2],
  ['LYMPH#', '淋巴细胞绝对值', 'Lymphocytes', cells, [1.1, 3.2], 2],
  ['MONO#', '单核细胞绝对值', 'Monocytes', cells, [0.1, 0.6], 2],
  ['RBC', '红细胞计数', 'Red cells', '10^12/L', sex === 'male' ? [4.3, 5.8] : [3.8, 5.1], 2],
  ['HGB', '血红蛋白', 'Haemoglobin', 'g/L', sex === 'male' ? [130, 175] : [115, 150], 0],
  ['HCT', '红细胞压积', 'Haematocrit', '%', sex === 'male' ? [40, 50] : [35, 45], 1],
  ['MCV', '平均红细胞体积', 'Mean cell volume', 'fL', [82, 100], 1],
  ['MCH', '平均红细胞血红蛋白量', 'Mean cell haemoglobin', 'pg', [27, 34], 1],
  ['MCHC', '平均红细胞血红蛋白浓度', 'Mean cell haemoglobin concentration', 'g/L', [316, 354], 0],
  ['PLT', '血小板计数', 'Platelets', cells, [125, 350], 0],
  ['CRP', 'C-反应蛋白', 'C-reactive protein', 'mg/L', [null, 10], 1],
];

interface BloodCount {
  readonly sex: 'male' | 'female';
  readonly wbc: number;
  /** Per cent; what is left of 100 are basophils. */
  readonly shares: readonly [neutrophils: number, lymphocytes: number, monocytes: number, eosinophils: number];
  readonly rbc: number;
  readonly hgb: number;
  readonly mcv: number;
  readonly plt: number;
  readonly crp: number;
}

/** What follows from the counts is worked out, so that the sheet agrees with itself. */
export function bloodCount({ sex, wbc, shares, rbc, hgb, mcv, plt, crp }: BloodCount): ReportLine[] {
  const [neutrophils, lymphocytes, monocytes, eosinophils] = shares;
  const hct = (rbc * mcv) / 10;
  return filled(bloodCountForm(sex), {
    WBC: wbc,
    'NEUT%': neutrophils,
    'LYMPH%': lymphocytes,
    'MONO%': monocytes,
    'EO%': eosinophils,
    'BASO%': 100 - neutrophils - lymphocytes - monocytes - eosinophils,
    'NEUT#': (wbc * neutrophils) / 100,
    'LYMPH#': (wbc * lymphocytes) / 100,
    'MONO#': (wbc * monocytes) / 100,
    RBC: rbc,
    HGB: hgb,
    HCT: hct,
    MCV: mcv,
    MCH: hgb / rbc,
    MCHC: (hgb / hct) * 100,
    PLT: plt,
    CRP: crp,
  });
}

const liverForm: readonly Item[] = [
  ['ALT', '丙氨酸氨基转移酶', 'Alanine aminotransferase', 'U/L', [9, 50], 0],
  ['AST', '天门冬氨酸氨基转移酶', 'Aspartate aminotransferase', 'U/L', [15, 40], 0],
  ['ALP', '碱性磷酸酶', 'Alkaline phosphatase', 'U/L', [45, 125], 0],
  ['GGT', 'γ-谷氨酰转移酶', 'Gamma-glutamyl transferase', 'U/L', [10, 60], 0],
  ['TBIL', '总胆红素', 'Total bilirubin', 'μmol/L', [null, 23], 1],
  ['DBIL', '直接胆红素', 'Direct bilirubin', 'μmol/L', [null, 8], 1],
  ['IBIL', '间接胆红素', 'Indirect bilirubin', 'μmol/L', [null, 15], 1],
  ['TP', '总蛋白', 'Total protein', 'g/L', [65, 85], 1],
  ['ALB', '白蛋白', 'Albumin', 'g/L', [40, 55], 1],
  ['GLB', '球蛋白', 'Globulin', 'g/L', [20, 40], 1],
  ['A/G', '白蛋白/球蛋白', 'Albumin to globulin', '', [1.2, 2.4], 2],
  ['TBA', '总胆汁酸', 'Total bile acids', 'μmol/L', [null, 10], 1],
];

type LiverCodes = 'ALT' | 'AST' | 'ALP' | 'GGT' | 'TBIL' | 'DBIL' | 'TP' | 'ALB' | 'TBA';

export function liverFunction(values: Readonly<Record<LiverCodes, number>>): ReportLine[] {
  const { TBIL, DBIL, TP, ALB } = values;
  return filled(liverForm, { ...values, IBIL: TBIL - DBIL, GLB: TP - ALB, 'A/G': ALB / (TP - ALB) });
}

const fill = (form: readonly Item[]) => (values: Values) => filled(form, values);

export const lipids = fill([
  ['TC', '总胆固醇', 'Total cholesterol', 'mmol/L', [null, 5.2], 2],
  ['TG', '甘油三酯', 'Triglycerides', 'mmol/L', [null, 1.7], 2],
  ['HDL-C', '高密度脂蛋白胆固醇', 'HDL cholesterol', 'mmol/L', [1.04, null], 2],
  ['LDL-C', '低密度脂蛋白胆固醇', 'LDL cholesterol', 'mmol/L', [null, 3.4], 2],
  ['ApoA1', '载脂蛋白A1', 'Apolipoprotein A1', 'g/L', [1, 1.6], 2],
  ['ApoB', '载脂蛋白B', 'Apolipoprotein B', 'g/L', [0.6, 1.1], 2],
  ['Lp(a)', '脂蛋白(a)', 'Lipoprotein (a)', 'mg/L', [null, 300], 0],
]);

export const kidneyAndSalts = fill([
  ['UREA', '尿素', 'Urea', 'mmol/L', [3.1, 8], 2],
  ['CREA', '肌酐', 'Creatinine', 'μmol/L', [57, 97], 0],
  ['UA', '尿酸', 'Uric acid', 'μmol/L', [208, 428], 0],
  ['K', '钾', 'Potassium', 'mmol/L', [3.5, 5.3], 2],
  ['NA', '钠', 'Sodium', 'mmol/L', [137, 147], 1],
  ['CL', '氯', 'Chloride', 'mmol/L', [99, 110], 1],
  ['CA', '钙', 'Calcium', 'mmol/L', [2.11, 2.52], 2],
]);

export const glucose = fill([
  ['GLU', '葡萄糖（空腹）', 'Glucose, fasting', 'mmol/L', [3.9, 6.1], 2],
  ['HbA1c', '糖化血红蛋白', 'Glycated haemoglobin', '%', [4, 6], 1],
]);

export const thyroid = fill([
  ['FT3', '游离三碘甲状腺原氨酸', 'Free triiodothyronine', 'pmol/L', [3.1, 6.8], 2],
  ['FT4', '游离甲状腺素', 'Free thyroxine', 'pmol/L', [12, 22], 2],
  ['TSH', '促甲状腺激素', 'Thyrotropin', 'mIU/L', [0.27, 4.2], 2],
]);

export const clotting = fill([
  ['PT', '凝血酶原时间', 'Prothrombin time', 's', [9.4, 12.5], 1],
  ['INR', '国际标准化比值', 'International normalised ratio', '', [0.8, 1.2], 2],
  ['APTT', '活化部分凝血活酶时间', 'Activated partial thromboplastin time', 's', [25.1, 36.5], 1],
  ['FIB', '纤维蛋白原', 'Fibrinogen', 'g/L', [2, 4], 2],
  ['D-D', 'D-二聚体', 'D-dimer', 'mg/L', [null, 0.55], 2],
]);

const urineForm: readonly Item[] = [
  ['PRO', '尿蛋白', 'Protein', '', '(-)', 0],
  ['GLU', '尿糖', 'Glucose', '', '(-)', 0],
  ['KET', '酮体', 'Ketones', '', '(-)', 0],
  ['BLD', '隐血', 'Blood', '', '(-)', 0],
  ['LEU', '白细胞酯酶', 'Leucocyte esterase', '', '(-)', 0],
  ['NIT', '亚硝酸盐', 'Nitrite', '', '(-)', 0],
  ['BIL', '胆红素', 'Bilirubin', '', '(-)', 0],
  ['pH', '酸碱度', 'Acidity', '', [4.5, 8], 1],
  ['SG', '比重', 'Specific gravity', '', [1.003, 1.03], 3],
  ['U-RBC', '红细胞', 'Red cells', '/μL', [0, 17], 0],
  ['U-WBC', '白细胞', 'White cells', '/μL', [0, 28], 0],
];
const clear = { PRO: '(-)', GLU: '(-)', KET: '(-)', BLD: '(-)', LEU: '(-)', NIT: '(-)', BIL: '(-)' };

/** What is not told is not in the urine. */
export const urinalysis = (values: Values) => filled(urineForm, { ...clear, ...values });

/** No virus was found when no cycle up to the fortieth shows any. */
export const virusTest = fill([
  ['ORF1ab', '新型冠状病毒 ORF1ab 基因', 'SARS-CoV-2, gene ORF1ab', '', 'Ct > 40', 0],
  ['N', '新型冠状病毒 N 基因', 'SARS-CoV-2, gene N', '', 'Ct > 40', 0],
]);

export const heartTracing = fill([
  ['HR', '心率', 'Heart rate', 'bpm', [60, 100], 0],
  ['PR', 'PR 间期', 'PR interval', 'ms', [120, 200], 0],
  ['QRS', 'QRS 时限', 'QRS duration', 'ms', [60, 110], 0],
  ['QTc', '校正 QT 间期', 'QT interval, corrected', 'ms', [350, 450], 0],
]);

export const abdomen = fill([
  ['LIV', '肝右叶最大斜径', 'Liver, right lobe', 'mm', [null, 140], 0],
  ['PV', '门静脉内径', 'Portal vein', 'mm', [null, 13], 0],
  ['CBD', '胆总管内径', 'Common bile duct', 'mm', [null, 8], 0],
  ['GB', '胆囊壁厚', 'Gall bladder wall', 'mm', [null, 3], 0],
  ['SP', '脾厚', 'Spleen', 'mm', [null, 40], 0],
]);
