import { fromPromise } from 'xstate';
import type { Loaded } from '../flows/loaded.ts';
import { troubleOfRefusal } from '../flows/settlement/order-phase.ts';
import { splitOf, type Trial } from '../flows/trial.ts';
import type { Hospital, Reply } from '../hospital/client.ts';
import type { Confirmation } from '../hospital/contract/locks.ts';
import type { Bill, Booking, Price, ReportContent, ReportEntry, Transaction } from '../hospital/contract/records.ts';
import type { Department, Doctor } from '../hospital/contract/schedule.ts';
import type { Split } from '../screen/parts.ts';

/** An answer for a flow: what was asked for, or the patient's word for why there is none. */
function loaded<T, U extends object>(reply: Reply<T, string>, take: (value: T) => U): Loaded<U> {
  if (reply.ok) return { ok: true, ...take(reply.value) };
  return { ok: false, trouble: reply.failure === 'refused' ? troubleOfRefusal(reply.code, false) : 'hospitalSilent' };
}

interface OfRecord {
  readonly recordId: string;
}

/** What flows ask the hospital without moving anything. */
export function loadingActors(hospital: Hospital) {
  return {
    loadDepartments: fromPromise<Loaded<{ departments: readonly Department[] }>, { day: string }>(
      async ({ input, signal }) => {
        const reply = await hospital.call('listDepartments', input, signal);
        if (reply.ok && reply.value.departments.length === 0) return { ok: false, trouble: 'noDepartments' };
        return loaded(reply, ({ departments }) => ({ departments }));
      },
    ),
    loadDoctors: fromPromise<Loaded<{ doctors: readonly Doctor[] }>, { day: string; departmentId: string }>(
      async ({ input, signal }) => {
        const reply = await hospital.call('listDoctors', input, signal);
        if (!reply.ok && reply.failure === 'refused') return { ok: false, trouble: 'slotTaken' };
        return loaded(reply, ({ doctors }) => ({ doctors: doctors.filter(({ slots }) => slots.length > 0) }));
      },
    ),
    trial: fromPromise<Loaded<{ split: Split }>, Trial>(async ({ input, signal }) =>
      loaded(await hospital.call('trialInsurance', input, signal), ({ amount }) => ({ split: splitOf(amount) })),
    ),
    loadBookings: fromPromise<Loaded<{ bookings: readonly Booking[] }>, OfRecord>(async ({ input, signal }) =>
      loaded(await hospital.call('listBookings', input, signal), ({ bookings }) => ({ bookings })),
    ),
    loadBills: fromPromise<Loaded<{ bills: readonly Bill[] }>, OfRecord>(async ({ input, signal }) =>
      loaded(await hospital.call('listBills', input, signal), ({ bills }) => ({ bills })),
    ),
    loadTransactions: fromPromise<
      Loaded<{ transactions: readonly Transaction[] }>,
      OfRecord & { from: string; to: string }
    >(async ({ input, signal }) =>
      loaded(await hospital.call('listTransactions', input, signal), ({ transactions }) => ({ transactions })),
    ),
    loadPrices: fromPromise<
      Loaded<{ prices: readonly Price[]; pages: number }>,
      { list: 'services' | 'drugs'; page: number }
    >(async ({ input: { list, page }, signal }) =>
      loaded(await hospital.call('listPrices', { list, page: String(page) }, signal), ({ prices, pages }) => ({
        prices,
        pages,
      })),
    ),
    loadReports: fromPromise<Loaded<{ reports: readonly ReportEntry[] }>, OfRecord>(async ({ input, signal }) =>
      loaded(await hospital.call('listReports', input, signal), ({ reports }) => ({ reports })),
    ),
    loadReport: fromPromise<Loaded<{ report: ReportContent }>, OfRecord & { reportId: string }>(
      async ({ input, signal }) => {
        const reply = await hospital.call('getReport', input, signal);
        // Another patient's report is nobody's to read here, whoever mixed it up.
        if (reply.ok && reply.value.recordId !== input.recordId) return { ok: false, trouble: 'hospitalSilent' };
        return loaded(reply, (report) => ({ report }));
      },
    ),
    loadConfirmation: fromPromise<Loaded<{ confirmation: Confirmation }>, OfRecord & { orderNumber: string }>(
      async ({ input: { orderNumber, recordId }, signal }) => {
        const reply = await hospital.call('getConfirmation', { orderNumber }, signal);
        if (reply.ok && reply.value.recordId !== recordId) return { ok: false, trouble: 'hospitalRefused' };
        return loaded(reply, (confirmation) => ({ confirmation }));
      },
    ),
  };
}
