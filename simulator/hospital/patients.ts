import type { PatientRecord } from '../../seeds/clinic.ts';
import type { Patient, Verbs } from '../../terminal/hospital/contract.ts';
import type { InputOf, RefusalOf } from '../../terminal/hospital/verb.ts';
import { type Answer, granted, refused } from './once.ts';

export interface Patients {
  find(input: InputOf<Verbs['findPatient']>): Answer<Patient, RefusalOf<Verbs['findPatient']>>;
  /** Whether a record exists and is not blocked. */
  mayRegister(recordId: string): boolean;
  /** Throws for a record that does not exist: nobody blocks nobody. */
  setBlocked(recordId: string, blocked: boolean): void;
}

/** A name as it is compared: composed, without the spaces a chip pads its fields with. */
const plain = (name: string) => name.normalize('NFC').trim();

export function createPatients(records: readonly PatientRecord[]): Patients {
  const byIdNumber = new Map(records.map((record) => [record.idNumber, record]));
  const known = new Set(records.map((record) => record.recordId));
  const blocked = new Set(records.filter((record) => record.blocked).map((record) => record.recordId));
  return {
    find({ idNumber, name }) {
      const record = byIdNumber.get(idNumber);
      if (!record) return refused('patientUnknown');
      if (plain(record.name) !== plain(name)) return refused('nameDiffers');
      if (blocked.has(record.recordId)) return refused('patientBlocked');
      return granted({ recordId: record.recordId, name: record.name });
    },
    mayRegister: (recordId) => known.has(recordId) && !blocked.has(recordId),
    setBlocked(recordId, isBlocked) {
      if (!known.has(recordId)) throw new RangeError(`no record ${recordId}`);
      if (isBlocked) blocked.add(recordId);
      else blocked.delete(recordId);
    },
  };
}
