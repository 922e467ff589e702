/** Instants of a zone's calendar, in UTC milliseconds. */
const minute = 60_000;
const day = 24 * 60 * minute;

/** Milliseconds by which clocks there are ahead of UTC. */
export function zoneOffset(instant: number, zone: string): number {
  const shown = new Date(instant).toLocaleString('en-US', { timeZone: zone, hourCycle: 'h23' });
  // Read back as if it were UTC, so that its parts are the zone's.
  return Date.parse(`${shown} UTC`) - Math.floor(instant / 1000) * 1000;
}

/**
 * The next time it is so many minutes after midnight there, on a day of the week (0 is Sunday) where one is told; never
 * now. For zones without summer time.
 */
export function nextTimeOfDay(instant: number, zone: string, minutes: number, weekday?: number): number {
  const offset = zoneOffset(instant, zone);
  const local = instant + offset;
  const midnight = Math.floor(local / day) * day;
  let next = midnight + minutes * minute;
  const fits = () => next > local && (weekday === undefined || new Date(next).getUTCDay() === weekday);
  while (!fits()) next += day;
  return next - offset;
}
