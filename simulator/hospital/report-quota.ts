/** The pages a hospital's terminals may print, are printing and have printed. */
export interface PageLedger {
  readonly reserved: number;
  readonly printed: number;
  readonly returned: number;
}

export interface ReportQuota {
  /** Pages a patient may still print today, beside those being printed. */
  left(recordId: string): number;
  reserve(recordId: string, pages: number): void;
  /** Of the reserved pages so many came out and so many did not. */
  settle(recordId: string, printed: number, returned: number): void;
  ledger(): PageLedger;
}

/** `quota`: pages a patient a day (`today` says which it is), by the pages that came out; null: as many as there are. */
export function createReportQuota(quota: number | null, today: () => string): ReportQuota {
  const held = new Map<string, number>();
  const delivered = new Map<string, { readonly day: string; readonly pages: number }>();
  let reserved = 0;
  let printed = 0;
  let returned = 0;

  function deliveredToday(recordId: string): number {
    const last = delivered.get(recordId);
    return last?.day === today() ? last.pages : 0;
  }

  return {
    left: (recordId) => (quota ?? Number.POSITIVE_INFINITY) - deliveredToday(recordId) - (held.get(recordId) ?? 0),
    reserve(recordId, pages) {
      held.set(recordId, (held.get(recordId) ?? 0) + pages);
      reserved += pages;
    },
    settle(recordId, pagesPrinted, pagesReturned) {
      held.set(recordId, (held.get(recordId) ?? 0) - pagesPrinted - pagesReturned);
      delivered.set(recordId, { day: today(), pages: deliveredToday(recordId) + pagesPrinted });
      printed += pagesPrinted;
      returned += pagesReturned;
    },
    ledger: () => ({ reserved, printed, returned }),
  };
}
