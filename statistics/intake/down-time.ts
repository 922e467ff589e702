import type { ZoneClock } from '../calendar.ts';

/** Nothing real is down for longer; it bounds what one event of a clock gone wrong can make the hub write. In days. */
const longest = 400;
const hour = 3_600_000;
/** No zone's day is longer, whatever its clocks are set to. */
const longestDay = 26 * hour;

/** When the day of an instant ends in a zone: looked for, because a day has as many hours as its zone says. */
const endOfDay = (at: number, day: string, clock: ZoneClock): number => {
  let within = at;
  let past = at + longestDay;
  while (past - within > 1) {
    const middle = Math.floor((within + past) / 2);
    if (clock(middle).day === day) within = middle;
    else past = middle;
  }
  return past;
};

/** The seconds between two instants, by the days of a zone they fall on, in order; those of its last 400 days. */
export const downByDay = (from: number, to: number, clock: ZoneClock): (readonly [day: string, seconds: number])[] => {
  const days = new Map<string, number>();
  let begin = Math.max(from, to - longest * 24 * hour);
  while (begin < to) {
    const { day } = clock(begin);
    const end = Math.min(to, endOfDay(begin, day, clock));
    days.set(day, (days.get(day) ?? 0) + Math.round(end / 1_000) - Math.round(begin / 1_000));
    begin = end;
  }
  return [...days].filter(([, seconds]) => seconds > 0);
};
