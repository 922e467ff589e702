import type { Entry } from '../../../terminal/journal/entry.ts';
import { record, split, toConfirmed, toPaying } from '../flow/stub-hospital.ts';

const screens = [
  'menu',
  'presentCredential',
  'enterNumber',
  'chooseOne',
  'chooseDepartment',
  'chooseDoctor',
  'choosePeriod',
  'confirmAppointment',
  'working',
] as const;

/** What a terminal writes down of one registration, paid and confirmed. */
function entriesOfVisit(number: number): readonly Entry[] {
  const visit = `V${String(number).padStart(11, '0')}`;
  const order = `20261123-${String(number).padStart(10, '0')}`;
  const step = (screen: (typeof screens)[number] | 'pay' | 'confirming' | 'printing' | 'farewell'): Entry => ({
    kind: 'visit.step',
    visit,
    screen,
    ...(screen === 'presentCredential' && { errand: 'registration' }),
  });
  return [
    { kind: 'visit.started', visit },
    ...screens.map(step),
    {
      kind: 'order.opened',
      ...{ order, visit, lockId: `${order}-L`, refundNumber: `${order}-R`, settlementId: `${order}-I` },
      ...{ recordId: record.recordId, purpose: { kind: 'slot', slotId: '20261123-d2-0830' } },
      ...{ price: split.total, self: split.self, settle: 'afterPayment' },
    },
    ...toPaying(order),
    step('pay'),
    ...toConfirmed(order),
    step('confirming'),
    step('printing'),
    step('farewell'),
    {
      ...{ kind: 'visit.ended', visit, ending: 'completed', screen: 'farewell', seconds: 42 },
      ...{ errand: 'registration', firstTry: true },
    },
  ];
}

/** One visit after another, for ever. */
export function* visitEntries(): Generator<Entry, never> {
  for (let number = 0; ; number++) yield* entriesOfVisit(number);
}
