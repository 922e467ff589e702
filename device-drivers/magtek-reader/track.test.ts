import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lrcOf, readTrack } from './track.ts';

const decoded = (text: string) => ({ error: false, text });

test('the LRC of a track', () => {
  // MagTek's card technical reference: the example %AT3? has the LRC 1C, which is "<" on track 1.
  expect(lrcOf(1, '%AT3?')).toBe('<');
  // By the rule of ISO/IEC 7811-2.
  expect(lrcOf(2, ';0012345678?')).toBe('<');
  expect(lrcOf(1, '%B0012345678^ZHANG/SAN^99121010000000000?')).toBe('J');
  expect(() => lrcOf(2, ';A?')).toThrow(RangeError);
  expect(() => lrcOf(1, '%a?')).toThrow(RangeError);
});

test('a track with its LRC behind it sums up to nothing', () => {
  const data = fc.stringMatching(/^[0-9:;<=>]{0,37}$/);
  fc.assert(
    fc.property(data, (it) => {
      const whole = `;${it}?`;
      expect(lrcOf(2, whole + lrcOf(2, whole))).toBe('0');
    }),
  );
});

test.each([
  [1, '%B0012345678^ZHANG/SAN^99121010000000000?', 'B0012345678^ZHANG/SAN^99121010000000000', '0012345678'],
  [1, '%B6212 3456 7890 1234^ZHANG/SAN^9912?', 'B6212 3456 7890 1234^ZHANG/SAN^9912', '6212345678901234'],
  [1, '%M0012ABCD?', 'M0012ABCD', undefined],
  [2, ';0012345678?', '0012345678', '0012345678'],
  [2, ';6212345678901234567=99121010000000000?', '6212345678901234567=99121010000000000', '6212345678901234567'],
  [2, ';=9912?', '=9912', undefined],
  [3, ';010012345678=1?', '010012345678=1', '010012345678'],
] as const)('track %i, %s', (track, text, data, number) => {
  expect(readTrack(track, decoded(text))).toEqual({ status: 'ok', data, ...(number && { number }) });
});

test.each([
  [1, '', 'dataMissing'],
  [2, ';?', 'dataMissing'],
  [2, '0012345678', 'dataInvalid'],
  [2, ';0012345678', 'dataInvalid'],
  [2, '%0012345678?', 'dataInvalid'],
  [2, ';00123A?', 'dataInvalid'],
  [2, ';00?123?', 'dataInvalid'],
  [1, '%b?', 'dataInvalid'],
  [2, ';E?', 'dataInvalid'],
  [3, ';', 'dataInvalid'],
] as const)('track %i, "%s" is %s', (track, text, status) => {
  expect(readTrack(track, decoded(text))).toEqual({ status });
});

test('a track with its error bit is dataInvalid', () => {
  expect(readTrack(2, { error: true, text: '' })).toEqual({ status: 'dataInvalid' });
});

test('any text is read without throwing, and a number is digits', () => {
  const text = fc.oneof(fc.string({ maxLength: 110 }), fc.stringMatching(/^[%;][ -Z^]{0,20}\?$/));
  fc.assert(
    fc.property(fc.constantFrom(1, 2, 3), text, (track, it) => {
      const read = readTrack(track, decoded(it));
      if (read.status === 'ok' && read.number !== undefined) expect(read.number).toMatch(/^\d{4,19}$/);
    }),
  );
});
