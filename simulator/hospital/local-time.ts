/** The hospital's wall clock: the day (YYYY-MM-DD) and time (HH:MM) of a UTC instant in its zone. */
export interface LocalTime {
  readonly day: string;
  readonly time: string;
}

/** Kept: making one costs more than a hospital's whole morning. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const kept = formatters.get(timeZone);
  if (kept) return kept;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formatters.set(timeZone, made);
  return made;
}

export function createLocalTime(timeZone: string): (instant: number) => LocalTime {
  const formatter = formatterOf(timeZone);
  let minute = Number.NaN;
  let kept: LocalTime = { day: '', time: '' };
  return (instant) => {
    const current = Math.floor(instant / 60_000);
    if (current === minute) return kept;
    const part = Object.fromEntries(formatter.formatToParts(instant).map(({ type, value }) => [type, value]));
    minute = current;
    kept = { day: `${part.year}-${part.month}-${part.day}`, time: `${part.hour}:${part.minute}` };
    return kept;
  };
}

/** The day so many days after another, by the calendar. */
export function dayAfter(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

/** A time of day (HH:MM) so many minutes later, within the same day. */
export function timeAfter(time: string, minutes: number): string {
  const [hours = 0, rest = 0] = time.split(':').map(Number);
  const then = Math.max(0, Math.min(24 * 60 - 1, hours * 60 + rest + minutes));
  return `${String(Math.floor(then / 60)).padStart(2, '0')}:${String(then % 60).padStart(2, '0')}`;
}

/** The UTC instant at which it is this time of day (HH:MM) in a zone, so many days after a day there. */
export function instantOf(timeZone: string, day: string, daysAfter: number, time: string): number {
  const there = Date.parse(`${dayAfter(day, daysAfter)}T${time}:00Z`);
  const { day: shownDay, time: shownTime } = createLocalTime(timeZone)(there);
  return there - (Date.parse(`${shownDay}T${shownTime}:00Z`) - there);
}

/** Orders days and times of day, for a sort. */
export const compare = (a: string, b: string): -1 | 0 | 1 => (a < b ? -1 : a > b ? 1 : 0);
