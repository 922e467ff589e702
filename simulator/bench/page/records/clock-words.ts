const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  });
  formats.set(zone, format);
  return format;
}

/** `08:05:01.234`, and the day, `11-23`. */
export function clockWords(at: number, zone: string): { readonly day: string; readonly time: string } {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const of = (part: Intl.DateTimeFormatPartTypes) => parts.get(part) ?? '';
  return {
    day: `${of('month')}-${of('day')}`,
    time: `${of('hour')}:${of('minute')}:${of('second')}.${of('fractionalSecond')}`,
  };
}

/** How long after another thing: `+12 ms`, `+3.456 s`, `+4 min 02`. */
export function deltaWords(milliseconds: number): string {
  if (milliseconds < 0) return `−${deltaWords(-milliseconds).slice(1)}`;
  if (milliseconds < 1000) return `+${milliseconds} ms`;
  if (milliseconds < 60_000) return `+${(milliseconds / 1000).toFixed(3)} s`;
  const minutes = Math.floor(milliseconds / 60_000);
  const seconds = String(Math.floor((milliseconds % 60_000) / 1000)).padStart(2, '0');
  return minutes < 60 ? `+${minutes} min ${seconds}` : `+${Math.floor(minutes / 60)} h ${minutes % 60}`;
}
