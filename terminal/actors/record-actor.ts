import { fromPromise } from 'xstate';
import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { Loaded } from '../flows/loaded.ts';
import type { Newcomer } from '../flows/patient.ts';
import type { Hospital } from '../hospital/client.ts';
import type { Journal } from '../journal/journal.ts';
import type { Trouble } from '../screen/words.ts';
import { askPatiently } from './patient-asking.ts';

export interface RecordPorts {
  readonly hospital: Hospital;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly newNumber: () => string;
  /** The visit going on, for what is written down about it. */
  readonly visit: () => string;
}

const troubles: Readonly<Record<string, Trouble>> = {
  recordExists: 'recordExists',
  phoneLimit: 'phoneLimit',
  guardianNeeded: 'guardianUnusable',
  guardianUnusable: 'guardianUnusable',
  patientBlocked: 'patientBlocked',
};

export const createRecordWith = ({ hospital, journal, clock, newNumber, visit }: RecordPorts) =>
  fromPromise<Loaded<{ recordId: string }>, { newcomer: Newcomer; phone: string }>(async ({ input, signal }) => {
    const { card, guardian } = input.newcomer;
    const request = newNumber();
    const about = { visit: visit(), request };
    const asked = {
      requestId: request,
      idNumber: card.number,
      name: card.name,
      sex: card.sex,
      birth: card.birth,
      phone: input.phone,
      consent: true as const,
      ...(guardian && { guardian }),
    };
    journal.append({ kind: 'record.intended', ...about });
    // Always under the same number: a record made by a request whose answer was lost is found so.
    const reply = await askPatiently(() => hospital.call('createRecord', asked, signal), clock, signal);
    if (!reply) {
      journal.append({ kind: 'record.failed', ...about, why: 'unknown' });
      return { ok: false, trouble: 'hospitalSilent' };
    }
    if (!reply.ok) {
      journal.append({ kind: 'record.failed', ...about, why: reply.code });
      return { ok: false, trouble: troubles[reply.code] ?? 'hospitalRefused' };
    }
    const { recordId } = reply.value;
    journal.append({ kind: 'record.created', ...about, recordId });
    return { ok: true, recordId };
  });
