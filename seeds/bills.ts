import type { BothLanguages } from './clinic.ts';

/** What a patient still has to pay. */
export interface SeedBill {
  /** 1 to 32 letters, digits or hyphens. */
  readonly billId: string;
  readonly recordId: string;
  readonly title: BothLanguages;
  readonly department: BothLanguages;
  readonly daysAgo: number;
  readonly items: readonly { readonly title: BothLanguages /** Fen. */; readonly amount: number }[];
  /** Where to go when it is paid. */
  readonly next: BothLanguages;
}

const both = (zh: string, en: string): BothLanguages => ({ zh, en });
const item = (zh: string, en: string, amount: number) => ({ title: both(zh, en), amount });

const pharmacy = both('凭缴费凭条到门诊楼 1 层西药房取药', 'Collect at the pharmacy, Outpatient Building, floor 1');
const laboratory = both('到门诊楼 2 层采血处抽血', 'Blood is drawn at Outpatient Building, floor 2');
const imaging = both('到医技楼 1 层放射科登记', 'Check in at Radiology, Diagnostics Building, floor 1');
const treatment = both('到门诊楼 3 层治疗室', 'Go to the treatment room, Outpatient Building, floor 3');
const cardiology = both('心血管内科', 'Cardiology');

/** What the invented patients have to pay. Prices are invented. */
export const bills: readonly SeedBill[] = [
  {
    billId: 'bill-900101',
    recordId: 'R900001',
    title: both('西药处方', 'Prescription'),
    department: cardiology,
    daysAgo: 0,
    items: [
      item('苯磺酸氨氯地平片 5mg×28', 'Amlodipine 5 mg × 28', 2365),
      item('阿托伐他汀钙片 20mg×7', 'Atorvastatin 20 mg × 7', 1488),
      item('阿司匹林肠溶片 100mg×30', 'Aspirin 100 mg × 30', 1320),
    ],
    next: pharmacy,
  },
  {
    billId: 'bill-900102',
    recordId: 'R900001',
    title: both('化验', 'Laboratory tests'),
    department: cardiology,
    daysAgo: 0,
    items: [item('血脂四项', 'Lipid panel', 4500), item('肝功能', 'Liver function', 6200)],
    next: laboratory,
  },
  {
    billId: 'bill-900103',
    recordId: 'R900001',
    title: both('影像检查', 'Imaging'),
    department: cardiology,
    daysAgo: 1,
    items: [item('胸部 CT 平扫', 'CT of the chest', 21_000)],
    next: imaging,
  },
  {
    billId: 'bill-900201',
    recordId: 'R900002',
    title: both('治疗', 'Treatment'),
    department: both('皮肤科', 'Dermatology'),
    daysAgo: 0,
    items: [item('红光治疗', 'Red light therapy', 3600)],
    next: treatment,
  },
  {
    billId: 'bill-900501',
    recordId: 'R900005',
    title: both('西药处方', 'Prescription'),
    department: both('内分泌科', 'Endocrinology'),
    daysAgo: 0,
    items: [
      item('二甲双胍缓释片 0.5g×30', 'Metformin 0.5 g × 30', 1875),
      item('血糖试纸 50 片', 'Glucose test strips × 50', 9900),
    ],
    next: pharmacy,
  },
];
