import type { InsuranceScheme } from './city.ts';
import type { BothLanguages } from './clinic.ts';

/** What a patient paid through another channel before the virtual hospital opened. */
export interface SeedTransaction {
  /** 1 to 32 letters, digits or hyphens. */
  readonly orderNumber: string;
  readonly recordId: string;
  readonly kind: 'registration' | 'payment';
  readonly channel: 'app' | 'website' | 'window' | 'oneAccount';
  readonly daysAgo: number;
  /** HH:MM in the hospital's zone. */
  readonly time: string;
  readonly title: BothLanguages;
  /** The insurance that bore a part of it. */
  readonly scheme?: InsuranceScheme;
  readonly items: readonly SeedTransactionItem[];
}

export interface SeedTransactionItem {
  readonly title: BothLanguages;
  /** Fen, the whole price. */
  readonly amount: number;
  readonly state: 'given' | 'open' | 'released' | 'refunded';
}

const both = (zh: string, en: string): BothLanguages => ({ zh, en });

/** What the invented patients paid through other channels. */
export const transactions: readonly SeedTransaction[] = [
  {
    orderNumber: 'T-app-900101',
    recordId: 'R900001',
    kind: 'payment',
    channel: 'app',
    daysAgo: 2,
    time: '10:42',
    title: both('西药处方', 'Prescription'),
    items: [
      { title: both('布洛芬缓释胶囊 0.3g×20', 'Ibuprofen 0.3 g × 20'), amount: 1860, state: 'released' },
      { title: both('氨溴索口服液 100ml', 'Ambroxol syrup 100 ml'), amount: 2245, state: 'given' },
    ],
  },
  {
    orderNumber: 'T-window-900101',
    recordId: 'R900001',
    kind: 'payment',
    channel: 'window',
    daysAgo: 5,
    time: '15:08',
    title: both('影像检查', 'Imaging'),
    scheme: 'employee',
    items: [{ title: both('腹部彩超', 'Ultrasound of the abdomen'), amount: 12_500, state: 'released' }],
  },
  {
    orderNumber: 'T-website-900101',
    recordId: 'R900001',
    kind: 'registration',
    channel: 'website',
    daysAgo: 16,
    time: '07:30',
    title: both('心血管内科', 'Cardiology'),
    items: [{ title: both('挂号费', 'Registration fee'), amount: 4800, state: 'given' }],
  },
  {
    orderNumber: 'T-app-900201',
    recordId: 'R900002',
    kind: 'payment',
    channel: 'app',
    daysAgo: 1,
    time: '09:20',
    title: both('化验', 'Laboratory tests'),
    items: [
      { title: both('血常规', 'Full blood count'), amount: 2500, state: 'open' },
      { title: both('甲状腺功能', 'Thyroid function'), amount: 18_000, state: 'refunded' },
    ],
  },
  {
    orderNumber: 'T-window-900501',
    recordId: 'R900005',
    kind: 'payment',
    channel: 'window',
    daysAgo: 30,
    time: '08:55',
    title: both('西药处方', 'Prescription'),
    scheme: 'resident',
    items: [{ title: both('二甲双胍缓释片 0.5g×30', 'Metformin 0.5 g × 30'), amount: 1875, state: 'given' }],
  },
];
