import * as v from 'valibot';
import { errandNames } from '../../screen/errands.ts';
import { Fen } from '../amount.ts';
import { verb } from '../verb.ts';
import { Count, Day, Id, LocalText, TimeOfDay } from './words.ts';

/** `code`: a QR that identifies (e-health card, insurance e-voucher, virtual resident health card). */
export const credentialKinds = ['idCard', 'hospitalCard', 'socialSecurityCard', 'code', 'typedId', 'booking'] as const;

const Weekday = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(1),
  v.maxValue(7),
  v.description('1 is Monday, 7 is Sunday (ISO 8601)'),
);
const hours = { from: TimeOfDay, to: TimeOfDay };

export const ClinicCalendar = v.object({
  week: v.pipe(
    v.array(v.object({ weekdays: v.array(Weekday), ...hours })),
    v.description('the usual week; a break is the time between two of them'),
  ),
  specialDays: v.pipe(
    v.array(v.object({ day: Day, hours: v.array(v.object(hours)) })),
    v.description(
      'days ahead whose hours are not those of the week: none on a holiday, some on a Sunday made a workday',
    ),
  ),
});
export type ClinicCalendar = v.InferOutput<typeof ClinicCalendar>;

const Seconds = (least: number) => v.pipe(v.number(), v.minValue(least));

export const Capabilities = v.object({
  hospitalId: Id,
  name: LocalText,
  timeZone: v.pipe(v.string(), v.description('IANA name, such as Asia/Shanghai')),
  errands: v.array(v.picklist(errandNames)),
  credentials: v.pipe(
    v.array(v.picklist(credentialKinds)),
    v.description('ways to say who one is; `booking` serves collection only'),
  ),
  typedIdFor: v.pipe(
    v.array(v.picklist(errandNames)),
    v.description('the errands for which a typed ID number is enough'),
  ),
  guardianUnder: v.pipe(
    v.nullable(Count),
    v.description('children under this age come with a guardian; null: no such rule'),
  ),
  clinicHours: v.pipe(
    v.nullable(ClinicCalendar),
    v.description('when the outpatient clinic is open, for the welcome; null: nothing is said of it'),
  ),
  registration: v.object({
    sameDay: v.pipe(
      v.picklist(['on', 'emergencyOnly', 'off']),
      v.description('registering for today, as the hospital’s policy has it on this day'),
    ),
    daysAhead: v.pipe(Count, v.description('days after today that can be registered for; 0 is today only')),
  }),
  collection: v.object({
    opensMinutesBefore: v.pipe(Count, v.description('collecting begins so long before the booked period')),
    cancel: v.pipe(v.boolean(), v.description('bookings and numbers can be given back at terminals')),
    checkIn: v.pipe(v.boolean(), v.description('patients check in when they arrive')),
  }),
  payment: v.object({
    firstQueryAfterSeconds: Seconds(1),
    queryEverySeconds: Seconds(1),
    payWithinSeconds: Seconds(10),
    reverseAfterSeconds: v.pipe(
      Seconds(0),
      v.description('an order charged by a scanned code is closed no sooner than this after the charge; usually 15'),
    ),
    scan: v.pipe(v.boolean(), v.description('the payer’s own code may be scanned')),
  }),
  insurance: v.pipe(
    v.nullable(
      v.object({
        settle: v.pipe(
          v.picklist(['beforePayment', 'afterPayment']),
          v.description('whether insurance settles before the patient pays the rest, or after'),
        ),
        undoBeforeRefund: v.pipe(
          v.boolean(),
          v.description('a terminal undoes the settlement of a transaction before it asks for the refund of all of it'),
        ),
      }),
    ),
    v.description('null: everybody pays in full'),
  ),
  card: v.pipe(
    v.nullable(v.object({ fee: Fen, replacementFee: Fen })),
    v.description('null: no cards are issued at terminals'),
  ),
  notices: v.pipe(
    v.nullable(v.object({ everySeconds: Seconds(1) })),
    v.description('how often to ask for notices; null: there are none'),
  ),
});
export type Capabilities = v.InferOutput<typeof Capabilities>;

export const capabilityVerbs = {
  getCapabilities: verb({
    method: 'GET',
    path: '/capabilities',
    summary: 'What this hospital offers at terminals, and its policies as they stand now',
    input: v.object({}),
    reply: Capabilities,
    refusals: [],
  }),
} as const;
