/** Wall-clock words of an instant in a zone. Formatters are kept: making one costs more than a visit's whole use of it. */
const formatters = new Map<string, Intl.DateTimeFormat>();
/** The last minute asked for in each zone: a screen asks for the same one again and again. */
const lastMinutes = new Map<string, { readonly minute: number; readonly parts: Record<string, string> }>();

function parts(instant: number, zone: string): Record<string, string> {
  const minute = Math.floor(instant / 60_000);
  const last = lastMinutes.get(zone);
  if (last?.minute === minute) return last.parts;
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formatters.set(zone, formatter);
  }
  const parts = Object.fromEntries(formatter.formatToParts(instant).map((part) => [part.type, part.value]));
  lastMinutes.set(zone, { minute, parts });
  return parts;
}

/** YYYY-MM-DD of a UTC instant (milliseconds) in an IANA zone. */
export function dayOf(instant: number, zone: string): string {
  const p = parts(instant, zone);
  return `${p.year}-${p.month}-${p.day}`;
}

/** HH:MM of a UTC instant (milliseconds) in an IANA zone. */
export function timeOf(instant: number, zone: string): string {
  const p = parts(instant, zone);
  return `${p.hour}:${p.minute}`;
}

/** The day so many days after another, both YYYY-MM-DD. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
