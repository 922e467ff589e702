/** Formatters are kept: making one costs more than a visit's whole use of it. */
const formatters = new Map<string, Intl.DateTimeFormat>();
/** The last quarter of an hour asked for in each zone, in which its offset from UTC stays what it is. */
const lastQuarters = new Map<string, { readonly quarter: number; readonly offset: number }>();
/** The last minute asked for in each zone: a screen asks for the same one again and again. */
const lastMinutes = new Map<string, { readonly minute: number; readonly words: string }>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  const kept = formatters.get(zone);
  if (kept) return kept;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formatters.set(zone, made);
  return made;
}

const quarterOfHour = 15 * 60_000;

/** Milliseconds by which a zone's clocks are ahead of UTC. Where they change, they change on a quarter of an hour. */
function offsetAt(instant: number, zone: string): number {
  const quarter = Math.floor(instant / quarterOfHour);
  const last = lastQuarters.get(zone);
  if (last?.quarter === quarter) return last.offset;
  const begin = quarter * quarterOfHour;
  const p = Object.fromEntries(
    formatterOf(zone)
      .formatToParts(begin)
      .map(({ type, value }) => [type, value]),
  );
  const offset = Date.parse(`${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}Z`) - begin;
  lastQuarters.set(zone, { quarter, offset });
  return offset;
}

/** `YYYY-MM-DDTHH:MM` by a zone's clocks. */
function wordsOf(instant: number, zone: string): string {
  const minute = Math.floor(instant / 60_000);
  const last = lastMinutes.get(zone);
  if (last?.minute === minute) return last.words;
  const words = new Date(instant + offsetAt(instant, zone)).toISOString().slice(0, 16);
  lastMinutes.set(zone, { minute, words });
  return words;
}

/** YYYY-MM-DD of a UTC instant (milliseconds) in an IANA zone. */
export const dayOf = (instant: number, zone: string): string => wordsOf(instant, zone).slice(0, 10);

/** HH:MM of a UTC instant (milliseconds) in an IANA zone. */
export const timeOf = (instant: number, zone: string): string => wordsOf(instant, zone).slice(11);

/** The day so many days after another, both YYYY-MM-DD. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
