import type { ClinicCalendar } from '../../contract/capabilities.ts';
import type { Group } from '../rule.ts';
import { granted, holds, needs } from '../verdict.ts';

type Hours = ClinicCalendar['specialDays'][number]['hours'];

const isDay = (day: string) => {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
};

/** The hours of one day can be told one after the other. */
function followOneAnother(hours: Hours): boolean {
  const sorted = hours.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return sorted.every(({ from, to }, at) => from < to && from >= (sorted[at - 1]?.to ?? ''));
}

export const capabilities: Group = {
  title: 'Capabilities',
  rules: [
    {
      id: 'capabilities.told',
      says: 'The hospital tells its capabilities, and the same ones a moment later',
      async try(scene) {
        const first = granted(await scene.ask('getCapabilities', {}), 'the capabilities');
        const second = granted(await scene.ask('getCapabilities', {}), 'the capabilities again');
        holds(JSON.stringify(first) === JSON.stringify(second), 'other ones the second time');
      },
    },
    {
      id: 'capabilities.zone',
      says: 'The time zone is an IANA name',
      async try({ capabilities: { timeZone } }) {
        const isZone = () => {
          try {
            return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
          } catch {
            return false;
          }
        };
        holds(timeZone.includes('/') && isZone(), 'a zone nobody knows');
      },
    },
    {
      id: 'capabilities.hours',
      says: 'The hours of the clinic end after they begin and do not overlap, and a special day is a day, named once',
      async try({ capabilities: { clinicHours } }) {
        needs(clinicHours !== null, 'the hospital tells no hours');
        const { week, specialDays } = clinicHours ?? { week: [], specialDays: [] };
        for (const weekday of [1, 2, 3, 4, 5, 6, 7]) {
          const hours = week.flatMap((it) => it.weekdays.filter((day) => day === weekday).map(() => it));
          holds(followOneAnother(hours), `hours of weekday ${weekday} that overlap or end before they begin`);
        }
        for (const { day, hours } of specialDays) {
          holds(isDay(day), `${day}, a day there is not`);
          holds(followOneAnother(hours), `hours of ${day} that overlap or end before they begin`);
        }
        const named = new Set(specialDays.map(({ day }) => day));
        holds(named.size === specialDays.length, 'a special day named twice');
      },
    },
    {
      id: 'capabilities.agree',
      says: 'The capabilities agree with one another',
      async try({ capabilities: it }) {
        const { errands, credentials, typedIdFor, payment } = it;
        holds(it.card !== null || !errands.includes('card'), 'the errand "card" without a price for cards');
        holds(errands.includes('collection') || !credentials.includes('booking'), 'booking codes without "collection"');
        holds(
          typedIdFor.length === 0 || credentials.includes('typedId'),
          'typedIdFor without the credential "typedId"',
        );
        holds(
          typedIdFor.every((errand) => errands.includes(errand)),
          'typedIdFor names an errand there is not',
        );
        const { firstQueryAfterSeconds, payWithinSeconds } = payment;
        holds(firstQueryAfterSeconds < payWithinSeconds, 'the first query comes when the time to pay is over');
        holds(new Set(errands).size === errands.length, 'an errand named twice');
      },
    },
  ],
};
