/** What a patient booked through another channel before the virtual hospital opened. */
export interface SeedBooking {
  /** 1 to 32 letters, digits or hyphens. */
  readonly bookingId: string;
  /** What the patient was sent: 6 to 12 digits. */
  readonly code: string;
  readonly recordId: string;
  readonly channel: 'app' | 'website' | 'phone' | 'window' | 'familyDoctor' | 'oneAccount';
  readonly payment: 'prepaid' | 'unpaid' | 'free';
  readonly doctorId: string;
  /** `now`: the half-hour in which the hospital opens its doors, whatever the doctor's usual hours. */
  readonly when: 'now' | { readonly dayOffset: number; readonly from: string; readonly to: string };
  /** Booked unless told. */
  readonly state?: 'collected' | 'missed' | 'cancelled';
  /** It can be given back only where it was booked. */
  readonly cancelElsewhere?: true;
}

const zhang = 'R900001';

/** What the invented patients booked. The first of them is there to try the collection of every kind. */
export const bookings: readonly SeedBooking[] = [
  {
    bookingId: 'B-app-1',
    code: '20260001',
    recordId: zhang,
    channel: 'app',
    payment: 'unpaid',
    doctorId: 'eye-1',
    when: 'now',
  },
  {
    bookingId: 'B-account-1',
    code: '20260002',
    recordId: zhang,
    channel: 'oneAccount',
    payment: 'prepaid',
    doctorId: 'skin-1',
    when: 'now',
  },
  {
    bookingId: 'B-phone-1',
    code: '20260003',
    recordId: zhang,
    channel: 'phone',
    payment: 'unpaid',
    doctorId: 'ent-1',
    when: { dayOffset: 1, from: '09:00', to: '09:30' },
  },
  {
    bookingId: 'B-website-1',
    code: '20260004',
    recordId: 'R900002',
    channel: 'website',
    payment: 'prepaid',
    doctorId: 'eye-1',
    when: 'now',
  },
  {
    bookingId: 'B-window-1',
    code: '20260005',
    recordId: 'R900002',
    channel: 'window',
    payment: 'unpaid',
    doctorId: 'skin-1',
    when: { dayOffset: 0, from: '23:00', to: '23:30' },
  },
  {
    bookingId: 'B-website-2',
    code: '20260006',
    recordId: 'R900003',
    channel: 'website',
    payment: 'unpaid',
    doctorId: 'ent-1',
    when: { dayOffset: 0, from: '00:00', to: '00:30' },
  },
  {
    bookingId: 'B-app-2',
    code: '20260007',
    recordId: 'R900003',
    channel: 'app',
    payment: 'prepaid',
    doctorId: 'skin-1',
    when: 'now',
    state: 'collected',
  },
  {
    bookingId: 'B-family-1',
    code: '20260008',
    recordId: 'R900005',
    channel: 'familyDoctor',
    payment: 'free',
    doctorId: 'eye-1',
    when: 'now',
    cancelElsewhere: true,
  },
  ...[20, 60, 100].map((daysAgo, at) => ({
    bookingId: `B-missed-${at + 1}`,
    code: `2026010${at + 1}`,
    recordId: 'R900011',
    channel: 'app' as const,
    payment: 'unpaid' as const,
    doctorId: 'skin-1',
    when: { dayOffset: -daysAgo, from: '10:00', to: '10:30' },
    state: 'missed' as const,
  })),
];
