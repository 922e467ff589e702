/** Hospitals that do not keep the contract, each in its own way, and the rules that must find it. */
import { errandMutants } from './errand-mutants.ts';
import {
  asRefunded,
  bodyOf,
  counting,
  dearer,
  everyReply,
  granted,
  idIn,
  idle,
  type Mutant,
  mutant,
  refusalsOf,
  refused,
  refusing,
  type Spoil,
  saying,
  verbOf,
} from './spoiling.ts';
import { exampleSettings } from './trial-run.ts';

const later = (instant: string, ms: number) => new Date(Date.parse(instant) + ms).toISOString();
const isUnknown = ({ status }: { status: number }) => status === 404;
const writes = ['lock', 'createPaymentOrder', 'confirm', 'refundPayment', 'settleInsurance', 'cancelBooking'];
const allWrites = [...writes, 'createRecord', 'reportCardDelivery'];
const queries = [
  'getLock',
  'getConfirmation',
  'getRefund',
  'getInsuranceSettlement',
  'getCancellation',
  'getRecordRequest',
  'getCardDelivery',
];
const isWrite = (name: string | undefined) => name !== undefined && allWrites.includes(name);

const replies: readonly Mutant[] = [
  mutant('does not tell the time', ['reply.serverTime'], () =>
    everyReply((reply) => ({ ...reply, headers: { 'content-type': reply.headers['content-type'] ?? '' } })),
  ),
  mutant('tells the time to the second', ['reply.serverTime'], () =>
    everyReply((reply) => {
      const time = reply.headers['server-time']?.replace(/\.\d{3}/, '') ?? '';
      return { ...reply, headers: { ...reply.headers, 'server-time': time } };
    }),
  ),
  mutant('is an hour ahead', ['reply.clock'], () =>
    everyReply((reply) => {
      const time = later(reply.headers['server-time'] ?? '', 3_600_000);
      return { ...reply, headers: { ...reply.headers, 'server-time': time } };
    }),
  ),
  mutant('has two machines whose clocks differ', ['reply.clock'], () => {
    const count = counting();
    return everyReply((reply) => {
      const time = later(reply.headers['server-time'] ?? '', count('') % 2 === 0 ? 60_000 : 0);
      return { ...reply, headers: { ...reply.headers, 'server-time': time } };
    });
  }),
  mutant('answers 500 to a list', ['reply.answer', 'bills.sum'], () =>
    everyReply((reply, request) => (verbOf(request) === 'listBills' ? { ...reply, status: 500 } : reply)),
  ),
  mutant('has a list under another name', ['reply.shape', 'bills.sum'], () =>
    granted('listBills', ({ recordId, bills }) => ({ recordId, list: bills })),
  ),
  mutant('loses a fen between the parts', ['reply.sums'], () =>
    granted('trialInsurance', ({ amount }) => ({ amount: { ...amount, fund: amount.fund + 1 } })),
  ),
  mutant('refuses with a page', ['reply.refusal', 'patient.unknown'], () =>
    everyReply((reply) => (reply.status === 404 ? { ...reply, body: '<p>Not found</p>' } : reply)),
  ),
  mutant('refuses a conflict with 422', ['reply.refusal'], () =>
    everyReply((reply) => (reply.status === 409 ? { ...reply, status: 422 } : reply)),
  ),
  mutant('hands out another lock than the one asked', ['reply.sameId', 'lock.query'], () =>
    granted('getLock', (lock) => ({ ...lock, lockId: 'other' })),
  ),
  mutant('takes the ID number for the record’s id', ['reply.personalData'], () => {
    const { patient } = exampleSettings();
    const number = patient?.kind === 'idCard' ? patient.number : '';
    return (answer) => (request) => {
      const back = (text: string) => text.replaceAll(`R${number}`, 'R900001');
      const { body } = request;
      const reply = answer({ ...request, url: back(request.url), ...(body === undefined ? {} : { body: back(body) }) });
      return { ...reply, body: reply.body.replaceAll('R900001', `R${number}`) };
    };
  }),
  mutant('falls over a malformed request', [/^request\.(notJson|incomplete|wrongTypes|longId)$/], () =>
    everyReply((reply) => (reply.status === 400 ? { ...reply, status: 500 } : reply)),
  ),
  mutant('answers any path', ['request.unknownPath'], () =>
    everyReply((reply) => (reply.body.includes('noSuchPath') ? { ...reply, status: 200 } : reply)),
  ),
  mutant(
    'has one code for all that is unknown',
    [/^unknown\./, 'patient.unknown', 'delivery.unknown', 'reports.lockNeeded'],
    () =>
      everyReply((reply) => (reply.status === 404 ? saying(reply, { code: 'notFound', title: 'Not found' }) : reply)),
  ),
];

const ids: readonly Mutant[] = [
  mutant('takes a repetition for a conflict', [/^(?!reply).*\.sameId$/, 'order.paidOnce', 'lock.release'], () => {
    const count = counting();
    return everyReply((reply, request) =>
      isWrite(verbOf(request)) && count(request.url) > 1 ? refusing(reply, 'conflict') : reply,
    );
  }),
  mutant('goes by the id alone', [/\.conflict$/, 'lock.sameRefusal'], () => {
    const first = new Map<string, ReturnType<Parameters<Spoil>[0]>>();
    return everyReply((reply, request) => {
      if (!isWrite(verbOf(request))) return reply;
      const before = first.get(request.url);
      if (before && reply.status === 409) return before;
      first.set(request.url, before ?? reply);
      return reply;
    });
  }),
  mutant('knows nothing of what was written', [/^(?!order)[a-z]+\.query$/], () =>
    everyReply((reply, request) => {
      const name = verbOf(request);
      const isQuery = request.method === 'GET' && name !== undefined && queries.includes(name);
      return isQuery ? refusing(reply, refusalsOf(name)[0] ?? '') : reply;
    }),
  ),
  mutant('knows nothing of orders', ['order.query', 'order.closed'], () =>
    everyReply((reply, request) => (verbOf(request) === 'getPaymentOrder' ? refusing(reply, 'orderUnknown') : reply)),
  ),
];

const locks: readonly Mutant[] = [
  mutant('takes a second number for a repeated lock', ['lock.oneNumber'], () => {
    const count = counting();
    return (answer) => (request) => {
      const again = verbOf(request) === 'lock' ? count(request.url) : 1;
      if (again > 1) answer({ ...request, url: `${request.url}-${again}` });
      return answer(request);
    };
  }),
  mutant('shows the numbers of the morning', ['lock.takesNumber'], () => {
    const first = new Map<string, string>();
    return everyReply((reply, request) => {
      if (verbOf(request) !== 'listDoctors') return reply;
      first.set(request.url, first.get(request.url) ?? reply.body);
      return { ...reply, body: first.get(request.url) ?? '' };
    });
  }),
  mutant('gives a lock that is over', ['lock.expiry'], () =>
    granted('lock', (lock) => ({ ...lock, expiresAt: later(lock.expiresAt, -3_600_000) })),
  ),
  mutant('tries cheaper than it sells', ['lock.trialPrice', 'insurance.trial', 'bills.sum'], () =>
    granted('trialInsurance', ({ amount }) => ({ amount: dearer(amount) })),
  ),
  mutant('lists other prices than it takes', ['lock.listedPrice'], () =>
    granted('listDoctors', ({ doctors }) => ({
      doctors: doctors.map((it) => ({ ...it, slots: it.slots.map((slot) => ({ ...slot, price: slot.price + 100 })) })),
    })),
  ),
  mutant('releases nothing', ['lock.release', 'lock.takesNumber', 'order.lockReleased'], () =>
    idle('releaseLock', 'release', { state: 'released' }),
  ),
  mutant('forgets a release that came first', ['lock.releasedEarly'], () =>
    idle('releaseLock', 'release', { state: 'released' }, isUnknown),
  ),
];

const money: readonly Mutant[] = [
  mutant('opens an order nobody can pay', ['order.opened'], () =>
    granted('createPaymentOrder', (order) => ({ ...order, code: '' })),
  ),
  mutant('takes any amount', ['order.amountDiffers', 'order.conflict'], () => (answer) => (request) => {
    if (verbOf(request) !== 'createPaymentOrder') return answer(request);
    const lock = answer({ method: 'GET', url: `/locks/${bodyOf(request).lockId}` });
    const amount = lock.status === 200 ? JSON.parse(lock.body).amount.self : 0;
    return answer({ ...request, body: JSON.stringify({ ...bodyOf(request), amount }) });
  }),
  mutant('closes nothing', ['order.closed'], () =>
    idle('closePaymentOrder', 'close', { state: 'CLOSED' }, ({ body }) => body.includes('NOTPAY')),
  ),
  mutant('forgets a close that came first', ['order.closedEarly'], () =>
    idle('closePaymentOrder', 'close', { state: 'CLOSED' }, isUnknown),
  ),
  mutant('gives back what nobody paid', ['order.unpaidRefund'], () => refused('refundPayment', 'notPaid', asRefunded)),
  mutant('never hears of a payment', ['order.paid'], () =>
    granted('getPaymentOrder', (order) => ({ ...order, state: 'NOTPAY' })),
  ),
  mutant('closes what was paid', ['order.paid', 'refund.orderSays'], () =>
    granted('closePaymentOrder', (order) => ({ ...order, state: 'CLOSED' })),
  ),
  mutant('opens what was paid once more', ['order.paidOnce'], () =>
    granted('createPaymentOrder', (order) => ({ ...order, state: 'NOTPAY' })),
  ),
  mutant('gives back more than was paid', ['refund.moreThanPaid', 'refund.nothingLeft'], () =>
    refused('refundPayment', 'moreThanPaid', asRefunded),
  ),
  mutant('gives the same money back twice', ['refund.once'], () => {
    const count = counting();
    return (answer) => {
      const twice = new Set<string>();
      return everyReply((reply, request) => {
        const name = verbOf(request);
        if (name === 'refundPayment' && count(request.url) > 1) twice.add(String(bodyOf(request).orderNumber));
        if (name !== 'getPaymentOrder' || !twice.has(idIn(request))) return reply;
        const order = JSON.parse(reply.body);
        return saying(reply, { ...order, refunded: 2 * order.refunded });
      })(answer);
    };
  }),
];

export const mutants: readonly Mutant[] = [...replies, ...ids, ...locks, ...money, ...errandMutants];
