/** The hospital's wall clock: the day (YYYY-MM-DD) and time (HH:MM) of a UTC instant in its zone. */
export interface LocalTime {
  readonly day: string;
  readonly time: string;
}

export function createLocalTime(timeZone: string): (instant: number) => LocalTime {
  const formatter = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
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
