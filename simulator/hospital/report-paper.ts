import type { SeedReport } from '../../seeds/reports.ts';
import type { LocalText } from '../../terminal/hospital/contract/words.ts';
import { maskName } from '../../terminal/identity/mask.ts';

/** What a report's pages are made from. */
export interface ReportPaper extends Omit<SeedReport, 'hospital' | 'dayOffset' | 'state'> {
  /** Where it was made. */
  readonly hospital: LocalText;
  /** YYYY-MM-DD. */
  readonly day: string;
  /** The first page of the file, from 1: pages that came out before are not in it. The others keep their numbers. */
  readonly fromPage: number;
}

/** The patient as they stand on paper; what is not known is left out. */
export interface PaperPatient {
  readonly recordId: string;
  /** Masked. */
  readonly name: string;
  readonly sex?: 'male' | 'female';
  /** In years, on the day of the report. */
  readonly age?: number;
}

/** Makes a whole PDF file: the report's sheets from `fromPage` on, one a page. */
export type RenderReport = (paper: ReportPaper, patient: PaperPatient) => Uint8Array;

/** The last page shows the conclusion; `number` counts from 1. */
export const pagesFrom = ({ sheets, fromPage }: ReportPaper) =>
  sheets.map((sheet, index) => ({ sheet, number: index + 1 })).slice(fromPage - 1);

/** A record as it goes on paper; a number that is no resident's tells neither sex nor age. */
export function paperPatient(
  { recordId, idNumber, name }: { readonly recordId: string; readonly idNumber: string; readonly name: string },
  day: string,
): PaperPatient {
  const patient = { recordId, name: maskName(name) };
  const [, birth, sequence] = /^\d{6}(\d{8})(\d{3})[\dX]$/.exec(idNumber) ?? [];
  if (!birth || !sequence) return patient;
  const date = Number(day.replaceAll('-', ''));
  return {
    ...patient,
    sex: Number(sequence) % 2 === 1 ? 'male' : 'female',
    age: Math.max(0, Math.floor((date - Number(birth)) / 10_000)),
  };
}
