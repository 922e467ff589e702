import type { Guardian } from '../../terminal/hospital/contract/patients.ts';
import type { Verbs } from '../../terminal/hospital/contract.ts';
import type { InputOf, RefusalOf, ReplyOf } from '../../terminal/hospital/verb.ts';
import { type Answer, createOnce, granted, refused } from './once.ts';
import type { RecordBook } from './record-book.ts';

type Create = Verbs['createRecord'];

export interface RecordRequests {
  create(input: InputOf<Create>): Answer<ReplyOf<Create>, RefusalOf<Create>>;
  getRequest(input: { readonly requestId: string }): Answer<ReplyOf<Create>, 'requestUnknown'>;
}

interface Needs {
  readonly book: RecordBook;
  readonly phoneAccounts: number;
  readonly guardianRefusal: (
    idNumber: string,
    birth: string,
    guardian: Guardian | undefined,
  ) => 'guardianNeeded' | 'guardianUnusable' | undefined;
}

/** Records made at terminals, for people who come for the first time. */
export function createRecordRequests({ book, phoneAccounts, guardianRefusal }: Needs): RecordRequests {
  const once = createOnce();
  const made = new Map<string, ReplyOf<Create>>();
  const madeWithPhone = new Map<string, number>();

  function make(input: InputOf<Create>): Answer<ReplyOf<Create>, RefusalOf<Create>> {
    const idNumber = input.idNumber.toUpperCase();
    const existing = book.ofPerson(idNumber);
    if (existing.some(({ recordId }) => book.isBlocked(recordId))) return refused('patientBlocked');
    if (existing.length > 0) return refused('recordExists');
    const problem = guardianRefusal(idNumber, input.birth, input.guardian);
    if (problem) return refused(problem);
    const count = madeWithPhone.get(input.phone) ?? 0;
    if (count >= phoneAccounts) return refused('phoneLimit');
    madeWithPhone.set(input.phone, count + 1);
    const { recordId } = book.add({ idNumber, name: input.name, birth: input.birth });
    const request = { requestId: input.requestId, recordId };
    made.set(input.requestId, request);
    return granted(request);
  }

  return {
    create: (input) =>
      once.write(
        input.requestId,
        input,
        () => make(input),
        () => made.get(input.requestId),
      ),
    getRequest({ requestId }) {
      const request = made.get(requestId);
      return request ? granted(request) : refused('requestUnknown');
    },
  };
}
