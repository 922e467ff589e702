import type { HospitalPolicy, SameDay } from '../../seeds/clinic.ts';
import type { Capabilities } from '../../terminal/hospital/contract/capabilities.ts';
import type { HospitalWorld } from './world.ts';

/** What this hospital offers at terminals, with its policies as they stand on a day (YYYY-MM-DD in its zone). */
export function capabilitiesOf(world: HospitalWorld, today: string): Capabilities {
  const { hospitalId, name, timeZone, errands, policy } = world;
  const { firstQueryAfterSeconds, queryEverySeconds, payWithinSeconds, reverseAfterSeconds, scan } = policy;
  const { opensMinutesBefore, cancel, checkIn } = policy.collection;
  return {
    hospitalId,
    name,
    timeZone,
    errands: [...errands],
    credentials: credentialsOf(world),
    typedIdFor: [...policy.typedIdFor],
    guardianUnder: policy.guardianUnder,
    clinicHours: policy.clinicHours && {
      week: policy.clinicHours.week.map((it) => ({ ...it, weekdays: [...it.weekdays] })),
      specialDays: policy.clinicHours.specialDays
        .filter(({ day }) => day >= today)
        .map(({ day, hours }) => ({ day, hours: [...hours] })),
    },
    registration: { sameDay: sameDayOn(policy, today), daysAhead: policy.daysAhead },
    collection: { opensMinutesBefore, cancel, checkIn },
    payment: { firstQueryAfterSeconds, queryEverySeconds, payWithinSeconds, reverseAfterSeconds, scan },
    insurance: policy.insurance && {
      settle: policy.insurance.settle,
      undoBeforeRefund: policy.insurance.undoBeforeRefund,
    },
    card: policy.card && { fee: policy.card.fee, replacementFee: policy.card.replacementFee },
    notices: policy.notices && { everySeconds: policy.notices.everySeconds },
  };
}

function credentialsOf({ errands, policy }: HospitalWorld): Capabilities['credentials'] {
  return [
    'idCard',
    'hospitalCard',
    'socialSecurityCard',
    'code',
    ...(policy.typedIdFor.length > 0 ? (['typedId'] as const) : []),
    ...(errands.includes('collection') ? (['booking'] as const) : []),
  ];
}

/** The mode whose day came last; registering for today is on before the first. */
function sameDayOn({ sameDay }: HospitalPolicy, today: string): SameDay {
  const begun = sameDay.filter(({ from }) => from <= today).sort((a, b) => (a.from < b.from ? -1 : 1));
  return begun.at(-1)?.mode ?? 'on';
}
