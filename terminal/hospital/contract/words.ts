/** The small words every part of the contract is made of. */
import * as v from 'valibot';

export const Id = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9-]{1,32}$/),
  v.description('1 to 32 letters, digits or hyphens'),
);
export const Instant = v.pipe(v.string(), v.isoTimestamp(), v.description('ISO 8601, UTC'));
export const Day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/), v.description('YYYY-MM-DD, the hospital’s zone'));
export const TimeOfDay = v.pipe(
  v.string(),
  v.regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  v.description('HH:MM, the hospital’s zone'),
);
export const LocalText = v.object({ zh: v.string(), en: v.string() });
export type LocalText = v.InferOutput<typeof LocalText>;
export const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** A whole number in the query string of a GET. */
export const Digits = v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.description('a whole number, as digits'));
/** A resident's ID number or that of another permit. */
export const IdNumber = v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{5,20}$/));
export const PersonName = v.pipe(v.string(), v.minLength(1), v.maxLength(80));

export const Problem = v.object({
  code: v.pipe(v.string(), v.description('one of the verb’s refusals')),
  title: v.string(),
  detail: v.optional(v.string()),
});
export type Problem = v.InferOutput<typeof Problem>;
