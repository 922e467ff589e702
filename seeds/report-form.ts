/** What stands on a report, and how a laboratory's form becomes its lines. */
import type { BothLanguages } from './clinic.ts';

export interface ReportLine {
  readonly name: BothLanguages;
  /** The laboratory's short name of it; empty where there is none. */
  readonly code: string;
  readonly value: string;
  readonly unit: string;
  readonly range: string;
  readonly mark: 'normal' | 'high' | 'low';
}

/** What stands on one page of a report. A report with several has as many pages. */
export interface ReportSheet {
  readonly lines?: readonly ReportLine[];
  /** Paragraphs of what was seen. */
  readonly findings?: readonly BothLanguages[];
  readonly picture?: 'heartTracing' | 'slices';
}

/** `usual`: from and to; one of them null where there is only one limit; a text for what is not a number. */
export type Item = readonly [
  code: string,
  zh: string,
  en: string,
  unit: string,
  usual: readonly [number | null, number | null] | string,
  digits: number,
];
export type Values = Readonly<Record<string, number | string>>;

function rangeOf(usual: Item[4], digits: number): string {
  if (typeof usual === 'string') return usual;
  const [from, to] = usual;
  if (from === null) return to === null ? '' : `≤${to.toFixed(digits)}`;
  return to === null ? `≥${from.toFixed(digits)}` : `${from.toFixed(digits)}–${to.toFixed(digits)}`;
}

function markOf(value: number | string, usual: Item[4]): ReportLine['mark'] {
  if (typeof value === 'string') return typeof usual !== 'string' || value === usual ? 'normal' : 'high';
  if (typeof usual === 'string') return 'normal';
  const [from, to] = usual;
  if (from !== null && value < from) return 'low';
  return to !== null && value > to ? 'high' : 'normal';
}

/** Fills a form in. Throws for a form with an item left out. */
export function filled(form: readonly Item[], values: Values): ReportLine[] {
  return form.map(([code, zh, en, unit, usual, digits]) => {
    const given = values[code];
    if (given === undefined) throw new RangeError(`no value for ${code}`);
    // The mark belongs to the number that is printed.
    const value = typeof given === 'number' ? Number(given.toFixed(digits)) : given;
    return {
      name: { zh, en },
      code,
      value: typeof value === 'number' ? value.toFixed(digits) : value,
      unit,
      range: rangeOf(usual, digits),
      mark: markOf(value, usual),
    };
  });
}
