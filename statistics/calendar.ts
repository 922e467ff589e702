const dayForm = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text is a day of the calendar, YYYY-MM-DD: 2026-02-30 is none. */
export const isDay = (text: string): boolean => {
  if (!dayForm.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
};

/** The day so many days after another; negative goes back. Both YYYY-MM-DD. */
export const dayAfter = (day: string, days: number): string => {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
};

/** Reads the calendar and the clock of one time zone (an IANA name, such as Asia/Shanghai). */
export const zoneClock = (zone: string) => {
  const form = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return (at: number): { day: string; time: string } => {
    const part = new Map(form.formatToParts(at).map(({ type, value }) => [type, value]));
    const year = (part.get('year') ?? '').padStart(4, '0');
    return {
      day: `${year}-${part.get('month')}-${part.get('day')}`,
      time: `${part.get('hour')}:${part.get('minute')}:${part.get('second')}`,
    };
  };
};

export type ZoneClock = ReturnType<typeof zoneClock>;
