import type { PatientRecord } from '../../seeds/city.ts';
import { dayAfter } from '../../terminal/zone.ts';
import { plainName } from './guardians.ts';

/** The records of one hospital. A person may have several. */
export interface RecordBook {
  get(recordId: string): PatientRecord | undefined;
  all(): readonly PatientRecord[];
  /** In the order in which they were made. */
  ofPerson(idNumber: string): readonly PatientRecord[];
  add(person: { readonly idNumber: string; readonly name: string; readonly birth?: string }): PatientRecord;
  isBlocked(recordId: string): boolean;
  /** Throws RangeError for a record that does not exist: nobody blocks nobody. */
  setBlocked(recordId: string, blocked: boolean): void;
  /** YYYY-MM-DD. */
  lastVisit(record: PatientRecord): string | null;
}

export function createRecordBook(records: readonly PatientRecord[], today: () => string): RecordBook {
  const byId = new Map<string, PatientRecord>();
  const byPerson = new Map<string, PatientRecord[]>();
  const blocked = new Set(records.filter((record) => record.blocked).map(({ recordId }) => recordId));
  let next = 950_001;
  let opened: string | undefined;

  function put(record: PatientRecord): PatientRecord {
    byId.set(record.recordId, record);
    const several = byPerson.get(record.idNumber);
    if (several) several.push(record);
    else byPerson.set(record.idNumber, [record]);
    return record;
  }
  for (const record of records) put(record);

  return {
    get: (recordId) => byId.get(recordId),
    all: () => [...byId.values()],
    ofPerson: (idNumber) => byPerson.get(idNumber) ?? [],
    add({ idNumber, name, birth }) {
      while (byId.has(`R${next}`)) next += 1;
      return put({
        recordId: `R${next++}`,
        idNumber,
        name: plainName(name),
        blocked: false,
        ...(birth === undefined ? {} : { birth }),
      });
    },
    isBlocked: (recordId) => blocked.has(recordId),
    setBlocked(recordId, isBlocked) {
      if (!byId.has(recordId)) throw new RangeError(`no record ${recordId}`);
      if (isBlocked) blocked.add(recordId);
      else blocked.delete(recordId);
    },
    lastVisit({ lastVisitDaysAgo }) {
      // The first question opens the hospital: a visit of the past does not move with the days.
      opened ??= today();
      return lastVisitDaysAgo === undefined ? null : dayAfter(opened, -lastVisitDaysAgo);
    },
  };
}
