/** When the clinic is open, as the welcome says it. */
import type { ClinicCalendar } from '../hospital/contract/capabilities.ts';
import type { ClinicHours } from '../screen/parts.ts';
import { dayAfter } from '../zone.ts';

/** No holiday of a hospital is longer, in days. */
const farthest = 31;

/** ISO 8601: 1 is Monday. */
const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** The hours of a day, the earliest first. */
function hoursOn({ week, specialDays }: ClinicCalendar, day: string): ClinicHours['today'] {
  const special = specialDays.find((it) => it.day === day);
  const weekday = weekdayOf(day);
  const hours = special?.hours ?? week.filter(({ weekdays }) => weekdays.includes(weekday));
  return hours.map(({ from, to }) => ({ from, to })).sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** At a day (YYYY-MM-DD) and time (HH:MM) in the hospital's zone; nothing where it tells no hours. */
export function clinicHoursAt(
  calendar: ClinicCalendar | null | undefined,
  day: string,
  time: string,
): ClinicHours | undefined {
  if (!calendar) return undefined;
  const today = hoursOn(calendar, day);
  if (today.some(({ from, to }) => from <= time && time < to)) return { today, open: true };
  const next = nextOpening(calendar, day, time);
  return { today, open: false, ...(next && { next }) };
}

function nextOpening(calendar: ClinicCalendar, day: string, time: string): ClinicHours['next'] {
  for (let ahead = 0; ahead <= farthest; ahead++) {
    const there = dayAfter(day, ahead);
    const first = hoursOn(calendar, there).find(({ from }) => ahead > 0 || from > time);
    if (first) return { day: there, ahead, from: first.from };
  }
  return undefined;
}
