/** Hospitals that get one errand or another wrong, and the rules that must find it. */
import { selfPaid } from '../../terminal/hospital/amount.ts';
import type { ClinicCalendar } from '../../terminal/hospital/contract/capabilities.ts';
import {
  asRefunded,
  bodyOf,
  counting,
  dearer,
  everyReply,
  granted,
  granting,
  idIn,
  idle,
  type Mutant,
  mutant,
  refused,
  refusing,
  verbOf,
} from './spoiling.ts';

const isUnknown = ({ status }: { status: number }) => status === 404;

function asConfirmed(...[reply, request]: Parameters<Parameters<typeof refused>[2]>) {
  const { recordId } = bodyOf(request);
  const result = { kind: 'reports', pages: 0 };
  return granting(reply, { orderNumber: idIn(request), recordId, amount: selfPaid(0), result });
}

const confirmations: readonly Mutant[] = [
  mutant('confirms what was not paid', ['confirm.notPaid', 'refund.notConfirmed'], () =>
    refused('confirm', 'notPaid', asConfirmed),
  ),
  mutant('confirms what was released', ['confirm.released'], () => refused('confirm', 'lockExpired', asConfirmed)),
  mutant('confirms at another price', ['confirm.result', 'confirm.query'], () =>
    granted('confirm', (it) => ({ ...it, amount: dearer(it.amount) })),
  ),
  mutant('gives two numbers for one', ['confirm.once'], () =>
    granted('listBookings', (it) => ({
      ...it,
      bookings: it.bookings.flatMap((booking) => [booking, { ...booking, bookingId: `${booking.bookingId}-2` }]),
    })),
  ),
  mutant('takes back what was confirmed', ['confirm.lockUsed'], () =>
    granted('releaseLock', (it) => ({ ...it, state: 'released' })),
  ),
  mutant('lists nothing that was registered', ['booking.listed', 'booking.code', 'confirm.lockUsed'], () =>
    granted('listBookings', (it) => ({ ...it, bookings: [] })),
  ),
  mutant('lists at another price', ['booking.listed'], () =>
    granted('listBookings', (it) => ({
      ...it,
      bookings: it.bookings.map((row) => ({ ...row, price: row.price + 1 })),
    })),
  ),
  mutant('lists as unpaid what was paid', ['booking.listed'], () =>
    granted('listBookings', (it) => ({ ...it, bookings: it.bookings.map((row) => ({ ...row, paid: 0 })) })),
  ),
  mutant('keeps what was cancelled', ['cancel.gone'], () =>
    granted('listBookings', (it) => ({ ...it, bookings: it.bookings.map((row) => ({ ...row, state: 'booked' })) })),
  ),
  mutant('keeps the money of what was cancelled', ['cancel.refund'], () =>
    granted('cancelBooking', (it) => ({ ...it, refund: null })),
  ),
];

const insurance: readonly Mutant[] = [
  mutant('lets any token settle', ['insurance.strangeToken'], () =>
    refused('lock', 'insuranceRefused', (_, request, answer) => {
      const { insurance: _token, ...rest } = bodyOf(request);
      return answer({ ...request, url: `${request.url}x`, body: JSON.stringify(rest) });
    }),
  ),
  mutant('settles before the payment', ['insurance.order'], () =>
    refused('settleInsurance', 'notPaid', (reply, request) =>
      granting(reply, { settlementId: idIn(request), state: 'settled', amount: selfPaid(0) }),
    ),
  ),
  mutant('forgets an undoing that came first', ['insurance.undoneEarly'], () =>
    idle('undoInsurance', 'undo', { state: 'undone' }, isUnknown),
  ),
  mutant('bears less than was said', ['insurance.settled'], () =>
    granted('settleInsurance', (it) => ({ ...it, amount: selfPaid(it.amount.total) })),
  ),
  mutant('gives money back while it is settled', ['insurance.undoBeforeRefund'], () =>
    refused('refundPayment', 'stillSettled', asRefunded),
  ),
  mutant('never ends an undoing', ['insurance.undone'], () =>
    everyReply((reply) => ({ ...reply, body: reply.body.replace('"state":"undone"', '"state":"undoing"') })),
  ),
];

const people: readonly Mutant[] = [
  mutant('finds somebody else the second time', ['patient.found'], () => {
    const count = counting();
    return granted('findPatient', ({ patients }, { body = '' }) => {
      const isSecond = count(body) === 2;
      return { patients: isSecond ? patients.map((it) => ({ ...it, recordId: 'R1' })) : patients };
    });
  }),
  mutant('does not look at the name', ['patient.otherName'], () =>
    refused('findPatient', 'nameDiffers', (reply) => {
      const patient = { recordId: 'R1', name: '', lastVisit: null, hasCard: false, insurance: null };
      return granting(reply, { patients: [patient] });
    }),
  ),
  mutant('insures nobody', ['patient.insured'], () =>
    granted('findPatient', ({ patients }) => ({ patients: patients.map((it) => ({ ...it, insurance: null })) })),
  ),
  mutant(
    'makes a record and finds another',
    ['record.found'],
    () => (answer) =>
      granted('getRecordRequest', (it) => ({ ...it, recordId: 'R1' }))(
        granted('createRecord', (it) => ({ ...it, recordId: 'R1' }))(answer),
      ),
  ),
  mutant('issues cards without a number', ['card.number'], () => granted('lock', ({ cardNumber: _, ...lock }) => lock)),
  mutant('would issue a second card', ['card.bound'], () =>
    refused('trialInsurance', 'hasCard', (reply) => granting(reply, { amount: selfPaid(0) })),
  ),
  mutant('takes a captured card for handed over', ['delivery.told'], () =>
    granted('findPatient', ({ patients }) => ({ patients: patients.map((it) => ({ ...it, hasCard: true })) })),
  ),
];

const telling = (clinicHours: ClinicCalendar) => granted('getCapabilities', (it) => ({ ...it, clinicHours }));

const files: readonly Mutant[] = [
  mutant('tells other capabilities every time', ['capabilities.told'], () => {
    const count = counting();
    return granted('getCapabilities', (it) => ({ ...it, guardianUnder: count('') }));
  }),
  mutant('is in no zone', ['capabilities.zone'], () =>
    granted('getCapabilities', (it) => ({ ...it, timeZone: 'China/Nanjing' })),
  ),
  mutant('has hours that end before they begin', ['capabilities.hours'], () =>
    telling({ week: [{ weekdays: [1], from: '13:30', to: '08:00' }], specialDays: [] }),
  ),
  mutant('has hours that overlap', ['capabilities.hours'], () => {
    const [morning, noon] = [
      { from: '08:00', to: '12:00' },
      { from: '11:30', to: '12:30' },
    ];
    return telling({
      week: [
        { weekdays: [1, 2], ...morning },
        { weekdays: [2], ...noon },
      ],
      specialDays: [],
    });
  }),
  mutant('closes on a day there is not', ['capabilities.hours'], () =>
    telling({ week: [], specialDays: [{ day: '2027-02-30', hours: [] }] }),
  ),
  mutant('closes twice on a holiday', ['capabilities.hours'], () => {
    const holiday = { day: '2027-01-01', hours: [] };
    return telling({ week: [], specialDays: [holiday, holiday] });
  }),
  mutant('takes booking codes and has no collection', ['capabilities.agree'], () =>
    granted('getCapabilities', (it) => ({ ...it, errands: it.errands.filter((errand) => errand !== 'collection') })),
  ),
  mutant('lists departments twice', ['schedule.departments'], () =>
    granted('listDepartments', ({ departments }) => ({ departments: [...departments, ...departments] })),
  ),
  mutant('has periods that end before they begin', ['schedule.doctors'], () =>
    granted('listDoctors', ({ doctors }) => ({
      doctors: doctors.map((it) => ({ ...it, slots: it.slots.map((slot) => ({ ...slot, to: '00:00' })) })),
    })),
  ),
  mutant('adds a fen to every bill', ['bills.sum'], () =>
    granted('listBills', (it) => ({ ...it, bills: it.bills.map((bill) => ({ ...bill, amount: bill.amount + 1 })) })),
  ),
  mutant('does not show what is in hand', ['bills.heldOnce'], () =>
    granted('listBills', (it) => ({ ...it, bills: it.bills.map((bill) => ({ ...bill, beingPaid: false })) })),
  ),
  mutant('lists the oldest first', ['transactions.listed'], () =>
    granted('listTransactions', (it) => ({ ...it, transactions: it.transactions.toReversed() })),
  ),
  mutant(
    'lists transactions of all days',
    ['transactions.days'],
    () => (answer) => (request) =>
      answer({ ...request, url: request.url.replace(/from=[\d-]+&to=[\d-]+/, 'from=2000-01-01&to=2099-01-01') }),
  ),
  mutant('lists the oldest reports first', ['reports.listed'], () =>
    granted('listReports', (it) => ({ ...it, reports: it.reports.toReversed() })),
  ),
  mutant('shows no report', ['reports.read'], () =>
    everyReply((reply, request) => (verbOf(request) === 'getReport' ? refusing(reply, 'notReady') : reply)),
  ),
  mutant('gives documents to whoever had a lock', ['reports.lockOver'], () =>
    refused('getReportDocument', 'lockExpired', (reply, { url }) => {
      const { searchParams } = new URL(url, 'http://hospital.invalid');
      return granting(reply, {
        reportId: idIn({ method: 'GET', url }),
        recordId: searchParams.get('recordId'),
        pages: 1,
        pdf: '',
      });
    }),
  ),
  mutant('gives out pictures', ['reports.document'], () =>
    granted('getReportDocument', (it) => ({ ...it, pdf: btoa('GIF89a') })),
  ),
  mutant(
    'has one page of prices, many times',
    ['prices.services', 'prices.drugs'],
    () => (answer) => (request) => answer({ ...request, url: request.url.replace(/page=\d+/, 'page=1') }),
  ),
  mutant('has books without an end', ['ledger.pages'], () => granted('getLedger', (it) => ({ ...it, next: '0' }))),
  mutant('has books in no order', ['ledger.order'], () => {
    const count = counting();
    return granted('getLedger', (it, { url }) => (count(url) % 2 === 0 ? { ...it, rows: it.rows.toReversed() } : it));
  }),
  mutant('has no payments in its books', ['ledger.payment'], () =>
    granted('getLedger', (it) => ({ ...it, rows: it.rows.filter(({ kind }) => kind !== 'payment') })),
  ),
  mutant('has every row twice', ['ledger.pages', 'ledger.payment', 'ledger.confirmation'], () =>
    granted('getLedger', (it) => ({ ...it, rows: it.rows.flatMap((row) => [row, row]) })),
  ),
  mutant('gives notices out of order', ['notices.order'], () =>
    granted('listNotices', (it) => ({ ...it, notices: it.notices.toReversed() })),
  ),
  mutant('signs with another key', ['notices.signed'], () =>
    granted('listNotices', (it) => ({
      ...it,
      notices: it.notices.map(({ notice, signature }) => ({ notice, signature: signature.replace(/^../, '00') })),
    })),
  ),
];

export const errandMutants: readonly Mutant[] = [...confirmations, ...insurance, ...people, ...files];
