/** What a conformance run has to know of the hospital it is tried on: its test patients. */
import * as v from 'valibot';
import { Credential } from '../contract/patients.ts';
import { Id, IdNumber, PersonName } from '../contract/words.ts';

const Person = v.strictObject({
  idNumber: IdNumber,
  name: PersonName,
  sex: v.picklist(['unknown', 'male', 'female', 'unspecified']),
  birth: v.pipe(v.string(), v.regex(/^\d{8}$/, 'YYYYMMDD is expected')),
  phone: v.pipe(v.string(), v.regex(/^1\d{10}$/, 'a mobile number of 11 digits is expected')),
});

export const Settings = v.strictObject({
  /** Whom the hospital takes the run for. */
  terminal: v.optional(Id, 'TEST-1'),
  /** Somebody with a record, who may register and has something in the files. */
  patient: v.exactOptional(Credential),
  /** Well formed, and nobody's. */
  unknown: v.exactOptional(Credential),
  /** Shows somebody whom insurance bears a part for. */
  insured: v.exactOptional(Credential),
  /** Somebody with a record and without a hospital card: gets one. */
  withoutCard: v.exactOptional(Credential),
  /** Somebody who never came: gets a record. */
  newPerson: v.exactOptional(Person),
  /** Of a booking that stands. */
  bookingCode: v.exactOptional(v.pipe(v.string(), v.regex(/^\d{6,12}$/, '6 to 12 digits are expected'))),
});
export type Settings = v.InferOutput<typeof Settings>;

type Read =
  | { readonly ok: true; readonly settings: Settings }
  /** One line a mistake; they name the place, never what stood there. */
  | { readonly ok: false; readonly mistakes: readonly string[] };

/** Reads the text of a settings file. */
export function readSettings(text: string): Read {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, mistakes: ['it is not JSON'] };
  }
  const read = v.safeParse(Settings, json);
  if (read.success) return { ok: true, settings: read.output };
  return { ok: false, mistakes: [...new Set(read.issues.map(mistakeOf))] };
}

function mistakeOf(issue: v.BaseIssue<unknown>): string {
  const place = v.getDotPath(issue) ?? 'the whole';
  if (issue.type === 'strict_object') {
    return issue.expected === 'never' ? `${place}: no such setting` : `${place}: it is missing`;
  }
  if (issue.type === 'regex' && !issue.message.startsWith('Invalid')) return `${place}: ${issue.message}`;
  return `${place}: not as it is expected`;
}

/** What of these settings is personal: the run looks that none of it travels in an address. */
export function personalData({ patient, unknown, insured, withoutCard, newPerson }: Settings): readonly string[] {
  return [patient, unknown, insured, withoutCard, newPerson].flatMap((person) => {
    if (!person) return [];
    const { number, name, idNumber, cardNumber, phone }: Record<string, unknown> = { ...person };
    return [number, name, idNumber, cardNumber, phone].filter((it) => typeof it === 'string');
  });
}
