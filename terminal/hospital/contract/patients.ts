import * as v from 'valibot';
import { verb } from '../verb.ts';
import { Day, Id, IdNumber, PersonName } from './words.ts';

/** What a patient shows to say who they are. Personal data: it travels in bodies only. */
export const Credential = v.variant('kind', [
  v.object({ kind: v.literal('idCard'), number: IdNumber, name: PersonName }),
  v.object({ kind: v.literal('hospitalCard'), number: v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{1,32}$/)) }),
  v.object({
    kind: v.literal('socialSecurityCard'),
    cardNumber: v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{1,20}$/)),
    idNumber: IdNumber,
    name: PersonName,
  }),
  v.object({ kind: v.literal('code'), data: v.pipe(v.string(), v.minLength(1), v.maxLength(512)) }),
  v.object({ kind: v.literal('typedId'), number: IdNumber }),
  v.object({ kind: v.literal('booking'), code: v.pipe(v.string(), v.regex(/^\d{6,12}$/)) }),
]);
export type Credential = v.InferOutput<typeof Credential>;

export const Guardian = v.object({ idNumber: IdNumber, name: PersonName });
export type Guardian = v.InferOutput<typeof Guardian>;

export const Patient = v.object({
  recordId: Id,
  name: v.pipe(v.string(), v.description('as in the hospital’s record')),
  lastVisit: v.pipe(v.nullable(Day), v.description('tells several records of one person apart')),
  hasCard: v.pipe(v.boolean(), v.description('a hospital card is in the patient’s hands')),
  bookingId: v.pipe(v.exactOptional(Id), v.description('the booking a booking code stands for')),
  insurance: v.pipe(
    v.nullable(v.object({ token: Id, scheme: v.picklist(['employee', 'resident', 'outOfArea']) })),
    v.description('what settles with the insurance fund during this visit; null when the credential does not'),
  ),
});
export type Patient = v.InferOutput<typeof Patient>;

const RecordRequest = v.object({ requestId: Id, recordId: Id });

export const patientVerbs = {
  findPatient: verb({
    method: 'POST',
    path: '/patients/find',
    summary:
      'The records that belong to a credential. A city-wide card issued elsewhere is linked to a record here, or one is created, without a new card',
    input: v.object({ credential: Credential, guardian: v.exactOptional(Guardian) }),
    reply: v.object({ patients: v.pipe(v.array(Patient), v.minLength(1)) }),
    refusals: [
      'patientUnknown',
      'nameDiffers',
      'patientBlocked',
      'cardUnknown',
      'cardLost',
      'codeUnusable',
      'bookingUnknown',
      'tooManyTries',
      'guardianNeeded',
      'guardianUnusable',
    ],
  }),
  createRecord: verb({
    method: 'PUT',
    path: '/record-requests/{requestId}',
    summary: 'Create the record of a person who comes for the first time',
    input: v.object({
      requestId: Id,
      idNumber: IdNumber,
      name: PersonName,
      sex: v.picklist(['unknown', 'male', 'female', 'unspecified']),
      birth: v.pipe(v.string(), v.regex(/^\d{8}$/), v.description('YYYYMMDD')),
      phone: v.pipe(v.string(), v.regex(/^1\d{10}$/), v.description('a mobile number of mainland China')),
      consent: v.pipe(v.literal(true), v.description('the person agreed to the record being kept')),
      guardian: v.exactOptional(Guardian),
    }),
    reply: RecordRequest,
    refusals: ['conflict', 'recordExists', 'phoneLimit', 'guardianNeeded', 'guardianUnusable', 'patientBlocked'],
  }),
  getRecordRequest: verb({
    method: 'GET',
    path: '/record-requests/{requestId}',
    summary: 'What became of a request to create a record',
    input: v.object({ requestId: Id }),
    reply: RecordRequest,
    refusals: ['requestUnknown'],
  }),
} as const;
