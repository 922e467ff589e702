/** Tracks of a magnetic stripe (ISO/IEC 7811-2 and 7813): sentinels around the data, a check character behind them. */
import type { Track, Tracks } from '../contract/magnetic-card-reader.ts';
import type { DecodedTrack, Swipe } from './codec.ts';

const formats = {
  1: { start: '%', offset: 0x20, bits: 6 },
  2: { start: ';', offset: 0x30, bits: 4 },
  3: { start: ';', offset: 0x30, bits: 4 },
} as const;
export type TrackNumber = keyof typeof formats;

const endSentinel = '?';

/**
 * The LRC character behind a track: the XOR of all characters' data bits from sentinel to sentinel. Readers check it and
 * leave it out. Throws when a character cannot stand on the track.
 */
export function lrcOf(track: TrackNumber, text: string): string {
  const { offset, bits } = formats[track];
  let sum = 0;
  for (let i = 0; i < text.length; i++) {
    const value = text.charCodeAt(i) - offset;
    if (value < 0 || value >= 1 << bits) throw new RangeError(`"${text[i]}" cannot stand on track ${track}`);
    sum ^= value;
  }
  return String.fromCharCode(sum + offset);
}

const digits = /^\d{4,19}$/;

/**
 * A decoded track as the contract tells it. A hospital's card often has a bare number on its second track, without the
 * separator and date of a bank card, and some have letters on the first: only what must be is asked for.
 */
export function readTrack(track: TrackNumber, { error, text }: DecodedTrack): Track {
  if (error) return { status: 'dataInvalid' };
  if (text === '') return { status: 'dataMissing' };
  const { start, offset, bits } = formats[track];
  const data = text.slice(1, -1);
  const fits = Array.from(data).every((it) => {
    const value = it.charCodeAt(0) - offset;
    return value >= 0 && value < 1 << bits && it !== endSentinel;
  });
  if (text.length < 2 || !text.startsWith(start) || !text.endsWith(endSentinel) || !fits)
    return { status: 'dataInvalid' };
  if (data === '') return { status: 'dataMissing' };
  const number = track === 1 ? numberOfTrack1(data) : data.split('=')[0];
  return { status: 'ok', data, ...(number !== undefined && digits.test(number) && { number }) };
}

/** `B`, number, `^`, name, `^`, …; or a bare number. */
const numberOfTrack1 = (data: string): string | undefined =>
  (data.startsWith('B') ? data.slice(1) : data).split('^')[0]?.replaceAll(' ', '');

export const tracksOf = ({ tracks: [first, second, third] }: Swipe): Tracks => ({
  track1: readTrack(1, first),
  track2: readTrack(2, second),
  track3: readTrack(3, third),
});
