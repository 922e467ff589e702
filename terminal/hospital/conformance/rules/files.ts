import type { Group } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { given, granted, holds, NotTried, needs, refused } from '../verdict.ts';

/** Each is no later than the one before it. */
const isNewestFirst = (days: readonly string[]) => days.every((day, at) => at === 0 || day <= (days[at - 1] ?? day));

const sum = (items: readonly { readonly amount: number }[]) => items.reduce((total, { amount }) => total + amount, 0);

async function reportsOf(scene: Scene) {
  needs(scene.capabilities.errands.includes('report'), 'there are no reports at terminals');
  const { recordId } = await scene.person('patient');
  const { reports } = given(await scene.ask('listReports', { recordId }), 'listing reports');
  return { recordId, reports };
}

/** A report that may be printed now, held for that. */
async function heldReport(scene: Scene) {
  const { recordId, reports } = await reportsOf(scene);
  const report = reports.find(({ state }) => state === 'ready');
  if (!report) throw new NotTried('"patient" has no report to be printed');
  const { reportId } = report;
  const subject = { kind: 'reports' as const, reportIds: [reportId] };
  const lock = { lockId: scene.newId(), terminal: scene.settings.terminal, recordId, subject };
  given(await scene.ask('lock', lock), 'holding a report');
  const { lockId } = lock;
  scene.afterwards(async () => void (await scene.ask('releaseLock', { lockId, pagesDelivered: 0 })));
  return { recordId, report, lockId };
}

export const files: Group = {
  title: 'Bills, transactions, reports',
  rules: [
    {
      id: 'bills.sum',
      says: 'The items of a bill sum to its amount, and a lock of it costs that',
      async try(scene) {
        const { recordId } = await scene.person('patient');
        const { bills } = granted(await scene.ask('listBills', { recordId }), 'listing bills');
        needs(bills.length > 0, '"patient" has no open bill');
        for (const { amount, items } of bills)
          holds(sum(items) === amount, `items of ${sum(items)} fen, bill of ${amount}`);
        const bill = bills.find(({ beingPaid }) => !beingPaid);
        if (!bill) return;
        const subject = { kind: 'bills' as const, billIds: [bill.billId] };
        const trial = granted(await scene.ask('trialInsurance', { recordId, subject }), 'the trial');
        holds(trial.amount.total === bill.amount, `bill of ${bill.amount} fen, trial of ${trial.amount.total}`);
      },
    },
    {
      id: 'bills.heldOnce',
      says: 'A bill that is held is shown to be in hand, and is not held a second time',
      async try(scene) {
        const { recordId } = await scene.person('patient');
        const { bills } = given(await scene.ask('listBills', { recordId }), 'listing bills');
        const bill = bills.find(({ beingPaid }) => !beingPaid);
        if (!bill) throw new NotTried('"patient" has no open bill that nobody has in hand');
        const subject = { kind: 'bills' as const, billIds: [bill.billId] };
        const lock = { lockId: scene.newId(), terminal: scene.settings.terminal, recordId, subject };
        given(await scene.ask('lock', lock), 'holding a bill');
        scene.afterwards(async () => void (await scene.ask('releaseLock', { lockId: lock.lockId })));
        const second = { ...lock, lockId: scene.newId() };
        const said = await scene.ask('lock', second);
        if (said.kind === 'granted') await scene.ask('releaseLock', { lockId: second.lockId });
        refused(said, 'a second lock of the bill', 'beingPaid');
        const after = granted(await scene.ask('listBills', { recordId }), 'listing bills');
        const isShown = after.bills.find(({ billId }) => billId === bill.billId)?.beingPaid;
        holds(isShown === true, 'the list does not show that it is in hand');
      },
    },
    {
      id: 'transactions.listed',
      says: 'Transactions are listed from the newest on, and no more is refunded than was paid',
      async try(scene) {
        const { recordId } = await scene.person('patient');
        const asked = { recordId, from: scene.day(-90), to: scene.day(0) };
        const { transactions } = granted(await scene.ask('listTransactions', asked), 'listing transactions');
        needs(transactions.length > 0, '"patient" paid nothing in 90 days');
        holds(isNewestFirst(transactions.map(({ at }) => at)), 'not in this order');
        for (const { amount, refunded, items } of transactions) {
          holds(refunded <= amount.self, `${refunded} fen refunded of ${amount.self} paid`);
          holds(sum(items) === amount.self, `items of ${sum(items)} fen, ${amount.self} paid`);
        }
      },
    },
    {
      id: 'transactions.days',
      says: 'Transactions of other days than those asked for are not listed',
      async try(scene) {
        const { recordId } = await scene.person('patient');
        const asked = { recordId, from: scene.day(400), to: scene.day(401) };
        const { transactions } = granted(await scene.ask('listTransactions', asked), 'listing transactions');
        holds(transactions.length === 0, `${transactions.length} of days that are still to come`);
      },
    },
    {
      id: 'reports.listed',
      says: 'Reports are listed from the newest on, none with more pages delivered than it has',
      async try(scene) {
        const { reports } = await reportsOf(scene);
        needs(reports.length > 0, '"patient" has no reports');
        holds(isNewestFirst(reports.map(({ day }) => day)), 'not in this order');
        const isOver = reports.some(({ pages, pagesDelivered }) => pagesDelivered > pages);
        holds(!isOver, 'more pages delivered than there are');
      },
    },
    {
      id: 'reports.read',
      says: 'A report that is ready can be read',
      async try(scene) {
        const { recordId, reports } = await reportsOf(scene);
        const report = reports.find(({ state }) => state === 'ready' || state === 'printed');
        if (!report) throw new NotTried('"patient" has no report that is ready');
        granted(await scene.ask('getReport', { reportId: report.reportId, recordId }), 'reading a report');
      },
    },
    {
      id: 'reports.document',
      says: 'Whoever holds a report by a lock gets it as PDF, with the pages that are left',
      async try(scene) {
        const { recordId, report, lockId } = await heldReport(scene);
        const { reportId } = report;
        const asked = { reportId, recordId, lockId };
        const { pdf, pages } = granted(await scene.ask('getReportDocument', asked), 'the document');
        holds(atob(pdf).startsWith('%PDF-'), 'not a PDF');
        const left = report.pages - report.pagesDelivered;
        holds(pages === left, `${pages} pages, ${left} are left`);
      },
    },
    {
      id: 'reports.lockNeeded',
      says: 'Nobody gets a report’s document without holding it by a lock',
      async try(scene) {
        const { recordId, reports } = await reportsOf(scene);
        const [report] = reports;
        if (!report) throw new NotTried('"patient" has no reports');
        const asked = { reportId: report.reportId, recordId, lockId: scene.newId() };
        refused(await scene.ask('getReportDocument', asked), 'with a lock that does not exist', 'lockUnknown');
      },
    },
    {
      id: 'reports.lockOver',
      says: 'A lock that was released gives no document any more, and the report can be held again',
      async try(scene) {
        const { recordId, report, lockId } = await heldReport(scene);
        const { reportId } = report;
        granted(await scene.ask('releaseLock', { lockId, pagesDelivered: 0 }), 'the release');
        const said = await scene.ask('getReportDocument', { reportId, recordId, lockId });
        refused(said, 'with a lock that was released', 'lockExpired');
        const { reports } = granted(await scene.ask('listReports', { recordId }), 'listing reports');
        const after = reports.find((it) => it.reportId === reportId);
        holds(after?.state === 'ready', `after the release: ${after?.state ?? 'gone'}`);
        holds(after?.pagesDelivered === report.pagesDelivered, 'pages count as delivered that were not');
      },
    },
  ],
};
