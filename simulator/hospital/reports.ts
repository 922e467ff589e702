import type { SeedReport } from '../../seeds/reports.ts';
import type { Lock } from '../../terminal/hospital/contract/locks.ts';
import type { ReportContent, ReportEntry } from '../../terminal/hospital/contract/records.ts';
import type { LocalText } from '../../terminal/hospital/contract/words.ts';
import type { Verbs } from '../../terminal/hospital/contract.ts';
import type { InputOf, RefusalOf, ReplyOf } from '../../terminal/hospital/verb.ts';
import { dayAfter } from '../../terminal/zone.ts';
import { type Answer, granted, refused } from './once.ts';
import { paperPatient, type RenderReport } from './report-paper.ts';
import { createReportQuota, type PageLedger } from './report-quota.ts';

/** What a lock of reports has to tell before a document is given out. */
export interface ReportLock {
  readonly state: Lock['state'];
  readonly recordId: string;
  readonly reportIds: readonly string[];
}

export interface Reports {
  list(input: InputOf<Verbs['listReports']>): Answer<ReplyOf<Verbs['listReports']>, 'recordUnknown'>;
  get(input: InputOf<Verbs['getReport']>): Answer<ReportContent, RefusalOf<Verbs['getReport']>>;
  /** The pages that are still to be printed. */
  document(
    input: InputOf<Verbs['getReportDocument']>,
    lock: ReportLock | undefined,
  ): Answer<ReplyOf<Verbs['getReportDocument']>, RefusalOf<Verbs['getReportDocument']>>;
  /** Why these cannot be held for printing now; nothing when they can. */
  mayHold(recordId: string, reportIds: readonly string[]): 'subjectUnknown' | 'notReady' | 'quotaUsed' | undefined;
  /** Reserves their pages: until given back they count against the quota. Throws for reports that cannot be held. */
  hold(recordId: string, reportIds: readonly string[]): void;
  /** All pages are out: how many those were. Throws for a report that is not held. */
  commit(reportIds: readonly string[]): number;
  /** So many pages came out, in the order of the reports; no more than were held. Throws for a report that is not held. */
  giveBack(reportIds: readonly string[], pagesDelivered: number): void;
  /** Everybody's. */
  all(): readonly (ReportEntry & { readonly recordId: string })[];
  /** `reserved` = `printed` + `returned` + those held now. */
  pages(): PageLedger;
}

interface KeptReport {
  readonly seed: SeedReport;
  /** YYYY-MM-DD; fixed when the hospital opens. */
  readonly day: string;
  pagesDelivered: number;
  held: boolean;
}

interface Needs {
  readonly reports: readonly SeedReport[];
  readonly records: readonly { readonly recordId: string; readonly idNumber: string; readonly name: string }[];
  readonly exists: (recordId: string) => boolean;
  /** This hospital's name. */
  readonly hospital: LocalText;
  readonly policy: { readonly reportPagesQuota: number | null; readonly otherHospitalsReports: boolean };
  /** YYYY-MM-DD in the hospital's zone. */
  readonly today: () => string;
  readonly render: RenderReport;
}

export function createReports({ reports, records, exists, hospital, policy, today, render }: Needs): Reports {
  const quota = createReportQuota(policy.reportPagesQuota, today);
  const opened = today();
  const kept = new Map<string, KeptReport>();
  for (const seed of reports) {
    const pagesDelivered = seed.state === 'printed' ? seed.sheets.length : 0;
    kept.set(seed.reportId, { seed, day: dayAfter(opened, seed.dayOffset), pagesDelivered, held: false });
  }
  const people = new Map(records.map((record) => [record.recordId, record]));
  /** Base 64, by report and first page: a page never changes, and setting type takes its time. */
  const documents = new Map<string, string>();

  const left = ({ seed, pagesDelivered }: KeptReport) => seed.sheets.length - pagesDelivered;
  const sum = (all: readonly KeptReport[]) => all.reduce((pages, it) => pages + left(it), 0);

  /** A patient's report; that of another patient does not exist for them. */
  function find(reportId: string, recordId: string): KeptReport | undefined {
    const report = kept.get(reportId);
    return report?.seed.recordId === recordId ? report : undefined;
  }

  /** Whatever the quota says. */
  function stateOf(report: KeptReport): Exclude<ReportEntry['state'], 'quotaUsed'> {
    const { seed } = report;
    if (seed.hospital && !policy.otherHospitalsReports) return 'elsewhere';
    if (seed.state === 'notAudited' || seed.state === 'withheld') return seed.state;
    return left(report) === 0 ? 'printed' : 'ready';
  }

  function shown(report: KeptReport): ReportEntry {
    const { seed, day, pagesDelivered, held } = report;
    const { reportId, recordId, title } = seed;
    const state = stateOf(report);
    // The pages of a report in print are counted already.
    const exceeds = state === 'ready' && !held && left(report) > quota.left(recordId);
    return {
      reportId,
      title,
      hospital: seed.hospital ?? hospital,
      day,
      pages: seed.sheets.length,
      state: exceeds ? 'quotaUsed' : state,
      pagesDelivered,
    };
  }

  function mayHold(recordId: string, reportIds: readonly string[]) {
    const asked = [...new Set(reportIds)].map((id) => find(id, recordId));
    const found = asked.filter((report) => report !== undefined);
    if (found.length < asked.length) return 'subjectUnknown';
    if (found.some((report) => report.held || stateOf(report) !== 'ready')) return 'notReady';
    return sum(found) > quota.left(recordId) ? 'quotaUsed' : undefined;
  }

  /** Ends the holding of reports of which so many pages came out, one after the other; returns those pages. */
  function end(reportIds: readonly string[], pagesDelivered: number): number {
    let printed = 0;
    for (const reportId of new Set(reportIds)) {
      const report = kept.get(reportId);
      if (!report?.held) throw new Error(`report ${reportId} is not held`);
      const pages = Math.min(pagesDelivered - printed, left(report));
      quota.settle(report.seed.recordId, pages, left(report) - pages);
      report.pagesDelivered += pages;
      report.held = false;
      printed += pages;
    }
    return printed;
  }

  function pdfOf({ seed, day, pagesDelivered }: KeptReport): string {
    const key = `${seed.reportId} ${pagesDelivered}`;
    const made = documents.get(key);
    if (made) return made;
    const { recordId } = seed;
    const person = people.get(recordId);
    const patient = person ? paperPatient(person, day) : { recordId, name: '' };
    const paper = { ...seed, hospital: seed.hospital ?? hospital, day, fromPage: pagesDelivered + 1 };
    const pdf = base64(render(paper, patient));
    documents.set(key, pdf);
    return pdf;
  }

  return {
    list({ recordId }) {
      if (!exists(recordId)) return refused('recordUnknown');
      const own = [...kept.values()].filter(({ seed }) => seed.recordId === recordId).map(shown);
      return granted({ recordId, reports: own.sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? 1 : -1)) });
    },
    get({ reportId, recordId }) {
      const report = find(reportId, recordId);
      if (!report) return refused('reportUnknown');
      const state = stateOf(report);
      if (state !== 'ready' && state !== 'printed') return refused('notReady');
      const { title, sheets, conclusion } = report.seed;
      const lines = sheets
        .flatMap((sheet) => sheet.lines ?? [])
        .map(({ name, value, unit, range, mark }) => ({ name, value, unit, range, mark }));
      return granted({ reportId, recordId, title, lines, ...(conclusion ? { conclusion } : {}) });
    },
    document({ reportId, recordId }, lock) {
      const report = find(reportId, recordId);
      if (!report) return refused('reportUnknown');
      if (!lock) return refused('lockUnknown');
      if (lock.recordId !== recordId || !lock.reportIds.includes(reportId)) return refused('reportUnknown');
      if (lock.state !== 'held') return refused('lockExpired');
      return granted({ reportId, recordId, pages: left(report), pdf: pdfOf(report) });
    },
    mayHold,
    hold(recordId, reportIds) {
      const problem = mayHold(recordId, reportIds);
      if (problem) throw new Error(`cannot hold reports: ${problem}`);
      for (const reportId of new Set(reportIds)) {
        const report = find(reportId, recordId);
        if (!report) continue;
        report.held = true;
        quota.reserve(recordId, left(report));
      }
    },
    commit: (reportIds) => end(reportIds, Number.POSITIVE_INFINITY),
    giveBack(reportIds, pagesDelivered) {
      end(reportIds, pagesDelivered);
    },
    all: () => [...kept.values()].map((report) => ({ ...shown(report), recordId: report.seed.recordId })),
    pages: quota.ledger,
  };
}

function base64(bytes: Uint8Array): string {
  let text = '';
  // A call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
