import type { InsuranceScheme, PatientRecord } from '../../seeds/city.ts';
import type { Credential, Guardian, Patient } from '../../terminal/hospital/contract/patients.ts';
import type { Verbs } from '../../terminal/hospital/contract.ts';
import type { InputOf, RefusalOf, ReplyOf } from '../../terminal/hospital/verb.ts';
import { type BookedCode, createBookingCodes } from './booking-codes.ts';
import type { City, Holder } from './city.ts';
import { birthOf, guardianProblem, plainName } from './guardians.ts';
import { type Answer, granted, refused } from './once.ts';
import { createRecordBook } from './record-book.ts';
import { createRecordRequests, type RecordRequests } from './record-requests.ts';

type Find = Verbs['findPatient'];

export interface Patients extends RecordRequests {
  find(input: InputOf<Find>): Answer<ReplyOf<Find>, RefusalOf<Find>>;
  exists(recordId: string): boolean;
  records(): readonly Pick<PatientRecord, 'recordId' | 'idNumber' | 'name' | 'blocked'>[];
  isBlocked(recordId: string): boolean;
  /** Throws RangeError for a record that does not exist: nobody blocks nobody. */
  setBlocked(recordId: string, blocked: boolean): void;
  /** The scheme behind an insurance token this hospital handed out for this record; nothing for any other token. */
  insuranceOf(recordId: string, token: string): InsuranceScheme | undefined;
  /** Whose record this is. */
  personOf(recordId: string): Holder | undefined;
}

export interface PatientsOptions {
  readonly records: readonly PatientRecord[];
  readonly city: City;
  /** UTC milliseconds. */
  readonly now: () => number;
  /** YYYY-MM-DD in the hospital's zone. */
  readonly today: () => string;
  readonly chance: () => number;
  readonly policy: {
    readonly guardianUnder: number | null;
    /** Records made with one phone number. */
    readonly phoneAccounts: number;
    /** Null: nobody is insured here. */
    readonly insurance: object | null;
  };
  /** The booking a code stands for. */
  readonly bookingByCode: (code: string) => BookedCode | undefined;
}

/** Whom a credential names. */
interface Shown {
  readonly idNumber: string;
  /** As the credential has it, where the record's must be the same. */
  readonly name?: string;
  readonly scheme?: InsuranceScheme | undefined;
  /** Of a card of the city: who has no record here gets one. */
  readonly cityHolder?: Holder;
  readonly booking?: BookedCode;
}

export function createPatients(options: PatientsOptions): Patients {
  const { city, now, today, chance, policy } = options;
  const book = createRecordBook(options.records, today);
  const bookings = createBookingCodes({ bookingByCode: options.bookingByCode, now });
  const tokens = new Map<string, { readonly recordId: string; readonly scheme: InsuranceScheme }>();

  function guardianRefusal(idNumber: string, birth: string | undefined, guardian: Guardian | undefined) {
    const namesOf = (number: string) => {
      const known = city.nameOf(number);
      const here = book.ofPerson(number).map(({ name }) => name);
      return known === undefined ? here : [known, ...here];
    };
    const question = { birth: birth ?? birthOf(idNumber), guardian, today: today(), under: policy.guardianUnder };
    return guardianProblem({ ...question, namesOf });
  }

  function read(credential: Credential): Answer<Shown, RefusalOf<Find>> {
    switch (credential.kind) {
      case 'idCard':
        return granted({ idNumber: credential.number.toUpperCase(), name: credential.name });
      case 'typedId':
        return granted({ idNumber: credential.number.toUpperCase() });
      case 'hospitalCard': {
        const card = city.card(credential.number);
        if (!card) return refused('cardUnknown');
        if (card.state === 'lost') return refused('cardLost');
        return granted({ idNumber: card.holder.idNumber, cityHolder: card.holder });
      }
      case 'socialSecurityCard': {
        const idNumber = credential.idNumber.toUpperCase();
        if (city.socialSecurityHolder(credential.cardNumber)?.idNumber !== idNumber) return refused('cardUnknown');
        return granted({ idNumber, name: credential.name, scheme: city.schemeOf(idNumber) });
      }
      case 'code': {
        const code = city.code(credential.data, now());
        if (!code) return refused('codeUnusable');
        if (code.lost) return refused('cardLost');
        const { idNumber } = code.holder;
        if (code.kind === 'virtualCard') return granted({ idNumber, cityHolder: code.holder });
        return granted(code.kind === 'eVoucher' ? { idNumber, scheme: city.schemeOf(idNumber) } : { idNumber });
      }
      case 'booking': {
        const booking = bookings.read(credential.code);
        if (!booking.ok) return booking;
        const record = book.get(booking.value.recordId);
        if (!record) throw new Error(`a booking of no record: ${booking.value.bookingId}`);
        return granted({ idNumber: record.idNumber, booking: booking.value });
      }
    }
  }

  function insurance(recordId: string, scheme: InsuranceScheme | undefined): Patient['insurance'] {
    if (scheme === undefined || policy.insurance === null) return null;
    const secret = Array.from({ length: 12 }, () => Math.floor(chance() * 36).toString(36)).join('');
    const token = `I${tokens.size + 1}-${secret}`;
    tokens.set(token, { recordId, scheme });
    return { token, scheme };
  }

  function describe(record: PatientRecord, { scheme, booking }: Shown): Patient {
    const card = city.activeCard(record.idNumber);
    return {
      recordId: record.recordId,
      name: record.name,
      lastVisit: book.lastVisit(record),
      hasCard: card !== undefined && card.state !== 'captured',
      insurance: insurance(record.recordId, scheme),
      ...(booking ? { bookingId: booking.bookingId } : {}),
    };
  }

  return {
    find({ credential, guardian }) {
      const answer = read(credential);
      if (!answer.ok) return answer;
      const shown = answer.value;
      const { idNumber, name, cityHolder, booking } = shown;
      const all = book.ofPerson(idNumber).filter((it) => !booking || it.recordId === booking.recordId);
      if (all.length === 0 && !cityHolder) return refused('patientUnknown');
      const named = all.filter((it) => name === undefined || plainName(it.name) === plainName(name));
      if (all.length > 0 && named.length === 0) return refused('nameDiffers');
      const open = named.filter(({ recordId }) => !book.isBlocked(recordId));
      if (named.length > 0 && open.length === 0) return refused('patientBlocked');
      const problem = guardianRefusal(idNumber, open[0]?.birth, guardian);
      if (problem) return refused(problem);
      const records = cityHolder && open.length === 0 ? [book.add(cityHolder)] : open;
      return granted({ patients: records.map((record) => describe(record, shown)) });
    },
    ...createRecordRequests({ book, phoneAccounts: policy.phoneAccounts, guardianRefusal }),
    exists: (recordId) => book.get(recordId) !== undefined,
    records: () =>
      book
        .all()
        .map(({ recordId, idNumber, name }) => ({ recordId, idNumber, name, blocked: book.isBlocked(recordId) })),
    isBlocked: book.isBlocked,
    setBlocked: book.setBlocked,
    insuranceOf(recordId, token) {
      const issued = tokens.get(token);
      return issued?.recordId === recordId ? issued.scheme : undefined;
    },
    personOf(recordId) {
      const record = book.get(recordId);
      return record && { idNumber: record.idNumber, name: record.name };
    },
  };
}
