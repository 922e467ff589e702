import { describe, expect, test } from 'vitest';
import type { SeedReport } from '../../seeds/reports.ts';
import { pagesOfPdf } from '../devices/pdf-pages.ts';
import type { Answer } from './once.ts';
import type { PaperPatient } from './report-paper.ts';
import { plainDocument } from './report-plain-document.ts';
import { createReports } from './reports.ts';

const text = (en: string) => ({ zh: `试${en}`, en });

const report = (reportId: string, more: Partial<SeedReport> & { readonly pages?: number } = {}): SeedReport => {
  const { pages = 1, ...rest } = more;
  return {
    reportId,
    recordId: 'R1',
    title: text(reportId),
    department: text('department'),
    specimen: text('specimen'),
    signedBy: ['甲', '乙'],
    dayOffset: 0,
    state: 'ready',
    sheets: Array.from({ length: pages }, () => ({ findings: [text('finding')] })),
    ...rest,
  };
};

const seeds: readonly SeedReport[] = [
  report('blood', {
    sheets: [
      { lines: [{ name: text('K'), code: 'K', value: '4.0', unit: 'mmol/L', range: '3.5–5.3', mark: 'normal' }] },
    ],
    conclusion: text('fine'),
  }),
  report('scan', { pages: 3, dayOffset: -2 }),
  report('long', { pages: 4, dayOffset: -3 }),
  report('draft', { state: 'notAudited' }),
  report('critical', { state: 'withheld' }),
  report('old', { state: 'printed', pages: 2, dayOffset: -30 }),
  report('away', { hospital: text('other'), dayOffset: -1 }),
  report('hers', { recordId: 'R2' }),
];

function createTrial({ quota = null as number | null, otherHospitals = false } = {}) {
  const rendered: { readonly reportId: string; readonly fromPage: number; readonly patient: PaperPatient }[] = [];
  const trial = { today: '2026-11-20', rendered };
  const reports = createReports({
    reports: seeds,
    records: [
      { recordId: 'R1', idNumber: '11010519491231002X', name: '张明远' },
      { recordId: 'R2', idNumber: 'PASSPORT1', name: '陈静' },
    ],
    exists: (recordId) => ['R1', 'R2', 'R3'].includes(recordId),
    hospital: text('here'),
    policy: { reportPagesQuota: quota, otherHospitalsReports: otherHospitals },
    today: () => trial.today,
    render: (paper, patient) => {
      rendered.push({ reportId: paper.reportId, fromPage: paper.fromPage, patient });
      return plainDocument(paper, patient);
    },
  });
  const entries = (recordId = 'R1') => {
    const answer = reports.list({ recordId });
    return answer.ok ? answer.value.reports : [];
  };
  const states = () => Object.fromEntries(entries().map(({ reportId, state }) => [reportId, state]));
  const entry = (id: string) => entries().find(({ reportId }) => reportId === id);
  return Object.assign(trial, { reports, entries, entry, states });
}

const code = (answer: Answer<unknown>) => (answer.ok ? 'granted' : answer.code);

describe('the list', () => {
  test('tells of each report how it stands, the newest first', () => {
    const { entries, states } = createTrial();
    expect(states()).toEqual({
      blood: 'ready',
      scan: 'ready',
      long: 'ready',
      draft: 'notAudited',
      critical: 'withheld',
      old: 'printed',
      away: 'elsewhere',
    });
    const days = entries().map(({ day }) => day);
    expect(days).toEqual([...days].sort().reverse());
    expect(days.at(-1)).toBe('2026-10-21');
  });

  test('shows reports of other hospitals like one’s own where they are given out', () => {
    const { entry } = createTrial({ otherHospitals: true });
    expect(entry('away')).toMatchObject({ state: 'ready', hospital: text('other') });
    expect(entry('blood')).toMatchObject({ hospital: text('here'), pages: 1, pagesDelivered: 0 });
  });

  test('is empty for a patient without reports, and refused for nobody', () => {
    const { reports } = createTrial();
    expect(reports.list({ recordId: 'R3' })).toEqual({ ok: true, value: { recordId: 'R3', reports: [] } });
    expect(code(reports.list({ recordId: 'R9' }))).toBe('recordUnknown');
  });

  test('a report keeps its day when a new day comes', () => {
    const trial = createTrial();
    trial.today = '2026-11-21';
    expect(trial.entry('blood')?.day).toBe('2026-11-20');
  });
});

describe('reading on the screen', () => {
  const { reports } = createTrial();
  test.each([
    ['blood', 'R1', 'granted'],
    ['old', 'R1', 'granted'],
    ['draft', 'R1', 'notReady'],
    ['critical', 'R1', 'notReady'],
    ['away', 'R1', 'notReady'],
    ['hers', 'R1', 'reportUnknown'],
    ['nothing', 'R1', 'reportUnknown'],
  ])('%s, by %s: %s', (reportId, recordId, expected) => {
    expect(code(reports.get({ reportId, recordId }))).toBe(expected);
  });

  test('the content is what the contract has, and no more', () => {
    expect(reports.get({ reportId: 'blood', recordId: 'R1' })).toEqual({
      ok: true,
      value: {
        reportId: 'blood',
        recordId: 'R1',
        title: text('blood'),
        lines: [{ name: text('K'), value: '4.0', unit: 'mmol/L', range: '3.5–5.3', mark: 'normal' }],
        conclusion: text('fine'),
      },
    });
  });
});

describe('holding', () => {
  test.each([
    [['blood', 'scan'], undefined],
    [['blood', 'draft'], 'notReady'],
    [['critical'], 'notReady'],
    [['old'], 'notReady'],
    [['away'], 'notReady'],
    [['blood', 'hers'], 'subjectUnknown'],
    [['nothing'], 'subjectUnknown'],
  ] as const)('%j: %s', (reportIds, problem) => {
    expect(createTrial().reports.mayHold('R1', reportIds)).toBe(problem);
  });

  test('one report is in one printer at a time', () => {
    const { reports, entry } = createTrial();
    reports.hold('R1', ['scan']);
    expect(reports.mayHold('R1', ['scan'])).toBe('notReady');
    expect(reports.mayHold('R1', ['blood'])).toBeUndefined();
    expect(entry('scan')?.state).toBe('ready');
    expect(() => reports.hold('R1', ['scan'])).toThrow('notReady');
    reports.giveBack(['scan'], 0);
    expect(reports.mayHold('R1', ['scan'])).toBeUndefined();
  });

  test('all pages out: they are printed, and cannot be printed again', () => {
    const { reports, entry } = createTrial();
    reports.hold('R1', ['blood', 'scan']);
    expect(reports.commit(['blood', 'scan'])).toBe(4);
    expect(entry('scan')).toMatchObject({ state: 'printed', pagesDelivered: 3 });
    expect(reports.mayHold('R1', ['scan'])).toBe('notReady');
    expect(() => reports.commit(['scan'])).toThrow('not held');
  });

  test('a jam at the second page: the rest can still be printed', () => {
    const { reports, entry } = createTrial();
    reports.hold('R1', ['scan']);
    reports.giveBack(['scan'], 1);
    expect(entry('scan')).toMatchObject({ state: 'ready', pages: 3, pagesDelivered: 1 });
    reports.hold('R1', ['scan']);
    expect(reports.commit(['scan'])).toBe(2);
    expect(reports.pages()).toEqual({ reserved: 5, printed: 3, returned: 2 });
  });

  test('pages that came out belong to the reports in their order, whatever is claimed', () => {
    const { reports, entry } = createTrial();
    reports.hold('R1', ['blood', 'scan', 'long']);
    reports.giveBack(['blood', 'scan', 'long'], 3);
    expect(entry('blood')).toMatchObject({ state: 'printed' });
    expect(entry('scan')).toMatchObject({ state: 'ready', pagesDelivered: 2 });
    expect(entry('long')).toMatchObject({ pagesDelivered: 0 });
    reports.hold('R1', ['scan']);
    reports.giveBack(['scan'], 99);
    expect(entry('scan')).toMatchObject({ state: 'printed', pagesDelivered: 3 });
    expect(reports.pages()).toEqual({ reserved: 9, printed: 4, returned: 5 });
  });
});

describe('the quota of pages a day', () => {
  test('what exceeds it is shown so, and cannot be held', () => {
    const { reports, states } = createTrial({ quota: 3 });
    expect(states()).toMatchObject({ blood: 'ready', scan: 'ready', long: 'quotaUsed', draft: 'notAudited' });
    expect(reports.mayHold('R1', ['long'])).toBe('quotaUsed');
    expect(reports.mayHold('R1', ['blood', 'scan'])).toBe('quotaUsed');
  });

  test('pages in print count until they are given back, pages that came out for the day', () => {
    const trial = createTrial({ quota: 3 });
    const { reports, states } = trial;
    reports.hold('R1', ['scan']);
    expect(reports.mayHold('R1', ['blood'])).toBe('quotaUsed');
    expect(states()).toMatchObject({ blood: 'quotaUsed', scan: 'ready' });
    reports.giveBack(['scan'], 2);
    expect(reports.mayHold('R1', ['blood', 'scan'])).toBe('quotaUsed');
    reports.hold('R1', ['blood']);
    reports.commit(['blood']);
    expect(states()).toMatchObject({ blood: 'printed', scan: 'quotaUsed' });
    trial.today = '2026-11-21';
    expect(states()).toMatchObject({ scan: 'ready' });
    expect(reports.mayHold('R1', ['scan'])).toBeUndefined();
  });

  test('one patient’s pages are not another’s', () => {
    const { reports } = createTrial({ quota: 3 });
    reports.hold('R1', ['scan']);
    expect(reports.mayHold('R2', ['hers'])).toBeUndefined();
  });
});

describe('the document', () => {
  const lock = { state: 'held', recordId: 'R1', reportIds: ['blood', 'scan'] } as const;

  function document(trial: ReturnType<typeof createTrial>, reportId: string) {
    const answer = trial.reports.document({ reportId, recordId: 'R1', lockId: 'L1' }, lock);
    if (!answer.ok) throw new Error(answer.code);
    const bytes = Uint8Array.from(atob(answer.value.pdf), (letter) => letter.charCodeAt(0));
    return { pages: answer.value.pages, counted: pagesOfPdf(bytes) };
  }

  test('has the report’s pages, for whoever holds it', () => {
    const trial = createTrial();
    trial.reports.hold('R1', ['blood', 'scan']);
    expect(document(trial, 'scan')).toEqual({ pages: 3, counted: 3 });
    expect(document(trial, 'blood')).toEqual({ pages: 1, counted: 1 });
  });

  test('has only the pages that did not come out yet', () => {
    const trial = createTrial();
    trial.reports.hold('R1', ['scan']);
    document(trial, 'scan');
    trial.reports.giveBack(['scan'], 2);
    trial.reports.hold('R1', ['scan']);
    expect(document(trial, 'scan')).toEqual({ pages: 1, counted: 1 });
    expect(trial.rendered.map(({ fromPage }) => fromPage)).toEqual([1, 3]);
  });

  test('shows the patient’s name masked, and is set once', () => {
    const trial = createTrial();
    document(trial, 'scan');
    document(trial, 'scan');
    expect(trial.rendered).toEqual([
      { reportId: 'scan', fromPage: 1, patient: { recordId: 'R1', name: '张*远', sex: 'female', age: 76 } },
    ]);
  });

  test.each([
    ['no such lock', 'scan', 'R1', undefined, 'lockUnknown'],
    ['the lock is over', 'scan', 'R1', { ...lock, state: 'expired' as const }, 'lockExpired'],
    ['the lock was released', 'scan', 'R1', { ...lock, state: 'released' as const }, 'lockExpired'],
    ['all pages are out', 'scan', 'R1', { ...lock, state: 'used' as const }, 'lockExpired'],
    ['the lock holds other reports', 'long', 'R1', lock, 'reportUnknown'],
    ['the lock is another patient’s', 'hers', 'R2', { ...lock, reportIds: ['hers'] }, 'reportUnknown'],
    ['the report is another patient’s', 'hers', 'R1', { ...lock, reportIds: ['hers'] }, 'reportUnknown'],
    ['there is no such report', 'nothing', 'R1', lock, 'reportUnknown'],
  ])('is not given out: %s', (_, reportId, recordId, shown, expected) => {
    const { reports } = createTrial();
    expect(code(reports.document({ reportId, recordId, lockId: 'L1' }, shown))).toBe(expected);
  });
});
