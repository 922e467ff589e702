import * as v from 'valibot';
import { errandNames } from './screen/errands.ts';
import { modeNames } from './screen/modes.ts';
import type { Tapped } from './screen.ts';

const Errand = v.picklist(errandNames);
const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

const Tap = v.variant('kind', [
  v.strictObject({
    kind: v.picklist([
      'begin',
      'nextPage',
      'previousPage',
      'initials',
      'back',
      'cancel',
      'confirm',
      'moreTime',
      'finish',
      'technician',
    ]),
  }),
  v.strictObject({ kind: v.literal('errand'), errand: Errand }),
  v.strictObject({ kind: v.literal('choose'), id: Id }),
  v.strictObject({ kind: v.literal('enter'), text: v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{1,32}$/)) }),
  v.strictObject({ kind: v.literal('language'), language: v.picklist(['zh', 'en']) }),
  v.strictObject({ kind: v.literal('mode'), mode: v.picklist(modeNames), on: v.boolean() }),
]);

const Message = v.strictObject({
  tap: Tap,
  revision: v.pipe(v.number(), v.safeInteger()),
}) satisfies v.GenericSchema<Tapped>;

/** A message from the page, or nothing when it is not one. */
export function readTapped(message: unknown): Tapped | undefined {
  const read = v.safeParse(Message, message);
  return read.success ? read.output : undefined;
}
