/** What a hospital examines, where, and who signs for it. */
import type { BothLanguages } from './clinic.ts';

const both = (zh: string, en: string): BothLanguages => ({ zh, en });

const laboratory = both('医学检验科', 'Laboratory');
const blood = both('静脉血', 'Venous blood');
const laboratoryStaff = ['程怀瑾', '沈清和'] as const;

export interface ReportKind {
  readonly title: BothLanguages;
  readonly department: BothLanguages;
  /** What was examined: blood, a part of the body. */
  readonly specimen: BothLanguages;
  /** Invented people. */
  readonly signedBy: readonly [made: string, audited: string];
}

const ofBlood = (zh: string, en: string): ReportKind => ({
  title: both(zh, en),
  department: laboratory,
  specimen: blood,
  signedBy: laboratoryStaff,
});

export const reportKinds = {
  bloodCount: ofBlood('血常规', 'Blood count'),
  liver: ofBlood('肝功能', 'Liver function'),
  lipids: ofBlood('血脂', 'Lipid panel'),
  kidney: ofBlood('肾功能与电解质', 'Kidney function and electrolytes'),
  glucose: ofBlood('血糖与糖化血红蛋白', 'Glucose and glycated haemoglobin'),
  thyroid: ofBlood('甲状腺功能', 'Thyroid function'),
  clotting: ofBlood('凝血功能', 'Clotting'),
  urine: {
    title: both('尿常规', 'Urinalysis'),
    department: laboratory,
    specimen: both('中段尿', 'Midstream urine'),
    signedBy: laboratoryStaff,
  },
  virus: {
    title: both('新型冠状病毒核酸检测', 'COVID-19 nucleic acid test'),
    department: laboratory,
    specimen: both('鼻咽拭子', 'Nasopharyngeal swab'),
    signedBy: laboratoryStaff,
  },
  scan: {
    title: both('胸部 CT 平扫', 'CT of the chest'),
    department: both('放射科', 'Radiology'),
    specimen: both('胸部', 'Chest'),
    signedBy: ['苏景行', '顾望舒'],
  },
  ultrasound: {
    title: both('腹部超声', 'Ultrasound of the abdomen'),
    department: both('超声医学科', 'Ultrasound'),
    specimen: both('肝、胆、胰、脾、双肾', 'Liver, gall bladder, pancreas, spleen, kidneys'),
    signedBy: ['叶若水', '方知行'],
  },
  heart: {
    title: both('常规心电图', 'Electrocardiogram'),
    department: both('心电图室', 'Electrocardiography'),
    specimen: both('静息十二导联', 'Twelve leads, at rest'),
    signedBy: ['江允', '陆清和'],
  },
} as const satisfies Record<string, ReportKind>;
