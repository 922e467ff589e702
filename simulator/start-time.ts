import { zoneOffset } from './world/calendar.ts';

/** The instant of a local time such as `2026-11-23T08:05`; now where none is given. Throws with what is expected. */
export function readStart(text: string | undefined, zone: string, now: number): number {
  if (text === undefined) return now;
  const local = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
  if (Number.isNaN(local)) throw new Error(`--at: "${text}" is no time; one such as 2026-11-23T08:05 is expected.`);
  return local - zoneOffset(local, zone);
}
