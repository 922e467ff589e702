import type { DeskView } from '../../../../hospital/desk.ts';

type Lists = Pick<DeskView, 'patients' | 'bills' | 'bookings' | 'reports' | 'clinics' | 'transactions' | 'cards'>;

/** The desk's lists as far as a text stands in a row's names and numbers, in either language, in any case. */
export function filtered(desk: DeskView, wanted: string): Lists {
  const text = wanted.trim().toLowerCase();
  const isIn = (...words: readonly string[]) => words.some((it) => it.toLowerCase().includes(text));
  return {
    patients: desk.patients.filter(({ name, recordId, idNumber }) => isIn(name, recordId, idNumber)),
    bills: desk.bills.filter(({ name, recordId, billId, title }) => isIn(name, recordId, billId, title.zh, title.en)),
    bookings: desk.bookings.filter(({ name, recordId, bookingId, code, department, doctor }) =>
      isIn(name, recordId, bookingId, code, department.zh, department.en, doctor.zh, doctor.en),
    ),
    reports: desk.reports.filter(({ name, recordId, reportId, title }) =>
      isIn(name, recordId, reportId, title.zh, title.en),
    ),
    clinics: desk.clinics.filter(({ department, doctorId, doctor, title }) =>
      isIn(department.zh, department.en, doctorId, doctor.zh, doctor.en, title.zh, title.en),
    ),
    transactions: desk.transactions.filter(({ name, recordId, orderNumber, title, items }) =>
      isIn(name, recordId, orderNumber, title.zh, title.en, ...items.map((item) => item.title.zh)),
    ),
    cards: desk.cards.filter(({ name, number }) => isIn(name, number)),
  };
}
